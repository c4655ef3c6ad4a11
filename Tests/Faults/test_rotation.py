"""The findings log is rotated, cut and deleted under load.

Renaming loses nothing, whoever does it. What else people do to a log is noticed and told, and from there on nothing is missing: what was
lost is one run of numbers, and each record is there at most once.
"""
import collections
import os
import re
import shutil
import signal
import subprocess
import time

import pytest

import exactly_once
from exporter import Exporter
from lab import HERE, wait_for

ROTATIONS = 8


def by_rename_and_hup(lab, daemon, number):
    os.rename(lab.log, f"{lab.log}.{number}")
    daemon.signal(signal.SIGHUP)


def by_rename(lab, daemon, number):
    os.rename(lab.log, f"{lab.log}.{number}")


def by_rename_and_create(lab, daemon, number):
    os.rename(lab.log, f"{lab.log}.{number}")
    # It may have made one itself.
    os.close(os.open(lab.log, os.O_CREAT | os.O_WRONLY, 0o640))


def by_size(lab, daemon, number):
    pass


def by_logrotate(lab, daemon, number):
    """The configuration that is shipped, with the lab's paths and users, and names that differ within a day."""
    with open(f"{HERE}/../../systemd/tact.logrotate", encoding="utf-8") as file:
        text = file.read()
    for old, new in {
        "/var/log/tact/findings.jsonl": lab.log, "dateext": "dateext\n    dateformat -%Y%m%d-%s", "su tact tact-read": "su root root",
        "create 0640 tact tact-read": "create 0640 root root",
        "systemctl kill --kill-who=main --signal=HUP tactd.service": f"kill -HUP {daemon.pid}",
    }.items():
        assert old in text
        text = text.replace(old, new)
    path = f"{lab.base}/logrotate"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    subprocess.run(["logrotate", "--force", "--state", f"{lab.base}/logrotate.state", path], check=True)
    # The names are told apart by the second.
    second = int(time.time())
    wait_for(lambda: int(time.time()) > second, 10, lambda: "time stands still")


WAYS = [by_rename_and_hup, by_rename, by_rename_and_create, by_size, pytest.param(by_logrotate, marks=pytest.mark.needs("logrotate"))]


@pytest.mark.root
@pytest.mark.parametrize("way", WAYS)
def test_a_rotation_by_renaming_loses_nothing(lab_in_memory, tact, way):
    lab = lab_in_memory
    options = ("--rotate", "256KiB") if way == by_size else ()
    daemon = lab.start(*options).wait_for("watching")
    wait_for(lambda: os.path.exists(lab.log), 30, lambda: "no log")
    follower = tact and Follower(lab, tact)
    with Exporter(lab.incoming) as exporter:
        for number in range(ROTATIONS):
            way(lab, daemon, number)
            expect_progress(lab, exporter, 200)
    lab.wait_until_done(exporter.exports)
    assert daemon.stop() == 0
    lab.expect_exactly_once(exporter.exports)
    files = [name for name in os.listdir(f"{lab.base}/log") if name != "findings.jsonl"]
    assert len(files) >= ROTATIONS if way != by_size else len(files) > 2, files
    if way == by_logrotate:
        assert len([name for name in files if name.endswith(".gz")]) >= ROTATIONS - 1
    if follower:
        follower.expect_each_once(exporter.exports)


