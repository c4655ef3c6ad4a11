"""Memory runs out in the midst: Swift ends a program that gets none, at any moment, and nothing is lost or there twice after it.

Nor is a good file refused for it: four deaths in a row over one part of a file would do that, fewer must not.
"""
import pytest

import crowd
from scenarios import SCENARIOS, record
from system_calls import traced

pytestmark = pytest.mark.needs("strace")
# Moments at which no more memory is given, spread over a run.
MOMENTS = 25
NAMES = ("first start", "large file")
# How often one file may end the process without being refused.
DEATHS = 3
# Between two limits on memory, in bytes.
STEP = 1 << 18


@pytest.fixture(scope="module")
def recorded(ram, tactd):
    return record(NAMES, ram, tactd)


def moments(found, start):
    """Since the first call with `start` in it: the numbers of the calls of each kind from which on they fail."""
    start = next(place for place, call in enumerate(found) if start in call.arguments)
    places = [place for place, call in enumerate(found) if place > start and call.name in ("brk", "mmap", "pread64", "fdatasync")]
    step = max(1, len(places) // MOMENTS)
    return [[sum(call.name == name for call in found[:place]) + 1 for name in ("brk", "mmap")] for place in places[::step]]


@pytest.mark.parametrize("name", NAMES)
def test_no_more_memory_from_some_call_on(name, recorded, ram, tactd):
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    # What comes before the configuration is the loader's.
    start = "tactd.json" if name == "first start" else "info: watching"
    deaths = []

    def case(numbers, base):
        lab = scenario.begin(template, base, tactd)
        faults = [part for call, number in zip(("brk", "mmap"), numbers) for part in ("-e", f"inject={call}:error=ENOMEM:when={number}+")]
        codes = [scenario.drain(lab, prefix=[*traced("/dev/null", "brk,mmap"), *faults]) for _ in range(DEATHS)]
        deaths.extend(code for code in codes if code != 0)
        if scenario.drain(lab) != 0:
            return [f"does not go on after {codes}: {lab.said()[-500:]}"]
        return scenario.failures(lab)

    failures = crowd.run(moments(found, start), case, ram)
    assert not failures, f"{len(failures)} failures: " + "\n".join(failures[:5])
    assert deaths, "memory never ran out"


@pytest.mark.needs("prlimit")
def test_a_limit_on_memory(recorded, ram, tactd):
    """Too little by a little: it begins, and does not get to the end."""
    template, _ = recorded["large file"]
    scenario = SCENARIOS["large file"]
    ends = []

    def drain(base, limit):
        lab = scenario.begin(template, base, tactd)
        return lab, scenario.drain(lab, prefix=["prlimit", f"--as={limit}"])

    def case(limit, base):
        before = len(scenario.begin(template, base, tactd).said())
        lab, code = drain(base, limit)
        ends.append("done" if code == 0 else "died at work" if "watching" in lab.said()[before:] else "did not start")
        if scenario.drain(lab) != 0:
            return [f"does not go on after {code}: {lab.said()[-500:]}"]
        return scenario.failures(lab)

    low, enough = 16 << 20, 4 << 30
    while enough - low > STEP:
        middle = (low + enough) // 2
        if drain(f"{ram}/enough", middle)[1] == 0:
            enough = middle
        else:
            low = middle
    failures = crowd.run([enough - count * STEP for count in range(16)], case, ram)
    assert not failures, f"{len(failures)} failures: " + "\n".join(failures[:5])
    assert "died at work" in ends, ends
