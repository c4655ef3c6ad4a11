"""Mounts over the spool, over incoming and over a source, while exports are delivered.

A whole spool that is mounted over another is read like any. From a mount over incoming or a source files cannot be moved to done, so it is
left alone, which tactd says, and what is below is read once it is unmounted. inotify tells nothing of mounts; tactd would look through the
spool by itself once an hour only.
"""
import contextlib
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from exporter import Exporter
from lab import Lab, wait_for
from machine import mounted, processor_time, wait_until_watching

# How often each is mounted and unmounted, in turns a folder of the same filesystem and another filesystem.
ROUNDS = 20


class PatientExporter(Exporter):
    """Delivers into whatever is at a path; again where a mount came or went in between."""

    def deliver(self, name, text):
        while True:
            with contextlib.suppress(FileNotFoundError):
                return super().deliver(name, text)

    def deliver_again(self, folder):
        """What nobody could read there."""
        for name in waiting(folder):
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                self.deliver(name, file.read())
            os.unlink(f"{folder}/{name}")


def waiting(folder):
    """Not what an exporter was just writing when the mount came."""
    return [name for name in os.listdir(folder) if not name.startswith(".")]


class Place:
    """Something that is mounted over."""

    def __init__(self, folder, tactd, name):
        self.lab = Lab(f"{folder}/{name}", tactd)
        self.name = name
        self.below = {"spool": f"{self.lab.base}/spool", "incoming": self.lab.incoming, "source": f"{self.lab.incoming}/source"}[name]
        self.incoming = f"{self.below}/incoming" if name == "spool" else self.below
        os.makedirs(self.incoming, exist_ok=True)
        self.upper = f"{self.lab.base}/upper"

    def mount_twenty_times(self):
        try:
            daemon = self.lab.start("--rescan", "1h").wait_for("watching")
            wait_until_watching(daemon)
            start, used = time.monotonic(), processor_time(daemon.pid)
            with PatientExporter(self.incoming, burst=3, pause=0.05) as exporter:
                for number in range(ROUNDS):
                    self.mount_once(number, daemon, exporter)
            used = (processor_time(daemon.pid) - used) / (time.monotonic() - start)
            wait_for(lambda: not waiting(self.incoming), 60, lambda: f"{waiting(self.incoming)[:3]} are left\n{daemon.said()}")
            assert used < 0.3, f"{used} of a processor was used: it loops"
            assert daemon.stop() == 0
            self.lab.expect_exactly_once(exporter.exports, self.name, folders=False)
        finally:
            self.lab.clear()

    def mount_once(self, number, daemon, exporter):
        os.makedirs(self.upper)
        with contextlib.ExitStack() as stack:
            if number % 2:
                stack.enter_context(mounted(self.upper, "-t", "tmpfs", "tmpfs"))
            parts = ["incoming", "done", "failed"] if self.name == "spool" else [""]
            for part in parts:
                os.makedirs(f"{self.upper}/{part}", exist_ok=True)
            with mounted(self.below, "--bind", self.upper):
                self.expect_mount(daemon, exporter)
            # Once it reads what is below, it reads nothing more above.
            self.expect_reading(daemon, exporter)
            exporter.deliver_again(f"{self.upper}/{parts[0]}")
        shutil.rmtree(self.upper)

    def expect_mount(self, daemon, exporter):
        if self.name == "spool":
            return self.expect_reading(daemon, exporter)
        known = daemon.said().count("something else is mounted there")
        wait_for(lambda: daemon.said().count("something else is mounted there") > known, 30, lambda: "the mount is not told of")
        delivered = exporter.count
        wait_for(lambda: exporter.count > delivered + 10, 30, lambda: "nothing is delivered")

    def expect_reading(self, daemon, exporter):
        delivered = exporter.count
        wait_for(lambda: exporter.count > delivered + 10 and not waiting(self.incoming), 30,
                 lambda: f"{waiting(self.incoming)[:3]} of “{self.name}” are not read\n{daemon.said()[-1500:]}")


@pytest.mark.root
def test_twenty_mounts(folder, tactd):
    places = [Place(folder, tactd, name) for name in ("spool", "incoming", "source")]
    with ThreadPoolExecutor(len(places)) as pool:
        list(pool.map(Place.mount_twenty_times, places))
