"""A spool of its own for one test, and tactd on it."""
import os
import re
import shutil
import signal
import subprocess
import time

import exactly_once

HERE = os.path.dirname(os.path.abspath(__file__))


class Lab:
    """Folders for one tactd: BASE/spool, BASE/log/findings.jsonl, BASE/state."""

    def __init__(self, base, tactd):
        self.base = str(base)
        self.tactd = tactd
        self.incoming = f"{self.base}/spool/incoming"
        self.log = f"{self.base}/log/findings.jsonl"
        self.journal = f"{self.base}/state/journal"
        self.output = f"{self.base}/output"
        self.daemons = []
        os.makedirs(self.incoming, exist_ok=True)

    def command(self, *options):
        """tactd's command line; settings of tests are short, so that nothing is waited for."""
        return [
            self.tactd, "--spool", f"{self.base}/spool", "--findings", self.log, "--state", f"{self.base}/state",
            "--rules", f"{HERE}/rules.json", "--settle", "0", "--rescan", "1s", *options,
        ]

    def drain(self, *options, prefix=(), timeout=300, **more):
        """Runs tactd until everything in the spool is done; its exit code, negative for a signal. `prefix` is a command such as strace."""
        with open(self.output, "ab") as output:
            done = subprocess.run([*prefix, *self.command("--once", *options)], stdout=output, stderr=output, timeout=timeout, **more)
        return done.returncode

    def start(self, *options, prefix=(), **more):
        """Starts tactd, and returns it once it watches the spool."""
        daemon = Daemon([*prefix, *self.command(*options)], self.output, **more)
        self.daemons.append(daemon)
        return daemon

    def said(self):
        """What tactd said, all of its runs together."""
        try:
            with open(self.output, encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def failures(self, exports, folders=True):
        return exactly_once.failures(self.base, exports, folders)

    def expect_exactly_once(self, exports, what="", folders=True):
        failures = self.failures(exports, folders)
        assert not failures, f"{what}: {len(failures)} failures: {'; '.join(failures[:5])}\n{self.said()[-1500:]}"

    def wait_until_done(self, exports, timeout=120):
        """Waits until as many files are in done as were delivered."""
        wait_for(lambda: self.count("done") >= len(exports), timeout, lambda: f"{self.count('done')} of {len(exports)} files are done")

    def count(self, part):
        try:
            return len(os.listdir(f"{self.base}/spool/{part}"))
        except FileNotFoundError:
            return 0

    def clear(self):
        """Stops what runs."""
        for daemon in self.daemons:
            daemon.kill()


class Daemon:
    """A tactd that runs."""

    def __init__(self, command, output, **more):
        self.path = output
        self.start = os.path.getsize(output) if os.path.exists(output) else 0
        with open(output, "ab") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=file, **more)

    @property
    def pid(self):
        return self.process.pid

    def said(self):
        with open(self.path, encoding="utf-8", errors="replace") as file:
            file.seek(self.start)
            return file.read()

    def wait_for(self, pattern, timeout=60):
        """Waits until it says something, a regular expression."""
        wait_for(lambda: re.search(pattern, self.said()), timeout, lambda: f"“{pattern}” was not said, but: {self.said()[-1500:]}")
        return self

    def is_running(self):
        return self.process.poll() is None

    def signal(self, number):
        self.process.send_signal(number)

    @property
    def tactd(self):
        """The process of tactd itself where it runs under strace or the like."""
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
            children = file.read().split()
        return int(children[0]) if children else self.pid

    def stop(self, timeout=20):
        """Asks it to stop; its exit code."""
        if self.is_running():
            self.signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def kill(self):
        if self.is_running():
            self.process.kill()
        self.process.wait()

    def status(self, key):
        """A number of /proc/PID/status, such as VmRSS in kB or Threads."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return int(re.search(rf"^{key}:\s+(\d+)", file.read(), re.MULTILINE).group(1))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))


def wait_for(condition, timeout, otherwise):
    """Waits until a condition holds; fails with what `otherwise` says when the time is up."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.02)


def copy(template, base):
    """A fresh copy of a folder."""
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(template, base, symlinks=True)
