"""The clock on the wall is wrong, fast, or jumps: exactly once all the same, in the order of seq, and nothing stalls.

Only the clock on the wall: the monotonic one does not jump in life. The times of files are the kernel's own, so that the two disagree, as
on a disk that was written by another machine.
"""
import datetime
import mmap
import os
import re
import struct
import subprocess
import time

import pytest

import exactly_once
from exports import Exports, conversation, deliver
from lab import wait_for

pytestmark = pytest.mark.needs("cc")

DAY = 86400
YEAR = 365.25 * DAY
# Longer than the clock is ever wrong by.
KEEP = ("--retain", "36500d")


@pytest.fixture(scope="module")
def library(ram, request):
    path = f"{ram}/clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", path, f"{request.path.parent}/clock.c"], check=True)
    return path


@pytest.fixture
def clock(lab, library):
    clock = Clock(f"{lab.base}/clock", library)
    yield clock
    clock.file.close()


class Clock:
    """The clock on the wall of each tactd that gets `env`; as a mapping, it changes while they run."""

    def __init__(self, path, library):
        self.env = {**os.environ, "LD_PRELOAD": library, "CLOCK_FILE": path}
        with open(path, "w+b") as file:
            file.truncate(mmap.PAGESIZE)
            self.file = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self.set(0)

    def set(self, offset, speed=1):
        """Adds some seconds to the true time; from now on it goes `speed` times as fast."""
        self.file[:24] = struct.pack("=qqq", int(offset * 1e9), speed, time.time_ns())


def expect_order(lab):
    """The numbers stand in the log in their order."""
    numbers = [record["seq"] for record in exactly_once.records(lab.base, [])]
    assert numbers == sorted(numbers)


def times(lab):
    """When the records were written, as they say."""
    return [datetime.datetime.fromisoformat(record["time"]) for record in exactly_once.records(lab.base, [])]


@pytest.mark.parametrize("offset, speed", [(-10, 1), (10, 1), (0, 10), (0, 1000)])
def test_a_clock_that_is_wrong(lab, clock, offset, speed):
    clock.set(offset * YEAR, speed)
    begin = time.monotonic()
    # So long that nothing is found by looking again, and a time to settle that the wrong clock makes too short or too long.
    daemon = lab.start("--rescan", "1h", "--settle", "2s", *KEEP, env=clock.env).wait_for("watching")
    exports = Exports(300)
    for name, text in exports.files():
        if int(name[1:7]) % 10:
            deliver(lab.incoming, name, text, sync=False)
        else:
            # In place, where the age of a file may be looked at.
            with open(f"{lab.incoming}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
    lab.wait_until_done(exports)
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports)
    expect_order(lab)
    said = times(lab)
    assert all(abs(when.year - offset - datetime.date.today().year) <= 1 for when in said), "the clock was not wrong"
    assert speed == 1 or (max(said) - min(said)).total_seconds() > (time.monotonic() - begin) * speed / 10, "the clock was not fast"


def test_a_clock_that_jumps_under_load(lab, clock):
    daemon = lab.start("--rescan", "1h", *KEEP, env=clock.env).wait_for("watching")
    for number, jump in enumerate([-10 * YEAR, 10 * YEAR, 3600, -3600, 0, -30 * YEAR, 3 * YEAR, 0]):
        Exports(60, start=number * 60).deliver(lab.incoming, sync=False)
        clock.set(jump)
        wait_for(lambda: lab.count("done") >= number * 60 + 30, 60, lambda: f"it stalls at {jump}: {daemon.said()}")
    exports = Exports(480)
    lab.wait_until_done(exports)
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports)
    expect_order(lab)
    assert len({when.year for when in times(lab)}) >= 3, "the clock did not jump"


def test_an_empty_file_is_waited_for_by_any_clock(lab, clock):
    """Whether it has settled is a question of its age: by a clock that is set back it is not born yet, so our own waiting counts."""
    clock.set(-10 * YEAR)
    daemon = lab.start("--settle", "2s", *KEEP, env=clock.env).wait_for("watching")
    os.close(os.open(f"{lab.incoming}/empty.json", os.O_CREAT | os.O_WRONLY, 0o644))
    wait_for(lambda: lab.count("incoming") == 0, 60, lambda: f"it is waited for forever: {daemon.said()}")
    assert daemon.stop() == 0


def test_what_is_kept_is_deleted_by_the_clock(lab, clock):
    """A jump of ten years ages what is in done by ten years, and a clock that is set back ages nothing."""
    exports = Exports(24)
    Exports(20).deliver(lab.incoming)
    for number, (offset, left) in enumerate([(-10 * YEAR, 20), (6 * DAY, 20), (-30 * YEAR, 20), (10 * YEAR, 0)]):
        clock.set(offset)
        daemon = lab.start("--retain", "7d", env=clock.env).wait_for("watching")
        Exports(1, start=20 + number).deliver(lab.incoming)
        # It deletes before it takes what comes next, and by then what was there before.
        wait_for(lambda: lab.count("incoming") == 0, 30, lambda: f"it stalls at {offset}")
        assert daemon.stop() == 0
        names = os.listdir(f"{lab.base}/spool/done")
        assert len([name for name in names if name < "t000020"]) == left, f"at {offset}"
    lab.expect_exactly_once(exports, folders=False)


def test_a_file_that_is_never_closed_is_refused_after_an_hour_of_silence(lab, clock):
    """By the clock, but not without having been seen for half a minute: a clock that is set forward is no reason."""
    daemon = lab.start(env=clock.env).wait_for("watching")
    with open(f"{lab.incoming}/open.json", "w", encoding="utf-8") as file:
        file.write(conversation("open", 1))
        file.flush()
        # Looked at some times, of which it says nothing.
        time.sleep(3)
        clock.set(3000)
        time.sleep(3)
        assert os.listdir(lab.incoming) == ["open.json"]
        clock.set(7200)
        time.sleep(3)
        assert os.listdir(lab.incoming) == ["open.json"]
        wait_for(lambda: lab.count("failed") == 2, 60, lambda: f"it is waited for: {daemon.said()}")
    assert daemon.stop() == 0
    with open(f"{lab.base}/spool/failed/open.json.error.json", encoding="utf-8") as file:
        assert re.search('"never-closed"', file.read())
