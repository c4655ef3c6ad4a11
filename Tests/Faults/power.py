"""Power cuts: what a disk holds when the power fails between two calls of tactd, and what a new start makes of it.

tactd runs on a filesystem in an image file. power_cut.c stops it before each call that changes something; the image is copied then, which
is what a power cut at this moment would leave, and tactd goes on. Each copy is mounted later, recovered by a fresh tactd and proven.

What is on the disk without having been synced is nobody's to know, so tactd runs once for each variant:
    plain     only what was synced
    metadata  the filesystem wrote its journal: names, sizes and places, but not the bytes of files
    data      the bytes of tactd's files are written, but not their names, sizes and places
    all       everything
    posix     what POSIX asks for, and nothing else; see posix_disk.py
As each variant is brought about again before every call, what was written at earlier calls makes no difference.
"""
import collections
import concurrent.futures
import contextlib
import fnmatch
import itertools
import json
import os
import re
import signal
import subprocess
import time

import exactly_once
from disks import clone, flush_data, flush_filesystem, flush_metadata, make, mounted
from exports import Exports, deliver
from lab import Lab
from posix_disk import PosixDisk

HERE = os.path.dirname(os.path.abspath(__file__))
FILESYSTEMS = {"ext4": "64M", "xfs": "320M"}
VARIANTS = ("plain", "metadata", "data", "all")
SETTINGS = {"TACT_BATCH": "3"}
# While tactd runs, ext4 writes its journal when it is asked to, and not every five seconds.
RUN_OPTIONS = {"ext4": ["loop", "commit=600"], "xfs": ["loop", "nouuid"]}
MOUNT_OPTIONS = {"ext4": ["loop"], "xfs": ["loop", "nouuid"]}

# `disk` is what POSIX asks for, in the variant of that name.
Cut = collections.namedtuple("Cut", "image fs variant number call disk", defaults=[None])


class Workload:
    """Some batches: small exports, some of a source of their own, and one that is refused."""

    def __init__(self, large=0):
        self.main, self.shop = Exports(9, large), Exports(3, start=100)
        self.broken = '{"id": "broken", "messages": ['
        self.earlier = Exports(0)

    def deliver(self, incoming):
        self.main.deliver(incoming)
        os.makedirs(f"{incoming}/shop")
        self.shop.deliver(f"{incoming}/shop")
        deliver(incoming, "broken.json", self.broken)

    def findings(self):
        return {**self.main.findings(), **self.shop.findings(), **self.earlier.findings()}

    def failures(self, base, twice=False):
        """What is wrong with the findings and the spool, for people. `twice`: a file may have a second name beside its own."""
        found = exactly_once.failures(base, self, folders=False)
        refused = "rejected: broken.json truncated"
        if found.count(refused) != 1:
            found.append(f"broken.json is rejected {found.count(refused)} times")
        found = [failure for failure in found if failure != refused]
        done = {**dict(self.main.files()), **{f"shop/{name}": text for name, text in self.shop.files()}}
        found += differences(f"{base}/spool/done", done, twice)
        found += differences(f"{base}/spool/incoming", {})
        found += differences(f"{base}/spool/failed", {"broken.json": self.broken, "broken.json.error.json": None}, twice)
        return found + report_failures(f"{base}/spool/failed/broken.json.error.json")


def differences(folder, expected, twice=False):
    """How the files of a folder, and of those in it, differ from what should be there; None stands for any bytes."""
    paths = [f"{place}/{name}" for place, _, names in os.walk(folder) for name in names]
    found = {os.path.relpath(path, folder): path for path in paths if not (twice and re.search(r"\.2(\.error\.json)?$", path))}
    part = os.path.basename(folder)
    failures = [f"{name} is not in {part}" for name in expected if name not in found]
    failures += [f"{name} is in {part}" for name in found if name not in expected]
    for name in expected.keys() & found.keys():
        with open(found[name], encoding="utf-8", errors="replace") as file:
            if expected[name] not in (None, file.read()):
                failures.append(f"{part}/{name} has other bytes than were delivered")
    return failures


def report_failures(path):
    try:
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        return [] if report["file"] == "broken.json" and report["errors"] else [f"the report says {report}"]
    except (OSError, ValueError) as error:
        return [f"there is no whole report of broken.json: {error}"]


