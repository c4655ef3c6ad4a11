"""Writes that are done in part: cut off by a kill, short, or beyond the limit on the size of files."""
import resource
import subprocess

import pytest

import crowd
from exports import Exports
from scenarios import SCENARIOS, record
from system_calls import calls, traced

NAMES = ("first start", "large file", "growing journal")


@pytest.fixture(scope="module")
def recorded(ram, tactd):
    return record(NAMES, ram, tactd)


@pytest.fixture(scope="module")
def library(ram, request):
    """The library that makes writes short."""
    path = f"{ram}/short_writes.so"
    source = f"{request.path.parent}/short_writes.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, source], check=True)
    return path


@pytest.mark.needs("cc", "strace")
@pytest.mark.parametrize("name", NAMES)
def test_killed_within_a_write(name, recorded, ram, tactd, library):
    """The only calls of which a kill may leave a part: of others it leaves all or nothing."""
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    writes = sum(call.name == "pwrite64" for call in found)
    assert writes > 5

    def case(number, base):
        lab = scenario.begin(template, base, tactd)
        code = scenario.drain(lab, LD_PRELOAD=library, SHORT_WRITES=str(number))
        failures = [] if code == -9 else [f"was not killed, but ended with {code}"]
        if scenario.drain(lab) != 0:
            failures.append(f"does not recover: {lab.said()[-500:]}")
        return failures + scenario.failures(lab)

    failures = crowd.run(range(1, writes + 1), case, ram)
    assert not failures, f"{len(failures)} failures: " + "\n".join(failures[:5])


@pytest.mark.needs("cc", "strace")
@pytest.mark.parametrize("name", NAMES)
def test_each_write_is_short(name, recorded, ram, tactd, library):
    template, found = recorded[name]
    scenario = SCENARIOS[name]
    lab = scenario.begin(template, f"{ram}/short", tactd)
    prefix = ["env", f"LD_PRELOAD={library}", "SHORT_WRITES=each"]
    assert scenario.drain(lab, prefix=[*traced(f"{lab.base}/calls", "pwrite64"), *prefix]) == 0, lab.said()
    made = len(calls(f"{lab.base}/calls"))
    assert made > 2 * sum(call.name == "pwrite64" for call in found), "the writes were not short"
    assert not scenario.failures(lab)


@pytest.mark.needs("prlimit")
def test_files_may_not_grow(lab):
    """At the limit a write is short, and the next one fails with EFBIG: it waits, and goes on by itself when the limit is raised."""
    exports = Exports(3, large=3)
    exports.deliver(lab.incoming)
    # The journal has its 8 MiB; the log will have 15 MB.
    limit = 9_000_000
    daemon = lab.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
    daemon.wait_for(r"EFBIG.*waiting for space")
    assert daemon.is_running()
    assert lab.failures(exports), "the limit was not reached"
    subprocess.run(["prlimit", f"--pid={daemon.pid}", "--fsize=unlimited"], check=True)
    lab.wait_until_done(exports)
    daemon.wait_for("there is space again")
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports)


@pytest.mark.needs("prlimit")
def test_the_journal_may_not_grow_before_the_start(lab):
    exports = Exports(3)
    exports.deliver(lab.incoming)
    daemon = lab.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY)))
    daemon.wait_for("EFBIG.*waiting for space before the start")
    subprocess.run(["prlimit", f"--pid={daemon.pid}", "--fsize=unlimited"], check=True)
    lab.wait_until_done(exports)
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports)
