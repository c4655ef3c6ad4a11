"""Kills at random moments while exports keep coming and the log is rotated: nothing is lost or there twice."""
import os
import random
import shutil
import threading
import time

import pytest

from exports import Exports, deliver
from lab import Lab, wait_for

# Exports that come while one tactd lives: more than it is done with at once.
PER_KILL = 300


@pytest.fixture
def lab(ram, tactd):
    lab = Lab(f"{ram}/load", tactd)
    yield lab
    lab.clear()
    shutil.rmtree(lab.base)


@pytest.mark.parametrize("kills", [200, pytest.param(1000, marks=pytest.mark.long)])
def test_random_kills(kills, lab, seed):
    chance = random.Random(f"{seed} {kills}")
    exports = Exports(PER_KILL * kills, large=kills // 40)
    with Exporter(exports, lab.incoming, chance) as exporter:
        busy = sum(kill_at_random(lab, exporter, chance, kill) for kill in range(1, kills + 1))
    assert busy > kills / 10, f"only {busy} kills met an export that was not done"
    assert lab.drain() == 0, lab.said()[-1500:]
    lab.expect_exactly_once(exports, f"seed {seed}, {busy} of {kills} kills met an export")


class Exporter:
    """Delivers PER_KILL exports at each turn, in an order of chance, and the rest at the end."""

    def __init__(self, exports, incoming, chance):
        self.files = list(exports.files())
        chance.shuffle(self.files)
        self.incoming = incoming
        self.turns = threading.Semaphore(0)
        self.is_over = False
        self.thread = threading.Thread(target=self.run)

    def run(self):
        for number, (name, text) in enumerate(self.files):
            if number % PER_KILL == 0 and not self.is_over:
                self.turns.acquire()
            deliver(self.incoming, name, text, sync=False)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.turns.release()
        self.thread.join()


def kill_at_random(lab, exporter, chance, kill):
    """Starts tactd and kills it, and now and then renames the log before, as logrotate does. Whether the kill met an export."""
    exporter.turns.release()
    before = size(lab.log)
    daemon = lab.start("--settle", "100ms")
    if kill % 3 == 0:
        # It must get on: a file over whose part tactd dies four times in a row is refused.
        wait_for(lambda: size(lab.log) != before or not lab.count("incoming"), 60, lambda: f"nothing is written: {daemon.said()}")
        # In the midst of it.
        time.sleep(chance.uniform(0, 0.02))
    else:
        time.sleep(chance.uniform(0.005, 0.25))
    if kill % 5 == 0 and os.path.exists(lab.log):
        os.rename(lab.log, f"{lab.log}.{kill}")
        time.sleep(chance.choice([0, 0.01, 0.05]))
    daemon.kill()
    return any(not name.startswith(".") for name in os.listdir(lab.incoming))


def size(path):
    try:
        return os.path.getsize(path)
    except FileNotFoundError:
        return 0
