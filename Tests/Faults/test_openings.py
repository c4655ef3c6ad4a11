"""How files of the spool are opened: beneath their folder, following no link, crossing no mount; whoever swaps names gains nothing."""
import os
import re
import shutil
import subprocess
import threading

import pytest

from exports import Exports, conversation, deliver
from hostile_files import SECRET
from lab import HERE, Daemon, wait_for

RESOLVE = "RESOLVE_NO_XDEV|RESOLVE_NO_MAGICLINKS|RESOLVE_NO_SYMLINKS|RESOLVE_BENEATH"
OPENING = re.compile(r'\b(open|openat|openat2)\((?:([^,"]*), )?"([^"]*)", (.*)\) = (\S+)(?: (E[A-Z]+))?')
# The names that tactd gives itself: its folders, and the file that it rehearses moves with.
OWN = {"incoming", "done", "failed", "findings.jsonl", "journal", "journal.new", "lock", "reading", ".tactd-rehearsal", "."}


def openings(lab, *inject):
    """What tactd opens for a spool of a file, a source, a link and a pipe, as strace sees it: call, name, arguments, errno."""
    Exports(2).deliver(lab.incoming)
    os.makedirs(f"{lab.incoming}/source")
    deliver(f"{lab.incoming}/source", "inner.json", conversation("inner", 1))
    os.symlink("/etc/shadow", f"{lab.incoming}/link.json")
    os.mkfifo(f"{lab.incoming}/pipe.json")
    trace = f"{lab.base}/trace"
    assert lab.drain(prefix=["strace", "-f", "-qq", "-e", "trace=open,openat,openat2", *inject, "-o", trace]) == 0, lab.said()
    assert sorted(os.listdir(f"{lab.base}/spool/done")) == ["source", "t000000.json", "t000001.json"]
    assert sorted(os.listdir(f"{lab.base}/spool/failed")) == ["link.json", "link.json.error.json", "pipe.json", "pipe.json.error.json"]
    with open(trace, encoding="utf-8") as file:
        return [match.group(1, 3, 4, 6) for match in map(OPENING.search, file) if match]


@pytest.mark.needs("strace")
def test_every_name_is_opened_beneath_its_folder(lab):
    seen = openings(lab)
    names = {name for _, name, _, _ in seen if not name.startswith("/")}
    assert {"t000000.json", "t000001.json", "source", "inner.json", "incoming"} <= names
    assert not {"link.json", "pipe.json"} & names, "what is no file is looked at, not opened"
    for call, name, arguments, error in seen:
        if name.startswith("/"):
            assert not name.startswith(lab.incoming) and f"{lab.base}/spool/" not in name, f"{name} is opened by its path"
            continue
        assert call == "openat2" and error != "ENOSYS", f"{call} of {name}: {error}"
        assert RESOLVE in arguments and "O_NOFOLLOW" in arguments and "O_CLOEXEC" in arguments, f"{name}: {arguments}"
        if name not in OWN and name != "source" and "O_CREAT" not in arguments:
            assert "O_PATH" in arguments, f"{name} is opened before it is known to be a file: {arguments}"
    assert [name for _, name, _, _ in seen if name.startswith("/proc/self/fd/")], "what was looked at is what is read"


@pytest.mark.needs("strace")
def test_kernels_without_openat2(lab):
    seen = openings(lab, "-e", "inject=openat2:error=ENOSYS")
    fallback = [(name, arguments) for call, name, arguments, _ in seen if call == "openat" and not name.startswith("/")]
    assert {"t000000.json", "inner.json"} <= {name for name, _ in fallback}
    for name, arguments in fallback:
        assert "O_NOFOLLOW" in arguments and "O_CLOEXEC" in arguments, f"{name}: {arguments}"


@pytest.mark.root
@pytest.mark.needs("unshare")
def test_without_proc(lab):
    """By name again then. Swift has no arguments without /proc, so the settings are variables."""
    settings = {
        "TACT_SPOOL": f"{lab.base}/spool", "TACT_FINDINGS": lab.log, "TACT_STATE": f"{lab.base}/state", "TACT_RULES": f"{HERE}/rules.json",
        "TACT_SETTLE": "0",
    }
    hidden = ["unshare", "--mount", "sh", "-c", 'umount -l /proc && exec "$0"', lab.tactd]
    daemon = Daemon(hidden, lab.output, env={**os.environ, **settings})
    lab.daemons.append(daemon)
    daemon.wait_for("watching")
    exports = Exports(3)
    exports.deliver(lab.incoming)
    os.symlink("/etc/shadow", f"{lab.incoming}/link.json")
    wait_for(lambda: lab.count("incoming") == 0, 60, lab.said)
    assert daemon.stop() == 0
    assert lab.count("done") == 3 and lab.count("failed") == 2


