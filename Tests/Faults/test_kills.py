"""A kill instead of each system call that changes something, and kills again while tactd recovers: nothing is lost or there twice.

Between two such calls nothing changes that is left when the process is gone, so that these are all the moments at which a kill matters,
but for those in the midst of a write, which test_writes.py reaches.
"""
import os
import random
import shutil
import signal

import pytest

import crowd
from exports import Exports
from lab import wait_for
from scenarios import SCENARIOS, record
from system_calls import CHANGING, PASSING, calls, changes, killing, points, traced

pytestmark = pytest.mark.needs("strace")
# Times that tactd is killed again while it recovers.
AGAIN = (0, 1, 2)


@pytest.fixture(scope="module")
def recorded(ram, tactd):
    return record(SCENARIOS, ram, tactd)


@pytest.mark.parametrize("again", AGAIN)
@pytest.mark.parametrize("call", CHANGING)
@pytest.mark.parametrize("name", SCENARIOS)
def test_killed_at(name, call, again, recorded, ram, tactd, seed):
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    numbers = points(found, call)
    if not numbers:
        pytest.skip(f"no {call} changes anything here")

    def case(number, base):
        lab = scenario.begin(template, base, tactd)
        rest = random.Random(f"{seed} {name} {call} {number} {again}")
        codes = [scenario.drain(lab, prefix=killing(call, number))]
        changing = ",".join(CHANGING)
        codes += [scenario.drain(lab, prefix=killing(changing, rest.randint(1, 8))) for _ in range(again)]
        failures = [f"ended with {code}" for code in codes if code not in (0, -9)]
        failures += [] if codes[0] == -9 or number > len(numbers) else ["was not killed"]
        if scenario.drain(lab) != 0:
            failures.append(f"does not recover: {lab.said()[-500:]}")
        return failures + scenario.failures(lab)

    failures = crowd.run(numbers, case, ram)
    assert not failures, f"seed {seed}, {len(failures)} failures: " + "\n".join(failures[:5])


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_call_is_known(name, recorded):
    """A call of a new kind has to be judged: it belongs to those that are killed at, or it changes nothing."""
    for call in recorded[name][1]:
        assert call.name in CHANGING or call.name in PASSING, f"{call.name} is neither in CHANGING nor in PASSING"
        assert call.name in CHANGING or not changes(call), f"{call.name}({call.arguments[:150]} changes something"


def test_no_call_is_listed_in_vain(recorded):
    made = [call for _, found in recorded.values() for call in found]
    # Where the kernel has no openat2, openat makes files.
    assert {name for name in CHANGING if not points(made, name)} <= {"openat"}


def test_every_call_of_the_daemon_is_known(lab):
    """What it does besides working through the spool: it watches, reloads, follows a rotation, notices that the log was cut."""
    path = f"{lab.base}/calls"
    daemon = lab.start(prefix=traced(path)).wait_for("watching")
    exports = [Exports(2, start=10 * number) for number in range(4)]
    for number, some in enumerate(exports):
        if number == 1:
            os.rename(lab.log, f"{lab.log}.1")
            os.kill(daemon.tactd, signal.SIGHUP)
            daemon.wait_for("reloaded")
        if number == 2:
            os.truncate(lab.log, 10)
        if number == 3:
            shutil.rmtree(f"{lab.base}/spool/incoming")
            daemon.wait_for("the spool is not there")
            os.mkdir(lab.incoming)
            daemon.wait_for("looking through them")
        some.deliver(lab.incoming)
        wait_for(lambda: lab.count("done") >= 2 * (number + 1), 60, lab.said)
    os.kill(daemon.tactd, signal.SIGTERM)
    assert daemon.process.wait(20) == 0
    found = calls(path)
    unknown = {call.name for call in found if call.name not in CHANGING and call.name not in PASSING}
    assert not unknown, f"{unknown} are neither in CHANGING nor in PASSING"
    assert not [call for call in found if call.name not in CHANGING and changes(call)]
