"""Files that somebody holds open, locks, keeps in their place or does not let read: they wait or are refused, and hold up nobody."""
import contextlib
import fcntl
import os
import signal
import subprocess

import pytest

from exports import Exports, conversation, deliver
from hostile import Outcome
from lab import wait_for

NOBODY = 65534


class Held:
    """A tactd that runs, and one export with a name of its own."""

    def __init__(self, lab, **more):
        self.lab = lab
        self.path = f"{lab.incoming}/held.json"
        self.daemon = lab.start(**more).wait_for("watching")
        self.rounds = 0

    def is_in(self, part):
        return os.path.exists(f"{self.lab.base}/spool/{part}/held.json")

    def others_come_through(self):
        """Good files do, as often as it is asked for."""
        exports = Exports(5, start=100 * self.rounds)
        self.rounds += 1
        exports.deliver(self.lab.incoming)
        wait_for(lambda: all(os.path.exists(f"{self.lab.base}/spool/done/{name}") for name, _ in exports.files()), 60, self.lab.said)

    def expect_waiting(self):
        self.others_come_through()
        self.others_come_through()
        assert self.is_in("incoming") and not self.transcripts()

    def transcripts(self):
        return Outcome(self.lab).of("transcript", b"held.json")

    def expect_done(self):
        wait_for(lambda: self.is_in("done"), 90, self.lab.said)
        assert self.daemon.stop() == 0
        assert len(self.transcripts()) == 1

    def expect_refused(self, code):
        wait_for(lambda: self.is_in("failed"), 90, self.lab.said)
        assert self.daemon.stop() == 0
        assert [record["code"] for record in Outcome(self.lab).of("rejected", b"held.json")] == [code]


def test_open_for_writing(lab):
    held = Held(lab)
    with open(held.path, "w", encoding="utf-8") as file:
        file.write(conversation("held", 1))
        file.flush()
        held.expect_waiting()
    held.expect_done()


def test_locked(lab):
    """A lock is advice for programs that ask for it; tactd does not."""
    held = Held(lab)
    with open(f"{lab.incoming}/.held.part", "w", encoding="utf-8") as file:
        file.write(conversation("held", 1))
    with open(f"{lab.incoming}/.held.part", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.rename(f"{lab.incoming}/.held.part", held.path)
        held.expect_done()


def test_leased(lab):
    """Who opens it would wait until the lease is given back."""
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    held = Held(lab)
    with open(f"{lab.incoming}/.held.part", "w", encoding="utf-8") as file:
        file.write(conversation("held", 1))
        file.flush()
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        os.rename(f"{lab.incoming}/.held.part", held.path)
        held.expect_waiting()
    held.expect_done()


@pytest.mark.root
@pytest.mark.needs("chattr")
@pytest.mark.parametrize("attribute", ["i", "a"])
def test_not_to_be_moved(lab, attribute):
    """Its records are written once, and the move is tried until it can be made."""
    deliver(lab.incoming, "held.json", conversation("held", 1))
    change = ["chattr", f"+{attribute}", f"{lab.incoming}/held.json"]
    if subprocess.run(change, capture_output=True, check=False).returncode:
        pytest.skip("this filesystem has no such attribute: run on ext4 or xfs")
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: subprocess.run(["chattr", f"-{attribute}", change[2]], capture_output=True, check=False))
        held = Held(lab)
        held.daemon.wait_for("the move is tried again")
        held.others_come_through()
        assert held.is_in("incoming") and len(held.transcripts()) == 1
    held.expect_done()


@pytest.mark.root
@pytest.mark.needs("setpriv")
@pytest.mark.parametrize("mode, owner, code", [(0, NOBODY, "no-permission"), (0o600, 0, "no-permission"), (0o644, 0, "")])
def test_files_of_others(lab, mode, owner, code):
    """As a service without rights: what cannot be read is refused and says so, a stranger's file that can be read is read."""
    for folder, _, _ in os.walk(lab.base):
        os.chown(folder, NOBODY, NOBODY)
    held = Held(lab, prefix=["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"])
    part = f"{lab.incoming}/.held.part"
    with open(part, "w", encoding="utf-8") as file:
        file.write(conversation("held", 1))
    os.chown(part, owner, owner)
    os.chmod(part, mode)
    os.rename(part, held.path)
    if code:
        held.expect_refused(code)
    else:
        held.expect_done()


@pytest.mark.root
@pytest.mark.needs("setpriv")
def test_a_report_that_cannot_be_read(lab):
    """An export that is called like the report of another, and that tactd may not read: nothing is written over it."""
    for folder, _, _ in os.walk(lab.base):
        os.chown(folder, NOBODY, NOBODY)
    held = Held(lab, prefix=["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"])
    part = f"{lab.incoming}/.part"
    with open(part, "w", encoding="utf-8") as file:
        file.write("secret")
    os.chmod(part, 0)
    os.rename(part, f"{lab.incoming}/a.json.error.json")
    failed = f"{lab.base}/spool/failed"
    wait_for(lambda: os.path.exists(f"{failed}/a.json.error.json.error.json"), 60, lab.said)
    deliver(lab.incoming, "a.json", "nothing that anybody knows")
    wait_for(lambda: os.path.exists(f"{failed}/a.json.2"), 60, lab.said)
    assert held.daemon.stop() == 0
    with open(f"{failed}/a.json.error.json", encoding="utf-8") as file:
        assert file.read() == "secret"
    assert os.path.exists(f"{failed}/a.json.2.error.json")
