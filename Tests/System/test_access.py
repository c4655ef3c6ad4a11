"""Who may do what on a machine where tact is installed: exporters drop, dashboards read, and nobody else does anything."""
import re

import pytest

from exports import Exports, conversation
from service import INCOMING, LOG, RULES

BROKEN = '{"id": "x", "channel": "chat", "language": "en", "messages": [{"role": "customer", "text": 5}]}\n'


def drop_as(machine, user, path, text):
    """As the README tells exporters to do it."""
    return machine.run("sh", "-c", f"umask 027; cat > {path}.part && mv {path}.part {path}", user=user, check=False, input=text)


def may(machine, user, *command):
    return machine.run(*command, user=user, check=False).returncode == 0


def mode(machine, path):
    return machine.run("stat", "--format=%a %U %G", path).stdout.strip()


def may_come_too_early(service):
    """To a folder that was made, and whose permissions are given the moment after."""
    service.may_say("zendesk.*: Permission denied")


def test_an_exporter_drops_exports(service, machine):
    """Into incoming, and into a folder of its own there."""
    may_come_too_early(service)
    service.configure(settle="2s").start()
    machine.run("install", "-d", "-m", "2770", "-g", "tact-export", f"{INCOMING}/zendesk", user="exporter")
    assert drop_as(machine, "exporter", f"{INCOMING}/a.json", conversation("a", 1)).returncode == 0
    assert drop_as(machine, "exporter", f"{INCOMING}/zendesk/b.json", conversation("b", 2)).returncode == 0
    # Written in place, without a rename, and left for good when it was quiet for a while.
    machine.run("sh", "-c", f"umask 027; cat > {INCOMING}/c.json", user="exporter", input=conversation("c", 3))
    service.wait_for(lambda: len(service.records("transcript")) == 3, "not all is linted")
    transcripts = {record["transcript"]["id"]: record["transcript"].get("source") for record in service.records("transcript")}
    assert transcripts == {"a": None, "b": "zendesk", "c": None}
    assert len(service.records("finding")) == 6
    done = ["a.json", "c.json", "zendesk/b.json"]
    find = ["find", "/var/spool/tact/done", "-type", "f", "-printf", "%P\\n"]
    service.wait_for(lambda: sorted(machine.run(*find).stdout.split()) == done, "not all is done")


@pytest.mark.parametrize("source", ["", "zendesk/"])
def test_an_exporter_corrects_what_was_refused(service, machine, source):
    """Reads why in `failed`, and moves the file back into incoming once it is right."""
    may_come_too_early(service)
    service.configure().start()
    if source:
        machine.run("install", "-d", "-m", "2770", "-g", "tact-export", f"{INCOMING}/{source}", user="exporter")
    drop_as(machine, "exporter", f"{INCOMING}/{source}x.json", BROKEN)
    failed = f"/var/spool/tact/failed/{source}x.json"
    service.wait_for(lambda: len(service.records("rejected")) == 1, "the file is not refused")
    service.wait_for(lambda: machine.run("test", "-e", failed, check=False).returncode == 0, "the file is not in failed")
    report = machine.run("cat", f"{failed}.error.json", user="exporter").stdout
    assert '"errors"' in report
    assert '"text": 5' in machine.run("cat", failed, user="exporter").stdout
    machine.run("mv", failed, f"{INCOMING}/{source}x.part", user="exporter")
    machine.run("sed", "-i", 's/"text": 5/"text": "Hello"/', f"{INCOMING}/{source}x.part", user="exporter")
    machine.run("mv", f"{INCOMING}/{source}x.part", f"{INCOMING}/{source}x.json", user="exporter")
    service.wait_for(lambda: len(service.records("transcript")) == 1, "the corrected file is not linted")


def test_an_exporter_sees_no_findings(service, machine):
    exports = Exports(10)
    service.configure().start().drop(exports).wait_until_done(exports)
    for path in (LOG, "/var/lib/tact/journal"):
        assert not may(machine, "exporter", "cat", path)
    for path in ("/var/log/tact", "/var/spool/tact/done", "/var/lib/tact"):
        assert not may(machine, "exporter", "ls", path)
    assert not may(machine, "exporter", "touch", "/var/spool/tact/done/x")
    assert not may(machine, "exporter", "tact", "tail", "--all", "--stop")


