"""What the unit lets tactd use: more is refused by the kernel, and what dies of it recovers."""
import re

import pytest

from exports import Exports, conversation
from service import INCOMING

# What takes much memory to read.
HEAVY = "thank you for your patience " * 100_000


class WithHeavy(Exports):
    """One of them is a conversation of 56 MB, which is allowed."""

    def __len__(self):
        return super().__len__() + 1

    def files(self):
        yield "heavy.json", conversation("heavy", 20).replace("You should", HEAVY + "You should")
        yield from super().files()

    def findings(self):
        return super().findings() | {"heavy": 20}


def needs(machine, controller):
    if not machine.has_controller(controller):
        pytest.skip(f"the control group “{controller}” is not to be had in this machine: run the tests where root has it")


def test_works_within_64_megabytes(service, machine):
    """Heavy input: large files, read in slices, and a conversation of a megabyte."""
    needs(machine, "memory")
    exports = Exports(500, 6)
    service.drop_in("MemoryMax=64M").configure().start()
    service.drop(exports)
    service.wait_until_done(exports)
    assert service.restarts == 0
    service.stop()
    service.expect_exactly_once(exports)


def test_recovers_when_memory_runs_out(service, machine):
    """The kernel kills it while it reads; with memory again, everything is there exactly once."""
    needs(machine, "memory")
    exports = WithHeavy(200)
    service.may_say("killed by the OOM killer", "status=9/KILL", "Failed with result '(oom-kill|signal)'")
    service.drop_in("MemoryMax=64M", "MemorySwapMax=0").configure().start()
    with service.load(exports):
        service.wait_for(lambda: service.restarts >= 1, "it was not killed")
        service.drop_in("MemoryMax=1G")
    service.wait_until_done(exports)
    assert any("status=9/KILL" in line for line in service.journal())
    service.stop()
    service.expect_exactly_once(exports)


def test_a_file_that_takes_all_memory_is_refused_in_the_end(service, machine):
    """It kills the reader each time: after four deaths it is put aside with a reason, and the others are linted."""
    needs(machine, "memory")
    service.may_say("killed by the OOM killer", "status=9/KILL", "Failed with result '(oom-kill|signal)'", "Failed to start")
    service.drop_in("MemoryMax=64M", "MemorySwapMax=0", "RestartSec=50ms").configure().start()
    text = conversation("big", 0).replace("Hello", HEAVY * 20)
    machine.write(f"{INCOMING}/.big.part", text)
    machine.run("mv", f"{INCOMING}/.big.part", f"{INCOMING}/big.json")
    service.wait_for(lambda: service.count("failed") == 2, "the file is not put aside", timeout=120)
    assert [record["code"] for record in service.records("rejected")] == ["crashed-reader"]
    exports = Exports(20)
    service.drop(exports).wait_until_done(exports)
    assert 4 <= service.restarts <= 5


def test_has_no_more_threads_than_it_may(service, machine):
    """With room for its own threads and no more it runs; with less it says so and ends."""
    needs(machine, "pids")
    service.may_say("Failed with result 'exit-code'", "Failed to start", r"\[input-output\]")
    exports = Exports(100)
    service.configure().start()
    tasks = int(service.show("TasksCurrent"))
    assert tasks <= 4
    service.stop()
    service.drop_in(f"TasksMax={tasks}").start()
    service.drop(exports).wait_until_done(exports)
    service.stop()
    service.drop_in(f"TasksMax={tasks - 1}")
    assert service.start(check=False).returncode != 0
    assert any(re.search("thread", line) for line in service.journal()), service.story()
    service.expect_exactly_once(exports)


def test_leaves_no_core(service, machine):
    """Dead of a signal that dumps a core elsewhere: nothing is written anywhere."""
    service.may_say("status=6/ABRT", "Failed with result 'signal'")
    service.configure().start()
    assert re.search(r"^Max core file size +0 +0 ", machine.run("cat", f"/proc/{service.pid}/limits").stdout, re.MULTILINE)
    service.kill("ABRT")
    service.wait_for(lambda: service.restarts == 1, "it was not started again")
    found = machine.run("find", "/var/lib/tact", "/var/spool/tact", "/var/log/tact", "/var/lib/systemd", "-name", "*core*").stdout
    assert [path for path in found.splitlines() if path != "/var/lib/systemd/coredump"] == []
    assert "(core dumped)" not in " ".join(service.journal()) and "code=dumped" not in " ".join(service.journal())
