"""On a machine with the other layout of control groups than this one: it starts, reloads, is watched and recovers as well."""
import pytest

from conftest import booted
from exports import Exports
from machine import cgroup_mode
from service import Service


@pytest.fixture(scope="module")
def other(request):
    if cgroup_mode() == "unified":
        pytest.skip("version 1 of the control groups is not to be had here: boot Linux with systemd.unified_cgroup_hierarchy=0")
    return booted(request, "unified")


def test_unified(other):
    exports = Exports(600, 2)
    service = Service(other).may_say("status=9/KILL", "Watchdog timeout", "status=6/ABRT", "Killing process", "Failed with result")
    service.drop_in("WatchdogSec=3").configure().start()
    assert other.run("stat", "--file-system", "--format=%T", "/sys/fs/cgroup").stdout == "cgroup2fs\n"
    with service.load(exports):
        service.reload()
        service.kill("KILL")
        service.wait_for(lambda: service.restarts == 1, "it was not started again").wait_for_state("active")
        # Until it is ready nobody watches it: a recovery may take long.
        service.kill("STOP")
        service.wait_for(lambda: service.restarts == 2, "the watchdog did not end it")
    service.wait_until_done(exports)
    service.stop()
    service.expect_exactly_once(exports)
    service.expect_clean_journal()
