"""A new tactd in the place of the old one, and a new systemd, while exports keep coming: everything is there exactly once."""
import os
import shutil

from conftest import install
from exports import Exports
from service import UNIT

BINARY = "/usr/bin/tactd"


def executable(service, machine):
    return machine.run("readlink", f"/proc/{service.pid}/exe").stdout.strip()


def test_a_new_binary(service, machine):
    """Copied beside the old one and renamed over it, then a restart; and so back again."""
    exports = Exports(1500, 3)
    service.configure().start()
    with service.load(exports):
        for number in range(4):
            service.wait_for(lambda: service.count("done") > 100 * number, "nothing is done")
            pid, inode = service.pid, os.stat(machine.path(BINARY)).st_ino
            shutil.copy(machine.path(BINARY), machine.path(f"{BINARY}.new"))
            os.rename(machine.path(f"{BINARY}.new"), machine.path(BINARY))
            assert os.stat(machine.path(BINARY)).st_ino != inode
            # The old one works on, and reloads, while the new one is there already.
            service.reload()
            assert service.pid == pid and executable(service, machine).endswith(" (deleted)")
            machine.run("systemctl", "restart", UNIT)
            assert service.pid != pid and executable(service, machine) == BINARY
    service.wait_until_done(exports)
    assert service.restarts == 0
    service.stop()
    service.expect_exactly_once(exports)


def test_installed_once_more(service, machine, programs):
    """make install over what runs, with units and rules, as an upgrade by hand does it."""
    exports = Exports(1000, 2)
    service.configure().start()
    with service.load(exports):
        for _ in range(3):
            install(machine, programs)
            machine.run("systemctl", "daemon-reload")
            machine.run("systemctl", "try-restart", UNIT)
    service.wait_until_done(exports)
    service.stop()
    service.expect_exactly_once(exports)


def test_a_new_systemd(service, machine):
    """It starts itself anew under tactd, which works on and is still watched."""
    exports = Exports(500, 1)
    service.may_say("Watchdog timeout", "status=6/ABRT", "Killing process", "Failed with result 'watchdog'")
    service.drop_in("WatchdogSec=3").configure().start()
    pid = service.pid
    with service.load(exports):
        machine.run("systemctl", "daemon-reexec")
    service.wait_until_done(exports)
    assert (service.pid, service.state) == (pid, "active")
    service.kill("STOP")
    service.wait_for(lambda: service.restarts == 1, "nobody watches it any more")
    service.stop()
    service.expect_exactly_once(exports)
