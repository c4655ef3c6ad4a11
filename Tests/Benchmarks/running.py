"""Programs, runs of them, and figures of several runs."""
import os
import resource
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RULES = f"{ROOT}/rules"


class Failure(Exception):
    """Something that cannot be measured here, and why."""


class Run:
    """What one run of a command took: seconds, and bytes of memory."""

    def __init__(self, words):
        wall, user, system, memory, code = map(int, words)
        self.wall, self.processor = wall / 1e9, (user + system) / 1e9
        self.memory, self.code = memory * 1024, code


class Figure:
    """The median of some values; its spread is the distance from the least to the greatest, as a share of it."""

    def __init__(self, values):
        self.values = list(values)
        self.median = statistics.median(self.values)
        self.spread = (max(self.values) - min(self.values)) / self.median if self.median else 0.0

    def text(self, unit, digits=None):
        return f"{number(self.median, digits)} {unit} ±{self.spread * 50:.0f} %"


def number(value, digits=None):
    """A number with three figures or so."""
    if digits is None:
        digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


class Bench:
    """The folder to work in, the programs, the text, and how much of everything."""

    def __init__(self, options, folder, conversations, progress):
        self.folder = folder
        self.tact, self.tactd, self.pieces = options.tact, options.tactd, options.pieces
        self.size, self.runs = options.size, options.runs
        self.conversations = conversations
        self.progress = progress
        os.mkdir(self.path("programs"))
        self.compile()

    def compile(self):
        """Compiles the small programs in C and C++."""
        for name, more in (
            ("measure.c", []), ("bare_drain.c", []), ("latency.c", ["-pthread"]), ("names.c", []), ("count_syncs.c", ["-shared", "-fPIC"]),
            ("scan_expressions.c", ["-I/usr/include/hs", "-lhs"]), ("json_alone.cpp", ["-lsimdjson"]),
        ):
            compiler = ["g++", "-std=c++17"] if name.endswith("cpp") else ["gcc"]
            command = [*compiler, "-O2", "-Wall", "-Wextra", "-o", self.program(name.split(".")[0]), f"{HERE}/Programs/{name}", *more]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(f"{name} does not compile: {done.stderr[-500:]}")

    def program(self, name):
        return f"{self.folder}/programs/{name}"

    def path(self, name):
        return f"{self.folder}/{name}"

    def count(self, standard, least=1):
        """How many of something, by the size that was asked for."""
        return max(least, int(standard * self.size))

    def run(self, *command, output="/dev/null", **variables):
        """Runs a command to its end."""
        errors = self.path("errors")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("TACT_")} | variables
        told = subprocess.run([self.program("measure"), output, errors, *command], capture_output=True, text=True, env=environment)
        if told.returncode != 0:
            raise Failure(f"{command[0]} cannot be run: {told.stderr}")
        run = Run(told.stdout.split())
        if run.code != 0:
            with open(errors, encoding="utf-8", errors="replace") as file:
                raise Failure(f"{os.path.basename(command[0])} ended with {run.code}: {file.read()[-300:]}")
        return run

    def repeat(self, what, body, runs=None):
        """The results of several rounds of something."""
        results = []
        for round_number in range(runs or self.runs):
            self.progress(f"{what}, run {round_number + 1}")
            results.append(body())
        return results

    def told(self, *command):
        """What a command prints."""
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def lint(self, path, *options, jobs=1, rules=(RULES,)):
        packs = [word for pack in rules for word in ("--rules", pack)]
        return self.run(self.tact, "lint", *packs, "--format", "jsonl", "--fail-on", "never", "--jobs", str(jobs), *options, path)


class Others:
    """How many processors the rest of the machine used since this was made."""

    def __init__(self):
        self.start = self.now()

    def now(self):
        with open("/proc/stat", encoding="ascii") as file:
            fields = [int(word) for word in file.readline().split()[1:9]]
        busy = (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")
        own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return time.monotonic(), busy - sum(usage.ru_utime + usage.ru_stime for usage in own)

    def processors(self):
        now = self.now()
        return max(0.0, (now[1] - self.start[1]) / max(0.01, now[0] - self.start[0]))


class Progress:
    """A line on the terminal that says what is going on."""

    def __init__(self):
        self.is_shown = sys.stderr.isatty()

    def __call__(self, text):
        if self.is_shown:
            sys.stderr.write(f"\r\033[K{text}")
            sys.stderr.flush()

    def clear(self):
        self("")
