"""An hour under load, with a rotation every minute: nothing grows, and nothing is lost.

A thousand files a second, `--retain 0`, and a HUP after each rotation, which loads the rules anew. Memory may breathe; it must not be more
in the end than it was soon after the start. The log is proven file by file, and deleted.
"""
import os
import signal
import time

import pytest

import exactly_once
from exporter import Exporter
from lab import wait_for

# What the greatest use of memory may differ by, in kB, between the beginning and the end.
BREATH = 4096


@pytest.mark.long
def test_nothing_grows(lab_in_memory, request, capsys):
    lab = lab_in_memory
    seconds = request.config.getoption("--minutes") * 60
    daemon = lab.start("--retain", "0").wait_for("watching")
    stream = exactly_once.Stream()
    samples = []
    begin = time.monotonic()
    with Exporter(lab.incoming, burst=10, pause=0.01) as exporter:
        for turn in range(1, 1 + max(10, round(seconds / 60))):
            while time.monotonic() < begin + turn * min(60, seconds / 10):
                samples.append((daemon.status("VmRSS"), daemon.status("Threads"), daemon.descriptors()))
                time.sleep(0.25)
            rotate(lab, daemon, turn, stream)
            with capsys.disabled():
                print(f"\n{time.monotonic() - begin:5.0f} s: {exporter.count} files, {lab.count('incoming')} wait, {stream.last} records, "
                      "VmRSS {} kB, {} threads, {} descriptors".format(*samples[-1]), end="", flush=True)
            assert not stream.failures, stream.failures[:5]
    wait_for(lambda: lab.count("incoming") == 0, 300, lambda: f"{lab.count('incoming')} files are left: {daemon.said()[-1500:]}")
    assert daemon.stop() == 0
    stream.add(lab.log)
    failures = stream.finish(exporter.count)
    assert not failures, failures[:5]
    assert lab.count("done") == lab.count("failed") == 0
    expect_no_growth(samples)


def rotate(lab, daemon, turn, stream):
    rotated = f"{lab.log}.{turn}"
    os.rename(lab.log, rotated)
    daemon.signal(signal.SIGHUP)
    # Then it has let the other one go.
    wait_for(lambda: os.path.exists(lab.log), 60, lambda: f"it is not followed: {daemon.said()[-1500:]}")
    stream.add(rotated)
    os.unlink(rotated)


def expect_no_growth(samples):
    """What was used at most in the second tenth of the time, against the last one."""
    tenth = len(samples) // 10
    early, late = ([max(column) for column in zip(*part)] for part in (samples[tenth:2 * tenth], samples[-tenth:]))
    assert late[0] <= early[0] + BREATH, f"memory grew from {early[0]} to {late[0]} kB"
    # Those that lint come and go.
    assert late[1] < early[1] + os.cpu_count(), f"threads grew from {early[1]} to {late[1]}"
    assert late[2] <= early[2] + 2, f"descriptors grew from {early[2]} to {late[2]}"
