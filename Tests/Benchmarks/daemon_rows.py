"""Rows about tactd."""
import contextlib
import os
import shutil
import signal
import socket
import statistics
import subprocess
import threading
import time

from lint_rows import line_of
from running import RULES, Failure, Figure, number
from table import Line, Row

# The bytes of a waiting file.
FILE_SIZE = 2400
RATE = 100


def file_system(folder):
    """The type of the file system that a folder is on, and its place."""
    best = ("", "unknown")
    with open("/proc/mounts", encoding="utf-8") as file:
        for line in file:
            _, place, kind = line.split()[:3]
            inside = place == "/" or f"{os.path.realpath(folder)}/".startswith(f"{place}/")
            if inside and len(place) >= len(best[0]):
                best = (place, kind)
    return f"{best[1]} at {best[0]}"


class Spool:
    """A spool of its own, with log and state."""

    def __init__(self, bench, name):
        self.base = bench.path(name)
        self.incoming, self.done = f"{self.base}/spool/incoming", f"{self.base}/spool/done"
        self.log = f"{self.base}/log/findings.jsonl"
        self.bench = bench
        for folder in (self.incoming, f"{self.base}/log", f"{self.base}/state"):
            os.makedirs(folder)
        with open(f"{self.base}/tactd.json", "w", encoding="utf-8") as file:
            file.write("{}\n")

    def command(self, *options):
        return [
            self.bench.tactd, "--config", f"{self.base}/tactd.json", "--spool", f"{self.base}/spool", "--findings", self.log,
            "--state", f"{self.base}/state", "--rules", RULES, *options,
        ]

    @contextlib.contextmanager
    def daemon(self):
        """A tactd on it, once it has said that it is ready, and the seconds that took."""
        address = f"{self.base}/notify"
        environment = {key: value for key, value in os.environ.items() if not key.startswith("TACT_")} | {"NOTIFY_SOCKET": address}
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear, open(f"{self.base}/said", "ab") as said:
            ear.bind(address)
            ready = threading.Event()
            # Whoever is told must listen: tactd waits where its words pile up.
            threading.Thread(target=listen, args=(ear, ready), daemon=True).start()
            start = time.monotonic()
            process = subprocess.Popen(self.command(), stdout=said, stderr=said, env=environment)
            try:
                if not ready.wait(120):
                    raise Failure("tactd is not ready after two minutes")
                yield process, time.monotonic() - start
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(60)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                # Ends the listening.
                ear.sendto(b"", address)

    def clear(self):
        subprocess.run(["rm", "-rf", self.base], check=True)


def listen(ear, ready):
    """Hears what tactd tells until nothing is told."""
    while told := ear.recv(4096):
        if b"READY=1" in told:
            ready.set()


def waiting(bench, folder, count, prefix="", suffix=""):
    """Writes files of conversations of about FILE_SIZE bytes each; the bytes of all."""
    texts = contents(bench.conversations)
    total = 0
    for index in range(count):
        text = texts[index % len(texts)]
        total += len(text)
        with open(f"{folder}/{prefix}l{index:06}.json{suffix}", "wb") as file:
            file.write(text)
    return total


def contents(conversations):
    """Files of one conversation each, cut or put together to the size."""
    made, messages = [], []
    size = 0
    for conversation in conversations:
        for message in conversation["messages"]:
            length = len(line_of(message).encode())
            if messages and size + length > FILE_SIZE:
                made.append(line_of({"id": f"w{len(made)}", "channel": "chat", "messages": messages}).encode())
                messages, size = [], 0
            if length < FILE_SIZE:
                messages.append(message)
                size += length
        if len(made) > 5000:
            break
    if not made:
        raise Failure("the text is too short")
    return made


# MARK: Draining


def drain(bench):
    count = bench.count(50_000, 100)
    bench.progress("drain: files are written")
    files = bench.path("files")
    os.mkdir(files)
    size = waiting(bench, files, count) / count
    rates, bare, ratios, memories = [], [], [], []
    for run in range(bench.runs):
        bench.progress(f"drain, run {run + 1}")
        rate, most, syncs, log_size = drained(bench, files, count)
        limit = bare_drained(bench, files, count, log_size, syncs)
        rates.append(rate)
        bare.append(limit)
        ratios.append(rate / limit)
        memories.append(most)
    shutil.rmtree(files)
    ratio, ours, peer = Figure(ratios), Figure(rates), Figure(bare)
    lines = [
        Line(ours.text("files/s"), f"bare loop in C: {number(peer.median)} files/s", ratio.median, "≥ 0.60 of it", ratio.median >= 0.6,
             value=ours.median, values=ours.values, peer_values=peer.values),
        Line(f"{number(statistics.median(memories), 0)} MB of memory", f"{syncs[0]:,} fdatasync, {syncs[1]:,} fsync of folders"),
    ]
    return Row("drain", f"tactd --once, {count:,} files of {number(size, 0)} bytes, {file_system(bench.folder)}", lines)


def drained(bench, files, count):
    """Lets tactd drain the files of a folder, which has them again afterwards: files/s, MB of memory, syncs, bytes of the log."""
    spool = Spool(bench, "drain")
    os.rmdir(spool.incoming)
    os.rename(files, spool.incoming)
    os.sync()
    counts = bench.path("syncs")
    preload = [f"LD_PRELOAD={bench.program('count_syncs')}", f"COUNT_SYNCS={counts}"]
    run = bench.run("env", *preload, *spool.command("--once", "--log-level", "warning"))
    done = len(os.listdir(spool.done))
    if done != count:
        raise Failure(f"{done} of {count} files are done")
    with open(counts, encoding="ascii") as file:
        data, folders, others, systems = map(int, file.read().split())
    if systems:
        raise Failure("tactd synchronises whole file systems, which the bare loop does not")
    log_size = os.path.getsize(spool.log)
    os.rename(spool.done, files)
    spool.clear()
    return count / run.wall, run.memory / 1e6, (data + others, folders), log_size


