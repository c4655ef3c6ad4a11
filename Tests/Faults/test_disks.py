"""Disks that fail: tactd ends with 74 and believes nothing, and the next start finds out what is there."""
import os
import random
import signal
import threading
import time

import pytest

import disks
import exactly_once
from exports import Exports, deliver
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


class Feeder(threading.Thread):
    """An exporter that drops small exports, one after the other, until the disk is gone."""

    def __init__(self, incoming, start):
        super().__init__()
        self.incoming, self.next, self.sure, self.stopped = incoming, start, [], False

    def run(self):
        try:
            while not self.stopped:
                name, text = next(iter(Exports(1, start=self.next).files()))
                deliver(self.incoming, name, text)
                disks.sync_folder(self.incoming)
                self.sure.append(self.next)
                self.next += 1
        except OSError:
            pass


def failures_of(base, sure, doubtful):
    """As exactly_once, of exports that were delivered for sure, and of others whose delivery was cut off: those may be there."""
    exports = Exports(0)
    logged = {record["transcript"]["id"] for record in exactly_once.records(base, []) if record["type"] == "transcript"}
    exports.small = [number for number in sure + doubtful if number in sure or f"t{number:06}" in logged]
    done, left = os.listdir(f"{base}/spool/done"), os.listdir(f"{base}/spool/incoming")
    failures = exactly_once.failures(base, exports, folders=False)
    failures += [f"t{number:06}.json is not in done" for number in sure if f"t{number:06}.json" not in done]
    failures += [f"{name} is in incoming" for name in left if not name.endswith(".part")]
    return failures + [f"{name} is in failed" for name in os.listdir(f"{base}/spool/failed")]


@pytest.mark.needs("xfs_io")
@pytest.mark.parametrize("fs", FILESYSTEMS)
def test_a_disk_is_pulled_under_load(power, request, fs):
    seed = random.randrange(1 << 32)
    moment = random.Random(seed)
    image = disks.make(power.name("image"), fs, FILESYSTEMS[fs])
    sure, doubtful, start = [], [], 0
    for number in range(50 if request.config.getoption("--long") else 10):
        with power.mounted(image, MOUNT_OPTIONS[fs]) as lab:
            daemon = lab.start(env={**os.environ, **SETTINGS}).wait_for("watching")
            feeder = Feeder(lab.incoming, start)
            feeder.start()
            try:
                # Somewhere in the work, which is known to be under way.
                wait_for(lambda: feeder.sure, 60, daemon.said)
                time.sleep(moment.uniform(0, 0.5))
                disks.shut_down(lab.base)
            finally:
                feeder.stopped = True
                feeder.join()
            assert daemon.process.wait(60) == INPUT_OUTPUT, daemon.said()
        sure, doubtful, start = sure + feeder.sure, doubtful + [feeder.next], feeder.next + 1
        with power.mounted(image, MOUNT_OPTIONS[fs]) as lab:
            assert lab.drain() == 0, lab.said()
            failures = failures_of(lab.base, sure, doubtful)
        assert not failures, f"round {number}, seed {seed}: {failures[:5]}"
    print(f"{len(sure)} exports, seed {seed}")
    assert len(sure) > number


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
        daemon = lab.start(env={**os.environ, **SETTINGS}).wait_for("watching")
        feeder = Feeder(lab.incoming, 0)
        feeder.start()
        try:
            wait_for(lambda: len(feeder.sure) > 5, 60, daemon.said)
            with open(trigger, "w", encoding="ascii") as file:
                file.write("1")
        finally:
            feeder.stopped = True
            feeder.join()
        assert daemon.process.wait(60) == INPUT_OUTPUT, daemon.said()
    with power.mounted(image, MOUNT_OPTIONS["ext4"]) as lab:
        assert lab.drain() == 0, lab.said()
        failures = failures_of(lab.base, feeder.sure, [feeder.next])
    assert not failures, failures[:5]