class Follower:
    """`tact tail --all`, from the first record on."""

    def __init__(self, lab, tact):
        self.path = f"{lab.base}/shown"
        with open(self.path, "wb") as file:
            self.process = subprocess.Popen([tact, "tail", "--all", lab.log], stdout=file)
        # It has the first file open.
        wait_for(lambda: "rules loaded" in self.text(), 30, lambda: f"nothing is shown: {self.text()}")

    def text(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def shown(self):
        return collections.Counter(re.findall(r": transcript (t\d+): ", self.text()))

    def expect_each_once(self, exports):
        try:
            expected = exports.findings()
            wait_for(lambda: len(self.shown()) >= len(expected), 60,
                     lambda: f"{len(self.shown())} of {len(expected)} are shown: {sorted(set(expected) - set(self.shown()))[:3]} are missing")
            assert self.shown() == dict.fromkeys(expected, 1)
        finally:
            self.process.kill()
            self.process.wait()


def expect_progress(lab, exporter, count):
    """Waits until so many more files are delivered and done."""
    goal = exporter.count + count
    wait_for(lambda: exporter.count >= goal and lab.count("done") >= goal, 120, lambda: f"no progress: {lab.said()[-1500:]}")


def copy_and_truncate(lab):
    shutil.copy(lab.log, f"{lab.log}.copy")
    os.truncate(lab.log, 0)


def truncate_in_a_line(lab):
    os.truncate(lab.log, os.path.getsize(lab.log) * 2 // 3)


def append_to_it(lab):
    with open(lab.log, "ab") as file:
        file.write(b'{"what":"is this?"}\n')


def delete(lab):
    os.unlink(lab.log)


CUT = "the findings log was cut from|were committed for a file that is gone"


@pytest.mark.parametrize("harm, said", [
    (copy_and_truncate, CUT), (truncate_in_a_line, CUT), (append_to_it, "Nothing else may write to it"),
    (delete, "the findings log was removed|were committed for a file that is gone"),
])
def test_what_else_is_done_to_it_is_told_and_nothing_is_missing_from_there_on(lab_in_memory, harm, said):
    lab = lab_in_memory
    daemon = lab.start().wait_for("watching")
    with Exporter(lab.incoming) as exporter:
        for _ in range(3):
            expect_progress(lab, exporter, 100)
            # Of one cause a line a second is told.
            time.sleep(1.5)
            harm_until_told(lab, daemon, harm, said)
            first = exporter.count
            expect_progress(lab, exporter, 100)
            keep(lab)
    lab.wait_until_done(exporter.exports)
    assert daemon.stop() == 0
    lost = expect_lost_runs_only(lab, exporter.exports, 0 if harm == append_to_it else 3)
    assert not [name for name in lost if int(name[1:]) >= first], "what came after is missing"


def harm_until_told(lab, daemon, harm, said):
    known = len(daemon.said())
    harm(lab)
    end = time.monotonic() + 60
    while not re.search(said, daemon.said()[known:]):
        assert time.monotonic() < end, f"it is not told: {daemon.said()}"
        time.sleep(1)
        # Foreign bytes may have been overwritten before they were seen, or stand in a file that was just set aside: no harm was done.
        if harm == append_to_it:
            harm(lab)


def keep(lab):
    """Copies get a name of their own, as the next one has the same."""
    if os.path.exists(f"{lab.log}.copy"):
        os.rename(f"{lab.log}.copy", f"{lab.log}.copy-{len(os.listdir(f'{lab.base}/log'))}")


def expect_lost_runs_only(lab, exports, runs):
    """Each record at most once, and what is missing is as many runs of numbers as it was harmed, at most; the lost transcripts."""
    broken = []
    records = [record for record in exactly_once.records(lab.base, broken) if "seq" in record]
    # What was cut may end within a line.
    assert len(broken) <= runs + (runs == 0) * 3, broken
    numbers = sorted(record["seq"] for record in records)
    assert len(numbers) == len(set(numbers)), "records are there twice"
    gaps = sum(1 for a, b in zip([0, *numbers], numbers) if b != a + 1)
    assert gaps <= runs, f"{gaps} runs are missing"
    transcripts = collections.Counter(record["transcript"]["id"] for record in records if record["type"] == "transcript")
    assert max(transcripts.values()) == 1
    assert set(transcripts) <= set(exports.findings())
    return set(exports.findings()) - set(transcripts)


@pytest.mark.parametrize("hup", [False, True])
def test_a_log_folder_that_is_renamed_and_made_anew_is_followed(lab_in_memory, hup):
    """At the next look around, and at once after HUP; all that was written before is in the folders that were renamed."""
    lab = lab_in_memory
    daemon = lab.start("--rescan", "1h" if hup else "1s").wait_for("watching")
    with Exporter(lab.incoming) as exporter:
        for number in range(ROTATIONS):
            expect_progress(lab, exporter, 50)
            os.rename(f"{lab.base}/log", f"{lab.base}/old-{number}")
            # For a moment there is none.
            expect_progress(lab, exporter, 10)
            os.mkdir(f"{lab.base}/log")
            if hup:
                daemon.signal(signal.SIGHUP)
            wait_for(lambda: os.path.exists(lab.log), 30, lambda: f"it is not followed: {daemon.said()}")
        expect_progress(lab, exporter, 50)
    lab.wait_until_done(exporter.exports)
    assert daemon.stop() == 0
    assert "is another one than before" in daemon.said()
    for number in range(ROTATIONS):
        # Where the proof looks.
        os.rename(f"{lab.base}/old-{number}/findings.jsonl", f"{lab.log}.{number}")
    lab.expect_exactly_once(exporter.exports)


def test_a_log_folder_that_is_deleted_ends_it_and_the_next_start_goes_on(lab_in_memory):
    lab = lab_in_memory
    daemon = lab.start().wait_for("watching")
    with Exporter(lab.incoming) as exporter:
        expect_progress(lab, exporter, 100)
        shutil.rmtree(f"{lab.base}/log")
        first = exporter.count
        # Nothing can be believed any more: the service manager starts it again.
        wait_for(lambda: not daemon.is_running(), 60, lambda: "it goes on without a log")
        assert daemon.stop() == 74
        daemon = lab.start().wait_for("watching")
        expect_progress(lab, exporter, 100)
    lab.wait_until_done(exporter.exports)
    assert daemon.stop() == 0
    lost = expect_lost_runs_only(lab, exporter.exports, 1)
    assert not [name for name in lost if int(name[1:]) >= first], "what came after is missing"
