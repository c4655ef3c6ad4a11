"""What a tactd that works for somebody else could do: a program in its place, in the very sandbox of the unit, tries it.

The same attempts are made without the sandbox, as root, and succeed: it is the sandbox that refuses.
"""
import json
import os
import shutil

import pytest

from machine import HERE
from service import Service

PROBE = "/usr/lib/tact-probe.py"
OUTCOMES = "/var/lib/tact/probe.json"
# World-writable, so that nothing but the sandbox keeps anybody from writing there.
OPEN = ["/etc/open", "/usr/open", "/usr/lib/open", "/opt/open", "/srv/open", "/var/open", "/var/lib/open", "/run/open"]
MARKERS = ["/home/marker", "/root/marker", "/tmp/marker", "/var/tmp/marker"]

# systemd makes these for the unit alone, or they are its own.
WRITABLE = ["/dev/pts", "/proc", "/tmp", "/var/lib/tact", "/var/log/tact", "/var/spool/tact", "/var/tmp"]
DEVICES = {
    "char", "fd", "full", "hugepages", "log", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty",
    "urandom", "zero",
}
NO_NAMESPACE = [f"new {name} namespace" for name in ("user", "mnt", "net", "pid", "ipc", "uts", "cgroup", "time")]
EXPECTED = {
    "ok": ["write to /var/lib/tact", "write to /var/log/tact", "write to /var/spool/tact/incoming", "write to /var/spool/tact/done",
           "AF_UNIX", "run kill", "run python", "know itself by a descriptor"],
    "EROFS": [f"write to {path}" for path in (*OPEN, "/run/lock", "/etc/tact/rules.d")] + ["make a control group"],
    "ENOENT": ["see the kernel's settings", "read another's environment"],
    "EACCES": ["run cat", "run a file of its own", "write to /dev/shm"],
    "EAFNOSUPPORT": ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"],
    "EPERM": [*NO_NAMESPACE, "enter a namespace", "signal another", "make a file setuid", "make a device", "another personality",
              "write and execute memory", "execute what was written"],
    "SIGSYS": ["trace", "read another's memory", "run what is in no file", "touch the clock", "read the kernel's log",
               "set the host's name", "mount", "change the root", "become root", "be first in the processor's queue",
               "account processes", "io_uring"],
}


@pytest.fixture(scope="module")
def outcomes(machine):
    """Of all attempts: in the sandbox, and without it."""
    Service(machine)
    for path in OPEN:
        machine.run("install", "-d", "-m", "1777", path)
    for path in MARKERS:
        machine.write(path, "to be seen by everybody else")
    with open(f"{HERE}/probe.py", encoding="utf-8") as file:
        machine.write(PROBE, file.read())
    # Python is not what the unit may execute; nothing else of the sandbox is changed.
    start = f"ExecStart=/usr/bin/python3 {PROBE} {OUTCOMES}"
    lines = ["[Service]", "Type=oneshot", "Restart=no", "ExecStart=", start, "ExecPaths=/usr/bin/python3"]
    machine.write("/run/systemd/system/tactd.service.d/probe.conf", "\n".join(lines) + "\n")
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "start", "tactd")
    inside = json.loads(machine.read(OUTCOMES))
    machine.run("unshare", "--mount", "/usr/bin/python3", PROBE, OUTCOMES)
    outside = json.loads(machine.read(OUTCOMES))
    yield inside, outside
    shutil.rmtree(machine.path("/run/systemd/system/tactd.service.d"))
    for path in OPEN:
        shutil.rmtree(machine.path(path))
    for path in MARKERS:
        os.remove(machine.path(path))
    machine.run("systemctl", "daemon-reload")


@pytest.mark.parametrize("expected, name", [(outcome, name) for outcome, names in EXPECTED.items() for name in names])
def test_attempt(outcomes, name, expected):
    inside, outside = outcomes
    assert inside[name] == expected
    assert outside[name] == "ok", "the attempt proves nothing: it fails without the sandbox as well"


def test_every_attempt_is_judged(outcomes):
    attempts = {name for name, outcome in outcomes[0].items() if isinstance(outcome, str)}
    assert attempts == {name for names in EXPECTED.values() for name in names}


def test_writes_nowhere_else(outcomes):
    """Not only in the folders that were tried: no other mount can be written at all."""
    inside, outside = outcomes
    assert [path for path in inside["writable"] if not path.startswith("/usr/bin/python3")] == WRITABLE
    assert "/" in outside["writable"] and "/run" in outside["writable"]


def test_sees_nobody(outcomes):
    """No homes, no other processes, nothing that others have in /tmp, and no devices but those that are for everybody."""
    inside, outside = outcomes
    assert inside["home"] == [] and inside["tmp"] == [] and inside["processes"] == []
    assert "marker" in outside["home"] and "marker" in outside["tmp"] and outside["processes"] != []
    assert set(inside["devices"]) <= DEVICES


def test_is_alone(machine, outcomes):
    inside, _ = outcomes
    # Those of systemd itself, which live on: the numbers of those that are gone are given away again.
    others = {name: machine.run("readlink", f"/proc/1/ns/{name}").stdout.strip() for name in inside["namespaces"]}
    assert [name for name, namespace in inside["namespaces"].items() if namespace == others[name]] == []


def test_has_no_rights(outcomes):
    inside, _ = outcomes
    nothing = "0" * 16
    assert inside["status"] == {"CapEff": nothing, "CapBnd": nothing, "CapPrm": nothing, "NoNewPrivs": "1", "Seccomp": "2"}
    assert inside["limits"] == [[0, 0], [512, 512]]
    assert inside["umask"] == 0o077
