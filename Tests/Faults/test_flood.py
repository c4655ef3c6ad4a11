"""Very many files at once: what is held in memory does not grow with them, and the service is ready while they wait."""
import contextlib
import os
import socket
import time

import pytest

import exactly_once
from lab import wait_for
from machine import wait_until_watching

MEMORY = 256 * 1024
# Of tact's own format, and small: it is the number that matters.
TEXT = '{{"id":"{0}","channel":"chat","language":"en","messages":[{{"role":"agent","text":"{1}"}}]}}\n'


class TinyExports:
    """As `Exports`, with one short message each; one in a hundred has a finding."""

    def __init__(self, count):
        self.count = count

    def __len__(self):
        return self.count

    def findings(self):
        return {f"t{number:07}": int(number % 100 == 0) for number in range(self.count)}

    def write(self, folder):
        for name, findings in self.findings().items():
            file = os.open(f"{folder}/{name}.json", os.O_CREAT | os.O_WRONLY, 0o640)
            os.write(file, TEXT.format(name, "You should have read it." if findings else "I am sorry.").encode())
            os.close(file)


def finish(lab, daemon, exports, timeout):
    """Everything is linted exactly once and removed from the spool, and memory was bounded."""
    # Listing a million names is work as well.
    wait_for(lambda: time.sleep(0.5) or not is_there(lab.incoming), timeout, lambda: f"files are left: {daemon.said()[-1000:]}")
    used = daemon.status("VmHWM")
    assert daemon.stop(60) == 0
    failures = exactly_once.failures(lab.base, exports, folders=False)
    assert not failures, failures[:5]
    assert not lab.count("failed")
    assert used <= MEMORY, f"{used} kB were used"
    print(f"{len(exports)} files: {used} kB at most")


def is_there(folder):
    with os.scandir(folder) as entries:
        return next(entries, None) is not None


def test_a_hundred_thousand_files_at_once(lab_in_memory):
    lab, exports = lab_in_memory, TinyExports(100_000)
    side = f"{lab.base}/side"
    os.makedirs(side)
    exports.write(side)
    daemon = lab.start("--rescan", "1h", "--retain", "0").wait_for("watching")
    wait_until_watching(daemon)
    for name in os.listdir(side):
        os.rename(f"{side}/{name}", f"{lab.incoming}/{name}")
    finish(lab, daemon, exports, 300)


@pytest.mark.parametrize("count", [200_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_ready_while_very_many_wait(lab_in_memory, count):
    lab, exports = lab_in_memory, TinyExports(count)
    exports.write(lab.incoming)
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as service_manager:
        path = f"{lab.base}/notify"
        service_manager.bind(path)
        service_manager.settimeout(60)
        daemon = lab.start("--rescan", "1h", "--retain", "0", env={**os.environ, "NOTIFY_SOCKET": path})
        while b"READY=1" not in service_manager.recv(4096).split(b"\n"):
            pass
        # A small part of them may be done, if any.
        assert sum(1 for _ in os.scandir(lab.incoming)) > count * 9 // 10, "it was ready only when they were done"
    finish(lab, daemon, exports, 1800)
