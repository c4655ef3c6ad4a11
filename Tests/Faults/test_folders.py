"""Folders of the spool that are deleted and moved away while exports are delivered.

What was in a folder under its name is linted exactly once; what was carried away unread in a folder that was renamed is not linted, and is
delivered again here. tactd would look through the spool by itself once an hour only.
"""
import contextlib
import os
import threading
import time

import pytest

from exports import Exports
from lab import wait_for
from machine import wait_until_watching

# How often each is done.
ROUNDS = 20


class Exporter(threading.Thread):
    """Delivers without end, a few files at a time, into whatever has the folder's name; tries again while nothing has."""

    def __init__(self, lab, incoming):
        super().__init__()
        self.incoming = incoming
        self.beside = f"{lab.base}/beside"
        os.makedirs(self.beside)
        self.exports = iter(Exports(1_000_000).files())
        self.count = 0
        self.is_stopping = False

    def run(self):
        while not self.is_stopping:
            for _ in range(5):
                name, text = next(self.exports)
                with open(f"{self.beside}/{name}", "w", encoding="utf-8") as file:
                    file.write(text)
                self.move_in(self.beside, name)
                self.count += 1
            time.sleep(0.05)

    def move_in(self, folder, name):
        while True:
            with contextlib.suppress(FileNotFoundError):
                return os.rename(f"{folder}/{name}", f"{self.incoming}/{name}")
            time.sleep(0.001)

    def deliver_again(self, folder):
        """What nobody read in a folder that lost its name."""
        for name in os.listdir(folder):
            self.move_in(folder, name)

    def stop(self):
        self.is_stopping = True
        self.join()
        return Exports(self.count)


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
    exporter = Exporter(lab, folder)
    exporter.start()
    try:
        for number in range(ROUNDS):
            change(exporter, folder, number)
            delivered = exporter.count
            # It saw the new folder; the limit is generous, as machines that test are slow.
            wait_for(lambda: exporter.count > delivered + 10 and not os.listdir(folder), 20, lambda: f"not seen, {daemon.said()}")
    finally:
        exports = exporter.stop()
    finish(lab, daemon, exports, folder)


def finish(lab, daemon, exports, folder):
    wait_for(lambda: not os.listdir(folder), 60, lambda: f"{len(os.listdir(folder))} are left\n{daemon.said()}")
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports, folders=False)
    assert not lab.count("failed")
