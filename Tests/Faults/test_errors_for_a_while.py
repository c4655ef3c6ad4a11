"""Errors that last for a while: tactd waits, says so, and goes on by itself when they are over; it does not end."""
import os
import signal

import pytest

import crowd
from exports import Exports
from lab import wait_for
from scenarios import SCENARIOS, contents, record
from system_calls import failing

pytestmark = pytest.mark.needs("strace")

# What a full disk refuses. Each name is counted for itself.
GROWING = "mkdirat,fallocate,pwrite64,renameat2"
NAMES = ("first start", "large file")


@pytest.fixture(scope="module")
def recorded(ram, tactd):
    return record(NAMES, ram, tactd)


@pytest.mark.parametrize("name", NAMES)
def test_no_space_for_a_while(name, recorded, ram, tactd):
    """From the Nth call of each name on, for some calls: from the beginning, and within the work."""
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    writes = sum(call.name == "pwrite64" for call in found)

    def case(first, base):
        lab = scenario.begin(template, base, tactd)
        prefix = failing(GROWING, "ENOSPC", f"{first}..{first + 1}", f"{base}/calls")
        daemon = lab.start(*scenario.options, prefix=prefix, env=scenario.environment)
        wait_for(lambda: not contents(lab.incoming) or not daemon.is_running(), 120, lambda: f"{first}: {contents(lab.incoming)} are left")
        if not daemon.is_running():
            return [f"ended with {daemon.process.wait()}: {daemon.said()[-500:]}"]
        os.kill(daemon.tactd, signal.SIGTERM)
        code = daemon.process.wait(60)
        return ([] if code == 0 else [f"stopped with {code}"]) + scenario.failures(lab)

    failures = crowd.run(range(1, writes + 1, 2), case, ram, workers=12)
    assert not failures, f"{len(failures)} failures: " + "\n".join(failures[:5])


@pytest.mark.parametrize(
    "call, error", [("inotify_init,inotify_init1", "EMFILE"), ("inotify_add_watch", "ENOSPC"), ("inotify_add_watch", "ENOMEM")])
@pytest.mark.parametrize("when", ["1..2", "1+"])
def test_nothing_is_heard(when, call, error, lab):
    """Without inotify it looks every second, and says so; when it may watch, it watches."""
    exports = [Exports(5), Exports(5, start=100)]
    daemon = lab.start("--rescan", "1h", prefix=failing(call, error, when))
    daemon.wait_for(f"{error}.*looking every second")
    exports[0].deliver(lab.incoming)
    lab.wait_until_done(exports[0])
    if when != "1+":
        daemon.wait_for("the spool is watched again")
    exports[1].deliver(lab.incoming)
    wait_for(lambda: lab.count("done") == 10, 60, lambda: f"{lab.count('done')} files are done")
    os.kill(daemon.tactd, signal.SIGTERM)
    assert daemon.process.wait(20) == 0
    for number, some in enumerate(exports):
        rest = [failure for failure in lab.failures(some, folders=False) if not failure.startswith("unknown")]
        assert not rest, rest