def swapping(one, other, times, until):
    """Exchanges what two names lead to, as fast as it goes, on a thread."""
    spare = f"{other}.spare.tmp"

    def swap():
        for _ in range(times):
            for step in [(one, spare), (other, one), (spare, other)]:
                try:
                    os.rename(*step)
                except OSError:
                    pass
        until.set()

    thread = threading.Thread(target=swap)
    thread.start()
    return thread


def expect_no_secret(lab, *aside):
    """The secret is in no file of the spool that is not the secret itself, and in nothing that tactd wrote."""
    for folder, _, files in os.walk(lab.base):
        if folder in aside:
            continue
        for name in files:
            path = os.path.join(folder, name)
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    assert SECRET.encode() not in file.read(), f"{path} holds the secret"


def write_secret(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(conversation("secret", 1).replace("the manual", SECRET))


@pytest.mark.parametrize("what", ["a link", "another name"])
def test_a_name_that_is_swapped(lab, what):
    """A file whose name becomes that of the secret, over and over, between all looks and the opening."""
    aside = f"{lab.base}/aside"
    os.makedirs(aside)
    write_secret(f"{aside}/secret.json")
    daemon = lab.start().wait_for("watching")
    for number in range(60):
        name = f"{lab.incoming}/swapped{number}.json"
        trap = f"{aside}/trap{number}"
        (os.symlink if what == "a link" else os.link)(f"{aside}/secret.json", trap)
        deliver(lab.incoming, os.path.basename(name), conversation(f"swapped{number}", 1), sync=False)
        over = threading.Event()
        swapping(name, trap, 50, over).join()
        # Where neither is there any more both were decided.
        for left in [name, trap]:
            if os.path.lexists(left):
                os.rename(left, f"{aside}/left{number}{os.path.basename(left)}")
    exports = Exports(5)
    exports.deliver(lab.incoming)
    wait_for(lambda: all(os.path.exists(f"{lab.base}/spool/done/{name}") for name, _ in exports.files()), 60, lab.said)
    assert daemon.stop() == 0
    expect_no_secret(lab, aside, f"{lab.base}/spool/failed")
    for entry in os.scandir(f"{lab.base}/spool/failed"):
        assert entry.is_symlink() or entry.stat().st_ino == os.stat(f"{aside}/secret.json").st_ino or not copied(entry.path), entry.path


def copied(path):
    with open(path, "rb") as file:
        return SECRET.encode() in file.read()


def test_a_source_that_is_swapped(lab):
    """A sub-folder that is a link to a folder of secrets half of the time."""
    aside = f"{lab.base}/aside"
    os.makedirs(f"{aside}/secrets")
    for number in range(20):
        write_secret(f"{aside}/secrets/s{number}.json")
    os.symlink(f"{aside}/secrets", f"{aside}/trap")
    os.makedirs(f"{lab.incoming}/source")
    daemon = lab.start().wait_for("watching")
    for number in range(40):
        try:
            deliver(f"{lab.incoming}/source", f"n{number}.json", conversation(f"n{number}", 0), sync=False)
        except OSError:
            pass
        over = threading.Event()
        swapping(f"{lab.incoming}/source", f"{aside}/trap", 50, over).join()
    exports = Exports(5)
    exports.deliver(lab.incoming)
    wait_for(lambda: all(os.path.exists(f"{lab.base}/spool/done/{name}") for name, _ in exports.files()), 60, lab.said)
    assert daemon.stop() == 0
    assert len(os.listdir(f"{aside}/secrets")) >= 20, "secrets were moved"
    with open(lab.log, encoding="utf-8") as file:
        assert SECRET not in file.read() and SECRET not in lab.said()


@pytest.mark.root
@pytest.mark.needs("mount")
@pytest.mark.parametrize("what", ["source", "file.json"])
def test_a_mount_below_incoming(lab, what):
    """What is mounted into the spool is none of its files: it could not be moved, and may be anybody's."""
    aside = f"{lab.base}/aside"
    os.makedirs(f"{aside}/source")
    write_secret(f"{aside}/file.json")
    write_secret(f"{aside}/source/inner.json")
    target = f"{lab.incoming}/{what}"
    if what == "source":
        os.makedirs(target)
    else:
        write_secret(f"{lab.incoming}/.{what}")
        os.rename(f"{lab.incoming}/.{what}", target)
    subprocess.run(["mount", "--bind", f"{aside}/{what}", target], check=True)
    try:
        daemon = lab.start().wait_for("watching")
        exports = Exports(5)
        exports.deliver(lab.incoming)
        wait_for(lambda: all(os.path.exists(f"{lab.base}/spool/done/{name}") for name, _ in exports.files()), 60, lab.said)
        daemon.wait_for("Invalid cross-device link")
        assert daemon.stop() == 0
    finally:
        subprocess.run(["umount", target], check=True)
    with open(lab.log, encoding="utf-8") as file:
        assert SECRET not in file.read()
    shutil.rmtree(aside)
