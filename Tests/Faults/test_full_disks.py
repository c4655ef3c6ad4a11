"""A full disk stops tactd for no longer than it is full: tactd says so, stays, goes on by itself, and nothing is lost."""
import contextlib
import errno
import itertools
import os
import re
import socket
import threading
import time

import pytest

from disks import flush_filesystem, make, mounted, run
from exports import Exports
from lab import Lab, wait_for
from power import Workload

pytestmark = [pytest.mark.root, pytest.mark.needs("mkfs.ext4")]

# How long it may take after there is space again. The time is promised, so it is asserted.
PROMISE = 60
PLACES = ("log", "state", "spool")
KINDS = ("ext4", "tmpfs", "inodes")


class StatusSocket:
    """What tactd says to the service manager."""

    def __init__(self, path):
        self.path, self.texts = path, []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while text := self.socket.recv(65536).decode():
            if text.startswith("STATUS="):
                self.texts.append(text[len("STATUS="):])

    @property
    def last(self):
        return self.texts[-1] if self.texts else ""

    @property
    def environment(self):
        return {**os.environ, "NOTIFY_SOCKET": self.path}


@pytest.fixture
def status(folder):
    return StatusSocket(f"{folder}/notify")


@contextlib.contextmanager
def small_disk(folder, place, kind):
    """A small filesystem of its own for one of tactd's folders."""
    where = f"{folder}/{place}"
    if kind == "ext4":
        with mounted(make(f"{folder}.{place}", "ext4", "24M"), where, "loop"):
            yield where
    else:
        with mounted("none", where, "size=12M" if kind == "tmpfs" else "nr_inodes=60", kind="tmpfs"):
            yield where


def fill(where, kind):
    """Takes all the space, or all the inodes; the folder that has them."""
    filling = f"{where}/filling"
    os.mkdir(filling)
    for number in itertools.count():
        # Where there is no room for a page there may be room for a block.
        written = [take_space(f"{filling}/{number}-{size}", size) for size in ([0] if kind == "inodes" else [4096, 512])]
        # Once more when all is written: a filesystem keeps something in reserve until then.
        flush_filesystem(where)
        if not any(written):
            return filling


def take_space(path, size):
    """Writes until there is no space, to one file; or makes as many empty ones. How many calls were made."""
    for number in itertools.count():
        try:
            with open(path if size else f"{path}-{number}", "ab", buffering=0) as file:
                file.write(bytes(size))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return number


def reveal(staged, incoming):
    for name in sorted(os.listdir(staged)):
        os.rename(f"{staged}/{name}", f"{incoming}/{name}")


def stage(lab):
    """A workload beside the spool's incoming, from where renames take no space."""
    workload, staged = Workload(), f"{lab.base}/spool/staged"
    os.makedirs(staged)
    workload.deliver(staged)
    return workload, staged


def expect_status(status, daemon, pattern):
    wait_for(lambda: re.search(pattern, status.last), 30, lambda: f"the status is “{status.last}”: {daemon.said()[-1500:]}")


def expect_recovery(lab, daemon, workload, filling=None):
    """Gives the space back, and measures how long tactd takes to go on."""
    if filling:
        run("rm", "-r", filling)
    start = time.monotonic()
    wait_for(lambda: not workload.failures(lab.base), 2 * PROMISE, lambda: f"{workload.failures(lab.base)[:3]}: {daemon.said()[-1500:]}")
    took = time.monotonic() - start
    print(f"tactd went on {took:.1f} s after there was space")
    assert took <= PROMISE
    assert daemon.stop() == 0


@pytest.fixture
def tight(folder, tactd, request):
    """A lab of which one folder has a small disk of its own."""
    place, kind = request.param
    with contextlib.ExitStack() as stack:
        stack.enter_context(small_disk(f"{folder}/lab", place, kind))
        lab = Lab(f"{folder}/lab", tactd)
        lab.output = f"{folder}/output"
        lab.place, lab.kind, lab.small = place, kind, f"{lab.base}/{place}"
        stack.callback(lab.clear)
        yield lab


DISKS = [pytest.param((place, kind), id=f"{place}-{kind}") for place in PLACES for kind in KINDS]


@pytest.mark.parametrize("tight", DISKS, indirect=True)
def test_a_disk_that_gets_full(tight, status, request):
    lab, first = tight, Exports(5, start=1000)
    daemon = lab.start(env=status.environment).wait_for("watching")
    first.deliver(lab.incoming)
    lab.wait_until_done(first)
    for export, _ in first.files():
        os.remove(f"{lab.base}/spool/done/{export}")
    workload, staged = stage(lab)
    workload.earlier = first
    filling = fill(lab.small, lab.kind)
    if (lab.place, lab.kind) == ("log", "inodes"):
        # A log that was rotated asks for a new file.
        os.rename(lab.log, f"{lab.base}/log/findings-1.jsonl")
    reveal(staged, lab.incoming)
    if lab.place == "state":
        # The journal has its space already.
        wait_for(lambda: not workload.failures(lab.base), 60, lambda: f"{workload.failures(lab.base)[:3]}: {daemon.said()[-1500:]}")
    else:
        trouble = "waiting for space" if lab.place == "log" else "linted but not movable"
        expect_status(status, daemon, trouble)
        daemon.wait_for("No space left on device")
        time.sleep(65 if request.config.getoption("--long") else 5)
        assert daemon.is_running() and workload.failures(lab.base)
    expect_recovery(lab, daemon, workload, filling)
    wait_for(lambda: "space" not in status.last and "movable" not in status.last, 10, lambda: f"the status is “{status.last}”")


# The calls that a quota refuses, by strace's options; the first two renames are made before anything is ready.
QUOTAS = {
    "log": ["-P", "{log}", "-e", "inject=pwrite64:error=EDQUOT:when=1..3"],
    "state": ["-P", "{journal}", "-e", "inject=pwrite64:error=EDQUOT:when=1..3"],
    "spool": ["-e", "inject=renameat2:error=EDQUOT:when=3..60"],
}


@pytest.mark.needs("strace")
@pytest.mark.parametrize("place", PLACES)
def test_a_quota_that_is_used_up(lab, status, place):
    options = [option.format(log=lab.log, journal=lab.journal) for option in QUOTAS[place]]
    workload, staged = stage(lab)
    # The log and the journal must be there to be named.
    assert lab.drain() == 0
    daemon = lab.start(prefix=["strace", "-D", "-f", "-o", "/dev/null", *options], env=status.environment).wait_for("watching")
    reveal(staged, lab.incoming)
    expect_status(status, daemon, "space|movable")
    daemon.wait_for("Disk quota exceeded")
    expect_recovery(lab, daemon, workload)


@pytest.mark.parametrize("tight", DISKS, indirect=True)
def test_a_start_on_a_full_disk(tight, status):
    lab = tight
    workload, staged = stage(lab)
    reveal(staged, lab.incoming)
    os.rmdir(staged)
    filling = fill(lab.small, lab.kind)
    daemon = lab.start(env=status.environment)
    daemon.wait_for("No space left on device")
    expect_status(status, daemon, "space|movable")
    time.sleep(3)
    assert daemon.is_running(), daemon.said()
    expect_recovery(lab, daemon, workload, filling)
