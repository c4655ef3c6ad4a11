"""Folders of the spool that are deleted and moved away while exports are delivered.

What was in a folder under its name is linted exactly once; what was carried away unread in a folder that was renamed is not linted, and is
delivered again here. tactd would look through the spool by itself once an hour only.
"""
import contextlib
import os
import time

import pytest

from exporter import Exporter
from lab import wait_for
from machine import wait_until_watching

# How often each is done.
ROUNDS = 20


class PatientExporter(Exporter):
    """Delivers into whatever has the folder's name; tries again while nothing has."""

    def __init__(self, lab, incoming):
        super().__init__(incoming, pause=0.05)
        self.beside = f"{lab.base}/beside"
        os.makedirs(self.beside)

    def deliver(self, name, text):
        with open(f"{self.beside}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
        self.move_in(self.beside, name)

    def move_in(self, folder, name):
        while True:
            with contextlib.suppress(FileNotFoundError):
                return os.rename(f"{folder}/{name}", f"{self.incoming}/{name}")
            time.sleep(0.001)

    def deliver_again(self, folder):
        """What nobody read in a folder that lost its name."""
        for name in os.listdir(folder):
            self.move_in(folder, name)


def delete(exporter, folder, number):
    while True:
        with contextlib.suppress(OSError):
            os.rmdir(folder)
            break
        time.sleep(0.002)
    time.sleep(0.3 * (number % 3))
    os.mkdir(folder)


def move_away(exporter, folder, number):
    away = f"{exporter.beside}/../away-{number}"
    os.rename(folder, away)
    time.sleep(0.3 * (number % 3))
    os.mkdir(folder)
    # Given time, so that it is not tactd's memory of the old folder that reads them.
    wait_for(lambda: not os.listdir(folder), 60, lambda: "nothing is read from the new folder")
    exporter.deliver_again(away)
    os.rmdir(away)


@pytest.mark.parametrize("place", ["incoming", "source"])
@pytest.mark.parametrize("change", [delete, move_away])
def test_a_folder_that_is_another_one(lab, change, place):
    folder = lab.incoming if place == "incoming" else f"{lab.incoming}/source"
    os.makedirs(folder, exist_ok=True)
    daemon = lab.start("--rescan", "1h").wait_for("watching")
    wait_until_watching(daemon)
    with PatientExporter(lab, folder) as exporter:
        for number in range(ROUNDS):
            change(exporter, folder, number)
            delivered = exporter.count
            # It saw the new folder; the limit is generous, as machines that test are slow.
            wait_for(lambda: exporter.count > delivered + 10 and not os.listdir(folder), 20, lambda: f"not seen, {daemon.said()}")
    finish(lab, daemon, exporter.exports, folder)


def finish(lab, daemon, exports, folder):
    wait_for(lambda: not os.listdir(folder), 60, lambda: f"{len(os.listdir(folder))} are left\n{daemon.said()}")
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports, folders=False)
    assert not lab.count("failed")
