"""Filesystems in image files, for tests that treat them badly: made, mounted, copied and taken away again."""
import contextlib
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time

import pytest

from lab import wait_for

LIBC = ctypes.CDLL(None, use_errno=True)
FICLONE = 0x40049409
MEMORY = "/dev/shm"


def run(*command):
    """Runs a command that must succeed; what it prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}: {done.stdout}"
    return done.stdout


def scratch():
    """A new folder for images: in memory where there is some, as each sync of the disk would be waited for."""
    space = shutil.disk_usage(MEMORY).free if os.path.isdir(MEMORY) else 0
    return tempfile.mkdtemp(prefix="tact-disks.", dir=MEMORY if space > 4 << 30 else None)


def make(path, kind, size=None):
    """A filesystem on a device, or in an image file of a size such as 64M."""
    if size:
        run("truncate", "-s", size, path)
    if kind == "xfs":
        run("mkfs.xfs", "-q", "-f", path)
    else:
        # Nothing is left for the kernel to write when it has time.
        run(f"mkfs.{kind}", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", path)
    return path


@contextlib.contextmanager
def mounted(what, where, *options, kind=None):
    """Mounts an image or a device, and takes it away again whatever happens."""
    os.makedirs(where, exist_ok=True)
    run("mount", *(["-t", kind] if kind else []), *(["-o", ",".join(options)] if options else []), what, where)
    try:
        yield where
    finally:
        unmount(where)


def unmount(where):
    """Waits for those who still use it; lets go of it at last all the same, so that nothing is left behind."""
    for _ in range(50):
        if subprocess.run(["umount", where], stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return
        time.sleep(0.1)
    run("umount", "--lazy", where)


@contextlib.contextmanager
def reflinks():
    """A folder in which files are copied without their bytes; skips the test where there can be none."""
    folder = scratch()
    try:
        image = make(f"{folder}/host", "xfs", "16G")
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(mounted(image, f"{folder}/mount", "loop", "discard"))
            except AssertionError as error:
                pytest.skip(f"no loop device can be mounted here: run as root on a machine, not in a container ({error})")
            yield f"{folder}/mount"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clone(path, copy):
    """Copies a file by reflink: what was written to it up to now."""
    with open(path, "rb") as source, open(copy, "wb") as target:
        fcntl.ioctl(target.fileno(), FICLONE, source.fileno())
    return copy


def flush_filesystem(path):
    with opened(path, os.O_RDONLY) as descriptor:
        checked(LIBC.syncfs(descriptor))


def sync_folder(path):
    with opened(path, os.O_RDONLY) as descriptor:
        os.fsync(descriptor)


def flush_data(path, offset=0, count=0):
    """Writes the bytes of a file to its disk, and nothing of what the filesystem knows about it; no count: to the end."""
    wait_before_write_and_after = 7
    with opened(path, os.O_RDWR) as descriptor:
        checked(LIBC.sync_file_range(descriptor, ctypes.c_int64(offset), ctypes.c_int64(count), wait_before_write_and_after))


def flush_metadata(folder):
    """Has the filesystem write its own journal, by the sync of a file that nobody else uses."""
    with opened(f"{folder}/unrelated", os.O_WRONLY | os.O_CREAT | os.O_APPEND) as descriptor:
        os.write(descriptor, b"x")
        os.fsync(descriptor)


@contextlib.contextmanager
def opened(path, flags):
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class FailingDisk:
    """A block device whose writes can be made to fail."""

    def __init__(self, device, switch):
        self.device, self.switch = device, switch

    def fail(self):
        with open(self.switch, "w", encoding="ascii"):
            pass

    def heal(self):
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.switch)


@contextlib.contextmanager
def failing_disk(size):
    """A disk in memory that answers writes with EIO when it is told to: nbdkit, shown as a file by nbdfuse, which a loop device is on."""
    folder = tempfile.mkdtemp(prefix="tact-failing.")
    switch, socket, number, shown = f"{folder}/fail", f"{folder}/socket", f"{folder}/pid", f"{folder}/shown"
    os.mkdir(shown)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        errors = ["error-pwrite=EIO", "error-pwrite-rate=100%", f"error-pwrite-file={switch}"]
        run("nbdkit", "-U", socket, "-P", number, "--filter=error", "memory", size, *errors)
        stack.callback(end_by_file, number)
        fuse = subprocess.Popen(["nbdfuse", f"{shown}/disk", f"nbd+unix:///?socket={socket}"])
        stack.callback(fuse.wait, 20)
        stack.callback(subprocess.run, ["fusermount3", "-u", "-z", shown], check=False)
        wait_for(lambda: os.path.exists(f"{shown}/disk") and os.path.getsize(f"{shown}/disk"), 20, lambda: "nbdfuse shows no disk")
        device = run("losetup", "--find", "--show", f"{shown}/disk").strip()
        stack.callback(run, "losetup", "--detach", device)
        disk = FailingDisk(device, switch)
        stack.callback(disk.heal)
        yield disk


def end_by_file(path):
    """Ends the process whose number stands in a file."""
    with open(path, encoding="ascii") as file:
        os.kill(int(file.read()), signal.SIGTERM)


def forget_caches():
    """What is read after this comes from the disks."""
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
        file.write("1")


def shut_down(where):
    """Ends a filesystem as a pulled disk does: nothing more is written, not even what it has in memory."""
    run("xfs_io", "-x", "-c", "shutdown", where)
