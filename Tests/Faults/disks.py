"""Filesystems in image files, for tests that treat them badly: made, mounted, copied and taken away again."""
import contextlib
import ctypes
import fcntl
import os
import shutil
import subprocess
import tempfile
import time

import pytest

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


def make(path, kind, size):
    """An image file with a filesystem, such as an ext4 of 64M."""
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
        if not os.path.ismount(where) or subprocess.run(["umount", where], stderr=subprocess.DEVNULL, check=False).returncode == 0:
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
