"""The unit as it is shipped: it starts, says that it is ready and what it does, and systemd has nothing to say against it."""
import os
import re
import shutil

import pytest

from conftest import REPOSITORY
from exports import Exports
from service import INCOMING, UNIT


def test_starts_with_nothing_configured(service, machine):
    service.start()
    assert service.state == "active"
    service.wait_for(lambda: service.show("StatusText") == "0 files, 0 transcripts", "the status line is another")
    assert service.show("NotifyAccess") == "main"
    sample = f"{REPOSITORY}/Tests/Fixtures/samples"
    names = os.listdir(sample)
    for name in names:
        shutil.copy(f"{sample}/{name}", machine.path(f"{INCOMING}/.{name}.part"))
        os.rename(machine.path(f"{INCOMING}/.{name}.part"), machine.path(f"{INCOMING}/{name}"))
    # One of the samples is there to be refused.
    status = rf"{len(names)} files, \d+ transcripts, 1 refused$"
    service.wait_for(lambda: re.match(status, service.show("StatusText")), "the status line is another")
    assert service.count("done") == len(names) - 1 and service.count("failed") == 2 and service.count("incoming") == 0
    assert service.records("transcript") and service.records("finding") and len(service.records("rejected")) == 1
    assert any("watching /var/spool/tact/incoming" in line for line in service.journal())


def test_starts_with_the_machine(machine, service):
    assert machine.run("systemctl", "is-enabled", UNIT).stdout == "enabled\n"
    machine.run("systemctl", "start", "--no-block", "multi-user.target")
    service.wait_for_state("active")


def test_takes_what_lay_there_before(service):
    exports = Exports(200, 1)
    service.configure().drop(exports).start().wait_until_done(exports)
    service.stop()
    service.expect_exactly_once(exports)


def test_a_spool_elsewhere(service, machine):
    """As the README says: one setting, and one path in a drop-in."""
    exports = Exports(20)
    for part in ("", "/incoming", "/done", "/failed"):
        machine.run("install", "-d", "-o", "tact", "-g", "tact-export", "-m", "2770", f"/srv/tact{part}")
    service.configure(spool="/srv/tact").drop_in("ReadWritePaths=/srv/tact").start()
    exports.deliver(machine.path("/srv/tact/incoming"), sync=False)
    service.wait_for(lambda: len(service.records("transcript")) == len(exports), "not all is linted")
    assert service.count("done") == 0
    service.stop()
    shutil.rmtree(machine.path("/srv/tact"))


def test_verifies(machine):
    done = machine.run("systemd-analyze", "verify", "--man=no", UNIT)
    assert done.stdout + done.stderr == ""


def test_exposure(machine):
    """At most 0.2 of 10, in the words of systemd: what is left are the socket to say that it is ready, the clock device that ProtectClock
    allows to be read, and that it has no root of its own."""
    unit = machine.path(f"/usr/lib/systemd/system/{UNIT}")
    done = machine.run("systemd-analyze", "security", "--offline=true", "--threshold=2", "--no-pager", unit.removeprefix(machine.path("")))
    assert "Overall exposure level for tactd.service: 0.2" in done.stdout, done.stdout[-500:]


@pytest.mark.parametrize("name, value", {
    "WatchdogUSec": "30s", "Restart": "on-failure", "RestartPreventExitStatus": "2 75", "StartLimitBurst": "10",
    "StartLimitIntervalUSec": "5min", "LimitCORE": "0", "LimitNOFILE": "512", "MemoryMax": str(2 << 30), "TasksMax": "16",
    "OOMPolicy": "stop", "UMask": "0077", "User": "tact", "Group": "tact",
}.items())
def test_shipped_value(service, name, value):
    assert service.show(name) == value
