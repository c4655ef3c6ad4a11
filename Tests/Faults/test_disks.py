"""Disks that fail: tactd ends with 74 and believes nothing, and the next start finds out what is there."""
import os
import random
import signal
import time

import pytest

import disks
from exports import Exports
from lab import Lab, wait_for
from power import FILESYSTEMS, MOUNT_OPTIONS, SETTINGS, PowerLab, Stopping, last_line

INPUT_OUTPUT = 74
pytestmark = [pytest.mark.root, pytest.mark.needs("cc", "mkfs.ext4", "mkfs.xfs")]

# The sync that fails, and the how manieth of its kind it is.
SYNCS = {
    "journal": ("fdatasync state/journal", 2),
    "log": ("fdatasync log/findings.jsonl", 2),
    "report": ("fsync spool/failed/.error.json.draft", 1),
    "done": ("fsync spool/done", 2),
    "incoming": ("fsync spool/incoming", 2),
}


@pytest.fixture
def power(tactd, folder):
    return PowerLab(tactd, folder)


def run_until(power, lab, disk, sync):
    """Runs tactd, and lets all writes to its disk fail from one sync on; tactd's exit code."""
    trace, (wanted, occurrence) = power.name("trace"), SYNCS[sync]
    seen = 0
    with Stopping(lab.command("--once"), lab.output, power.environment(trace)) as process:
        while process.stops():
            seen += last_line(trace).replace(f"{lab.base}/", "") == wanted
            if seen == occurrence:
                disk.fail()
            process.go_on()
    assert seen >= occurrence, f"“{wanted}” was not called {occurrence} times"
    return process.code


def recovered(power, fs, sync, environment):
    """The failures after a sync that failed, recovery on what memory holds, and a start of the machine."""
    with disks.failing_disk(FILESYSTEMS[fs]) as disk:
        disks.make(disk.device, fs)
        with power.mounted(disk.device, []) as lab:
            power.workload.deliver(lab.incoming)
            disks.flush_filesystem(lab.base)
            assert run_until(power, lab, disk, sync) == INPUT_OUTPUT, lab.said()
            disk.heal()
            code = lab.drain(env=environment)
            # A filesystem that could not write its own journal is not to be had before it is mounted again.
            assert code == 0 or sync not in ("journal", "log"), lab.said()
        disks.forget_caches()
        with power.mounted(disk.device, []) as lab:
            assert code == 0 or lab.drain(env={**os.environ, **SETTINGS}) == 0, lab.said()
            return power.workload.failures(lab.base)


@pytest.mark.needs("nbdkit", "nbdfuse", "fusermount3")
@pytest.mark.parametrize("fs", FILESYSTEMS)
@pytest.mark.parametrize("sync", SYNCS)
def test_nothing_is_lost_when_a_sync_fails(power, fs, sync):
    assert not recovered(power, fs, sync, {**os.environ, **SETTINGS})


@pytest.mark.needs("nbdkit", "nbdfuse", "fusermount3")
def test_a_cache_that_is_believed_is_noticed(power):
    environment = {**power.environment(power.name("trace"), stop=False), "CUT_CACHE": "1"}
    assert recovered(power, "ext4", "log", environment), "a recovery that reads what only memory has was not caught"


def ends_in_the_middle(lab, exports, hurt, delay=0):
    """Hurts the disk while tactd works on some exports: so many that it is hurt before they are done."""
    exports.deliver(lab.incoming, sync=False)
    disks.flush_filesystem(lab.base)
    before = lab.count("done")
    # One at a time, so that it takes a while.
    daemon = lab.start(env={**os.environ, "TACT_BATCH": "1"})
    wait_for(lambda: lab.count("done") > before, 60, daemon.said)
    time.sleep(delay)
    hurt()
    assert daemon.process.wait(60) == INPUT_OUTPUT, daemon.said()


@pytest.mark.needs("xfs_io")
@pytest.mark.parametrize("fs", FILESYSTEMS)
def test_a_disk_is_pulled_under_load(power, request, fs, seed):
    moment, count = random.Random(seed), 600
    image = disks.make(power.name("image"), fs, FILESYSTEMS[fs])
    for number in range(50 if request.config.getoption("--long") else 10):
        with power.mounted(image, MOUNT_OPTIONS[fs]) as lab:
            exports = Exports(count, start=number * count)
            ends_in_the_middle(lab, exports, lambda: disks.shut_down(lab.base), moment.uniform(0, 0.1))
        with power.mounted(image, MOUNT_OPTIONS[fs]) as lab:
            assert lab.drain() == 0, lab.said()
            lab.expect_exactly_once(Exports((number + 1) * count), f"round {number}, seed {seed}")


def test_a_spool_becomes_read_only(tactd, folder, power):
    image = disks.make(f"{folder}/image", "ext4", FILESYSTEMS["ext4"])
    with disks.mounted(image, f"{folder}/lab/spool", "loop") as spool:
        lab = Lab(f"{folder}/lab", tactd)
        daemon = lab.start(env={**os.environ, **SETTINGS}).wait_for("watching")
        try:
            daemon.signal(signal.SIGSTOP)
            power.workload.deliver(lab.incoming)
            disks.run("mount", "-o", "remount,ro", spool)
            daemon.signal(signal.SIGCONT)
            daemon.wait_for("Read-only file system")
            assert daemon.is_running()
            disks.run("mount", "-o", "remount,rw", spool)
            wait_for(lambda: not power.workload.failures(lab.base), 60, lambda: f"{power.workload.failures(lab.base)[:3]}: {daemon.said()}")
            assert daemon.stop() == 0
        finally:
            lab.clear()


def test_a_filesystem_finds_an_error_and_becomes_read_only(power):
    image = disks.make(power.name("image"), "ext4", FILESYSTEMS["ext4"])
    with power.mounted(image, ["loop", "errors=remount-ro"]) as lab:
        source = disks.run("findmnt", "-n", "-o", "SOURCE", os.path.dirname(lab.base)).strip()
        trigger = f"/sys/fs/ext4/{os.path.basename(source)}/trigger_fs_error"
        if not os.path.exists(trigger):
            pytest.skip("this kernel's ext4 cannot be told of an error")
        exports = Exports(600)

        def find_an_error():
            with open(trigger, "w", encoding="ascii") as file:
                file.write("1")

        ends_in_the_middle(lab, exports, find_an_error)
    with power.mounted(image, MOUNT_OPTIONS["ext4"]) as lab:
        assert lab.drain() == 0, lab.said()
        lab.expect_exactly_once(exports)
