"""How files of the spool are opened: beneath their folder, following no link, crossing no mount; whoever swaps names gains nothing."""
import contextlib
import os
import re
import subprocess
import threading

import pytest

import exactly_once
from exports import Exports, conversation, deliver
from hostile_files import SECRET
from lab import wait_for

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
@pytest.mark.needs("unshare", "nsenter")
def test_without_proc(lab):
    """By name again then."""
    daemon = lab.start(prefix=["unshare", "--mount"]).wait_for("watching")
    subprocess.run(["nsenter", "--mount", f"--target={daemon.pid}", "umount", "--lazy", "/proc"], check=True)
    exports = Exports(3)
    exports.deliver(lab.incoming)
    os.symlink("/etc/shadow", f"{lab.incoming}/link.json")
    wait_for(lambda: lab.count("incoming") == 0, 60, lab.said)
    assert daemon.stop() == 0
    assert lab.count("done") == 3 and lab.count("failed") == 2


@pytest.mark.root
@pytest.mark.needs("unshare")
def test_it_does_not_start_without_proc(lab):
    """Swift has no arguments then: “--check” would start the daemon, with whatever settings the variables and the file have."""
    hidden = ["unshare", "--mount", "sh", "-c", 'umount --lazy /proc && exec "$0" "$@"']
    settings = {"TACT_SPOOL": f"{lab.base}/spool", "TACT_FINDINGS": lab.log, "TACT_STATE": f"{lab.base}/state"}
    assert lab.drain("--check", prefix=hidden, timeout=30, env={**os.environ, **settings}) == 2
    assert "/proc is not mounted" in lab.said()
    assert not os.path.exists(lab.log)


# Makes the time long between a look, an opening and a move.
SLOW = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=openat,openat2,renameat2", "-e",
        "inject=openat,openat2,renameat2:delay_enter=4000"]


@contextlib.contextmanager
def swapping(pairs):
    """Exchanges what the two names of each pair lead to, as fast as it goes, while the block runs."""
    over = threading.Event()

    def swap():
        while not over.is_set():
            for one, other in pairs:
                for step in [(one, f"{other}.spare"), (other, one), (f"{other}.spare", other)]:
                    with contextlib.suppress(OSError):
                        os.rename(*step)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def write_secret(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(conversation(SECRET, 1))


def expect_no_secret(lab):
    with open(lab.log, encoding="utf-8") as file:
        assert SECRET not in file.read(), "a secret was linted"
    assert SECRET not in lab.said()
    for folder, _, files in os.walk(f"{lab.base}/spool/done"):
        for name in files:
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                assert SECRET not in file.read(), f"{name} in done is the secret"


@pytest.mark.needs("strace")
@pytest.mark.parametrize("what", ["a link", "another name"])
def test_names_that_are_swapped(lab, what):
    """Names that lead to a file and to a secret in turn: what is read and moved is what was looked at, or nothing."""
    aside = f"{lab.base}/aside"
    os.makedirs(aside)
    write_secret(f"{aside}/secret.json")
    pairs = []
    for number in range(30):
        pairs.append((f"{lab.incoming}/swapped{number}.json", f"{aside}/trap{number}"))
        (os.symlink if what == "a link" else os.link)(f"{aside}/secret.json", pairs[-1][1])
        deliver(lab.incoming, f"swapped{number}.json", conversation(f"swapped{number}", 1), sync=False)
    with swapping(pairs):
        assert lab.drain(prefix=SLOW) == 0, lab.said()
    expect_no_secret(lab)
    ids = [record["transcript"]["id"] for record in exactly_once.records(lab.base, []) if record["type"] == "transcript"]
    assert len(ids) == len(set(ids)), "a file was linted twice"


@pytest.mark.needs("strace")
def test_a_source_that_is_swapped(lab):
    """A sub-folder that is a link to a folder of secrets half of the time."""
    aside = f"{lab.base}/aside"
    os.makedirs(f"{aside}/secrets")
    os.makedirs(f"{lab.incoming}/source")
    os.symlink(f"{aside}/secrets", f"{aside}/trap")
    for number in range(30):
        write_secret(f"{aside}/secrets/s{number}.json")
        deliver(f"{lab.incoming}/source", f"n{number}.json", conversation(f"n{number}", 0), sync=False)
    with swapping([(f"{lab.incoming}/source", f"{aside}/trap")]):
        assert lab.drain(prefix=SLOW) == 0, lab.said()
    assert len(os.listdir(f"{aside}/secrets")) >= 30, "secrets were moved"
    expect_no_secret(lab)


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
    expect_no_secret(lab)