class PowerLab:
    """Power cuts on images in one folder, which must have reflinks."""

    numbers = itertools.count()

    def __init__(self, tactd, folder, workload=None):
        self.tactd, self.folder = tactd, folder
        self.workload = workload or Workload()
        self.templates = {}
        self.library = self.name("power_cut.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", self.library, f"{HERE}/power_cut.c", "-ldl"], check=True)

    def template(self, fs):
        """An image with the exports, on which tactd never ran."""
        if fs not in self.templates:
            image = make(self.name("template"), fs, FILESYSTEMS[fs])
            with self.mounted(image, MOUNT_OPTIONS[fs]) as lab:
                self.workload.deliver(lab.incoming)
            self.templates[fs] = image
        return self.templates[fs]

    @contextlib.contextmanager
    def mounted(self, image, options):
        """The lab on an image or a device; what tactd says there is kept elsewhere."""
        where = self.name("mount")
        with mounted(image, where, *options):
            lab = Lab(f"{where}/lab", self.tactd)
            lab.output = f"{where}.said"
            yield lab
        os.rmdir(where)

    def record(self, image, fs, variant, leave_out=(), options=()):
        """Runs tactd on a copy of an image; the cuts before each of its calls, and after the last."""
        running, trace = self.name("run"), self.name("trace")
        clone(image, running)
        cuts = []
        with self.mounted(running, RUN_OPTIONS[fs]) as lab:
            disk = posix_disk(lab.base) if variant == "posix" else None
            last = ""
            with Stopping(lab.command("--once", *options), lab.output, self.environment(trace, leave_out)) as process:
                while process.stops():
                    note_sync(disk, last, leave_out)
                    flush(variant, lab.base)
                    last = last_line(trace)
                    call = last.replace(f"{lab.base}/", "")
                    cuts.append(Cut(clone(running, self.name("cut")), fs, variant, len(cuts) + 1, call, disk and disk.copy()))
                    process.go_on()
            assert process.code == 0, f"tactd ended with {process.code}: {lab.said()[-500:]}"
            note_sync(disk, last, leave_out)
            flush(variant, lab.base)
            cuts.append(Cut(clone(running, self.name("cut")), fs, variant, len(cuts) + 1, "the end", disk))
        os.remove(running)
        return cuts

    def environment(self, trace, leave_out=(), stop=True):
        more = {"LD_PRELOAD": self.library, "CUT_TRACE": trace, "CUT_SKIP": ":".join(leave_out), **({"CUT_STOP": "1"} if stop else {})}
        return {**os.environ, **SETTINGS, **more}

    def name(self, what):
        return f"{self.folder}/{what}{next(self.numbers)}"

    def failures(self, cut, options=()):
        """What is wrong after a fresh tactd has run on what a cut left. The image is used up."""
        with self.mounted(cut.image, MOUNT_OPTIONS[cut.fs]) as lab:
            if cut.disk:
                cut.disk.restore(lab.base)
            code = lab.drain(*options, timeout=120, env={**os.environ, **SETTINGS})
            found = [f"tactd ended with {code}: {lab.said()[-300:]}"] if code else []
            found += self.workload.failures(lab.base, twice=cut.disk is not None)
        os.remove(cut.image)
        return [f"{cut.fs}, {cut.variant}, cut {cut.number} before {cut.call}: {failure}" for failure in found]

    def all_failures(self, cuts, enough=None, options=()):
        """The failures of some cuts, two at a time; looks no further once there are `enough`."""
        found = []
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            waiting = collections.deque(cuts)
            running = collections.deque()
            while waiting or running:
                while waiting and len(running) < 3:
                    running.append(pool.submit(self.failures, waiting.popleft(), options))
                found += running.popleft().result()
                if enough and len(found) >= enough:
                    self.forget(waiting)
                    waiting.clear()
        return found

    def forget(self, cuts):
        for cut in cuts:
            os.remove(cut.image)


class Stopping:
    """A process that stops itself now and then."""

    def __init__(self, command, output, environment):
        with open(output, "ab") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=file, env=environment)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()

    @property
    def code(self):
        return self.process.returncode

    def stops(self, timeout=60):
        """Waits until it stops (true) or ends (false)."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            pid, status = os.waitpid(self.process.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return True
            if pid:
                self.process.returncode = os.waitstatus_to_exitcode(status)
                return False
            time.sleep(0.0005)
        raise AssertionError("tactd neither stopped nor ended")

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


def flush(variant, base):
    """Has the filesystem write what the variant says."""
    if variant == "metadata":
        flush_metadata(base)
    elif variant == "data":
        for place, _, names in os.walk(base):
            for name in names:
                flush_data(f"{place}/{name}")
    elif variant in ("all", "posix"):
        flush_filesystem(base)


def last_line(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.readlines()[-1].strip()


def posix_disk(base):
    """What is synced before tactd begins. Its folders are there, as after an installation: tactd does not sync the folders above them."""
    for folder in ("state", "log"):
        os.makedirs(f"{base}/{folder}", exist_ok=True)
    return PosixDisk(base)


def note_sync(disk, call, leave_out):
    """Has the disk keep what the last call has synced."""
    if disk and call.startswith(("fsync ", "fdatasync ")):
        path = call.split(" ", 1)[1]
        if not any(fnmatch.fnmatchcase(path, pattern) for pattern in leave_out):
            disk.synced(path)