def bare_drained(bench, files, count, log_size, syncs):
    """The same by the bare loop: files/s."""
    target, log = bench.path("bare-done"), bench.path("bare-log")
    os.mkdir(target)
    os.sync()
    told = bench.told(bench.program("bare_drain"), files, target, log, str(log_size), *map(str, syncs))
    os.rmdir(files)
    os.rename(target, files)
    os.unlink(log)
    return count / (int(told) / 1e9)


# MARK: Latency


def latency(bench):
    count = bench.count(500, 20)
    ours = bench.repeat("latency", lambda: delays(bench, count))
    disk = bench.repeat("latency, disk", lambda: delays(bench, count, is_bare=True), 1)[0]
    halves = [Figure(percentile(run, 50) for run in ours), Figure(percentile(run, 99) for run in ours)]
    base = [percentile(disk, 50), percentile(disk, 99)]
    lines = []
    for name, figure, limit, bar in zip(("median", "99th percentile"), halves, base, (3, 20)):
        lines.append(Line(
            f"{name} {figure.text('ms')}", f"append and fdatasync alone: {number(limit)} ms", limit / figure.median, f"≤ {bar} ms",
            figure.median <= bar, value=figure.median, values=figure.values))
    return Row("latency", f"renamed into the spool to its line in the log, {RATE} files a second, {count} files", lines)


def delays(bench, count, is_bare=False):
    """Milliseconds for each file."""
    spool = Spool(bench, "latency")
    try:
        waiting(bench, spool.incoming, count, ".", ".part")
        command = [bench.program("latency"), spool.incoming, spool.log, str(count), str(RATE)]
        if is_bare:
            return [int(line) / 1e6 for line in bench.told(*command, "--bare").split()]
        with spool.daemon():
            first = f"{spool.incoming}/first.json"
            shutil.copy(f"{spool.incoming}/.l000000.json.part", first)
            end = time.monotonic() + 20
            # Its line comes and the file is moved: then there is a log to follow, and all is warm.
            while os.path.exists(first) or not os.path.exists(spool.log):
                if time.monotonic() > end:
                    raise Failure("tactd does not take a file")
                time.sleep(0.02)
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise Failure(done.stderr.strip())
            return [int(line) / 1e6 for line in done.stdout.split()]
    finally:
        spool.clear()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share / 100))]


# MARK: Rest and start


def status(process, key):
    """A number of /proc/PID/status in MB."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in file if line.startswith(f"{key}:"))


def processor_time(process):
    """Seconds of processor time of all threads, to the nanosecond."""
    total = 0
    for thread in os.listdir(f"/proc/{process.pid}/task"):
        with contextlib.suppress(FileNotFoundError), open(f"/proc/{process.pid}/task/{thread}/schedstat", encoding="ascii") as file:
            total += int(file.read().split()[0])
    return total / 1e9


def rest(bench):
    spool = Spool(bench, "rest")
    try:
        with spool.daemon() as (process, _):
            time.sleep(2)
            # A whole look through the spool comes every 30 seconds: one is always within.
            seconds = max(2, 31 * min(1, bench.size))
            bench.progress(f"rest: {seconds:.0f} seconds")
            before = processor_time(process)
            time.sleep(seconds)
            share = (processor_time(process) - before) / seconds * 100
            used = status(process, "VmRSS")
    finally:
        spool.clear()
    lines = [
        Line(f"{share:.3f} % of a core", "", None, "≤ 0.1 %", share <= 0.1, value=share),
        Line(f"{number(used)} MB of memory", "", None, "≤ 20 MB", used <= 20, value=used),
    ]
    return Row("rest", f"tactd at rest, {seconds:.0f} s", lines)


def start(bench):
    count = bench.count(1_000_000, 1000)
    spool = Spool(bench, "start")
    times, at_ready, later = [], [], []
    try:
        bench.progress("start: files are made")
        bench.told(bench.program("names"), "make", spool.incoming, str(count))
        names, nanoseconds = map(int, bench.told(bench.program("names"), "list", spool.incoming).split())
        for run in range(bench.runs):
            bench.progress(f"start, run {run + 1}")
            with spool.daemon() as (process, seconds):
                times.append(seconds)
                at_ready.append(status(process, "VmHWM"))
                time.sleep(3)
                later.append(status(process, "VmHWM"))
            os.unlink(f"{spool.base}/notify")
        bench.progress("start: files are deleted")
    finally:
        spool.clear()
    ready, most = Figure(times), Figure(later)
    lines = [
        Line(f"ready after {ready.text('s')}", f"reading {names:,} names: {number(nanoseconds / 1e9)} s", nanoseconds / 1e9 / ready.median,
             "≤ 2 s", ready.median <= 2, value=ready.median, values=ready.values),
        Line(f"{most.text('MB of memory', 0)} three seconds later", f"when ready: {number(statistics.median(at_ready), 0)} MB", None,
             "≤ 256 MB", max(most.values) <= 256, value=most.median, values=most.values),
    ]
    return Row("start", f"tactd starts with {count:,} files waiting", lines)
