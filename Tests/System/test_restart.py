"""What systemd does when tactd hangs, dies, gives up or is stopped; nothing is lost by any of it, and nothing is there twice."""
import os
import shutil
import time

from exports import Exports
from service import ERROR, UNIT


def test_a_hang_is_ended_by_the_watchdog(service):
    exports = Exports(600, 2)
    service.may_say("Watchdog timeout", "status=6/ABRT", "Killing process", "Failed with result 'watchdog'")
    service.drop_in("WatchdogSec=3").configure().start()
    with service.load(exports):
        service.wait_for(lambda: service.count("done") > 20, "nothing is done")
        service.kill("STOP")
        service.wait_for(lambda: service.restarts == 1, "it was not started again")
    service.wait_until_done(exports)
    assert "Main process exited, code=killed, status=6/ABRT" in " ".join(service.journal())
    service.stop()
    service.expect_exactly_once(exports)


def test_the_watchdog_is_fed(service):
    """When there is nothing to do, and while a large file is read: for three times its interval."""
    exports = Exports(0, 8)
    service.drop_in("WatchdogSec=1").configure(rescan="1h").start()
    started, pid = time.monotonic(), service.pid
    service.drop(exports).wait_until_done(exports)
    service.wait_for(lambda: time.monotonic() > started + 3, "time stands still")
    assert (service.pid, service.restarts) == (pid, 0)


def test_kills(service):
    """Thirty times kill -9 under load, each time at another moment."""
    exports = Exports(3000, 3)
    service.may_say("status=9/KILL", "Failed with result 'signal'", "Failed to start")
    service.drop_in("RestartSec=50ms").drop_in("StartLimitBurst=100", section="Unit").configure().start()
    with service.load(exports):
        for number in range(1, 31):
            pid = service.wait_for(lambda: service.pid != 0, "it is not running").pid
            time.sleep(0.005 * number)
            service.kill("KILL")
            service.wait_for(lambda: service.restarts >= number and service.pid not in (0, pid), "it was not started again")
    service.wait_until_done(exports)
    assert service.restarts == 30
    service.stop()
    service.expect_exactly_once(exports)


def test_ten_crashes_are_enough(service):
    """It stays down and says so; a person starts it again, and nothing is lost."""
    exports = Exports(50)
    service.may_say("status=9/KILL", "Failed with result 'signal'", "Start request repeated too quickly", "Failed to start")
    service.drop_in("RestartSec=1ms").configure().start()
    for number in range(10):
        pid = service.pid
        service.kill("KILL")
        if number < 9:
            service.wait_for(lambda: service.pid not in (0, pid), "it was not started again")
    service.wait_for_state("failed")
    service.wait_for_journal("Start request repeated too quickly")
    assert service.restarts == 10
    service.drop(exports)
    assert service.start(check=False).returncode != 0
    service.machine.run("systemctl", "reset-failed", UNIT)
    service.start().wait_until_done(exports)
    service.stop()
    service.expect_exactly_once(exports)


def test_rules_with_mistakes_are_no_reason_to_try_again(service, machine):
    service.may_say("Failed with result 'exit-code'", "Failed to start", r"\[missing-key\]").configure()
    machine.write("/etc/tact/rules.d/faults.json", "{}")
    assert service.start(check=False).returncode != 0
    service.wait_for_state("failed")
    assert (service.show("ExecMainStatus"), service.restarts) == ("2", 0)
    assert any("[missing-key]" in line for line in service.journal(ERROR)), service.story()


def test_a_second_one_is_not_tried_again(service, machine):
    """Another tactd has the state folder: 75, and the first one works on."""
    service.may_say("Failed with result 'exit-code'", "Failed to start", r"\[already-running\]").configure().start().stop()
    before = len(service.records())
    first = machine.popen("tactd", "--findings", "/var/lib/tact/other.jsonl", user="tact")
    try:
        service.wait_for(lambda: os.path.exists(machine.path("/var/lib/tact/other.jsonl")), "the first one does not run")
        assert service.start(check=False).returncode != 0
        service.wait_for_state("failed")
        assert (service.show("ExecMainStatus"), service.restarts) == ("75", 0)
        assert any("[already-running]" in line for line in service.journal(ERROR)), service.story()
        assert len(service.records()) == before and first.poll() is None
    finally:
        first.terminate()
        first.wait()


def test_a_failed_write_is_tried_again(service, machine):
    """74: the journal of tactd cannot be read as such; whoever makes it good again finds tactd running soon."""
    service.may_say("Failed with result 'exit-code'", "Failed to start", r"\[[a-z-]+\]").configure()
    machine.run("install", "-d", "-o", "tact", "-m", "700", "/var/lib/tact/journal")
    service.start(check=False)
    service.wait_for(lambda: service.restarts >= 2, "it was not started again")
    assert any("status=74/IOERR" in line for line in service.journal()), service.story()
    os.rmdir(machine.path("/var/lib/tact/journal"))
    service.wait_for_state("active")


def test_stops_under_load(service):
    """At once, with 0, and the next start goes on where it stopped."""
    exports = Exports(2000, 4)
    service.configure().start()
    with service.load(exports, pause=0.001):
        for number in range(1, 6):
            service.wait_for(lambda: service.count("done") > 100 * number, "nothing is done")
            before = time.monotonic()
            service.stop()
            # Two seconds on a machine that does nothing else.
            assert time.monotonic() - before < 6
            assert (service.show("ExecMainStatus"), service.show("Result"), service.state) == ("0", "success", "inactive")
            service.start()
    service.wait_until_done(exports)
    service.stop()
    service.expect_exactly_once(exports)


def test_machine_without_rules_folder(service, machine):
    """The folder of a site's own packs may be missing."""
    shutil.rmtree(machine.path("/etc/tact"))
    service.start()
    assert service.state == "active"