def test_a_dashboard_reads_the_findings_and_nothing_else(service, machine):
    exports = Exports(10)
    service.configure().start().drop(exports).wait_until_done(exports)
    service.wait_for(lambda: len(service.records("transcript")) == 10, "not all is linted")
    assert may(machine, "dashboard", "cat", LOG)
    shown = machine.run("tact", "tail", "--all", "--stop", user="dashboard").stdout
    assert shown.count("[faults/lecture]") == sum(exports.findings().values()) > 0
    for path in (INCOMING, "/var/spool/tact/done", "/var/spool/tact/failed", "/var/lib/tact"):
        assert not may(machine, "dashboard", "ls", path)
    for path in (LOG, f"{INCOMING}/x", "/var/log/tact/x", "/etc/tact/tactd.json", RULES):
        assert not may(machine, "dashboard", "sh", "-c", f">> {path}")


def test_nobody_else_sees_anything(service, machine):
    service.configure().start()
    drop_as(machine, "exporter", f"{INCOMING}/a.json", conversation("a", 1))
    drop_as(machine, "exporter", f"{INCOMING}/b.json", BROKEN)
    service.wait_for(lambda: service.count("done") == 1 and service.count("failed") == 2, "not all is done")
    for path in ("/var/log/tact", INCOMING, "/var/spool/tact/done", "/var/spool/tact/failed", "/var/lib/tact"):
        assert not may(machine, "stranger", "ls", path)
    assert not may(machine, "stranger", "cat", LOG)
    assert drop_as(machine, "stranger", f"{INCOMING}/x.json", conversation("x", 1)).returncode != 0
    names = machine.run("find", "/var/spool/tact", "/var/log/tact", "/var/lib/tact", "-perm", "/o=rwx", "-print").stdout.split()
    # The spool itself can be passed through.
    assert names == ["/var/spool/tact"]


def names_of_log(machine):
    return sorted(machine.run("ls", "/var/log/tact").stdout.split())


def rotate(machine, day):
    """A day later, which the name of the rotated file is given by hand."""
    machine.run("logrotate", "--force", "--state", "/run/logrotate.state", "/etc/logrotate.d/tact")
    rotated = [name for name in names_of_log(machine) if re.fullmatch(r"findings\.jsonl-20[2-9]\d{5}", name)]
    assert len(rotated) == 1
    machine.run("mv", f"/var/log/tact/{rotated[0]}", f"/var/log/tact/findings.jsonl-{day}")


def test_rotation(service, machine):
    """logrotate as it is shipped, run by root: owners and modes stay, and a dashboard that follows the log misses nothing."""
    days = {"20010101": Exports(40), "20010102": Exports(40, start=40), "20010103": Exports(40, start=80)}
    delivered = 0
    service.configure().start()
    with open(machine.path("/run/seen"), "wb") as file:
        tail = machine.popen("tact", "tail", "--all", user="dashboard", stdout=file)
    try:
        for day, exports in days.items():
            delivered += len(exports)
            service.drop(exports)
            service.wait_for(lambda: service.count("done") == delivered, "not all is done")
            expected = sum(Exports(delivered).findings().values())
            service.wait_for(lambda: machine.read("/run/seen").count("[faults/lecture]") == expected, "the dashboard misses findings")
            rotate(machine, day)
            assert may(machine, "dashboard", "cat", LOG)
            assert {mode(machine, f"/var/log/tact/{name}") for name in names_of_log(machine)} == {"640 tact tact-read"}
    finally:
        tail.terminate()
        tail.wait()
    service.stop()
    assert [name for name in names_of_log(machine) if name.endswith(".gz")] == ["findings.jsonl-20010101.gz", "findings.jsonl-20010102.gz"]
    machine.run("gunzip", "--recursive", "/var/log/tact")
    service.expect_exactly_once(Exports(delivered))


def test_folders_as_installed(service, machine):
    modes = {
        "/var/spool/tact": "755 tact tact", INCOMING: "2770 tact tact-export", "/var/spool/tact/done": "750 tact tact",
        "/var/spool/tact/failed": "2770 tact tact-export", "/var/log/tact": "2750 tact tact-read", "/var/lib/tact": "700 tact tact",
        "/etc/tact": "755 root root", "/etc/tact/rules.d": "755 root root",
    }
    service.start()
    assert {path: mode(machine, path) for path in modes} == modes
    assert mode(machine, LOG) == "640 tact tact-read"
