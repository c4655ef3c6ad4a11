"""An exporter that delivers while a test does something else."""
import threading
import time

from exports import Exports, deliver


class Exporter(threading.Thread):
    """Renames numbered exports of one conversation into a folder, some at a time, until it is stopped; a context manager."""

    def __init__(self, incoming, burst=5, pause=0.01):
        super().__init__()
        self.incoming = incoming
        self.burst = burst
        self.pause = pause
        self.count = 0
        self.is_stopping = False

    def run(self):
        files = Exports(10_000_000).files()
        due = time.monotonic()
        while not self.is_stopping:
            for name, text in (next(files) for _ in range(self.burst)):
                self.deliver(name, text)
                self.count += 1
            # A steady pace as far as the machine can keep it; what it could not is not made up for.
            now = time.monotonic()
            due = max(due + self.pause, now)
            time.sleep(due - now)

    def deliver(self, name, text):
        deliver(self.incoming, name, text, sync=False)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_stopping = True
        self.join()

    @property
    def exports(self):
        """What was delivered."""
        return Exports(self.count)
