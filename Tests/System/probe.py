#!/usr/bin/python3
"""Tries what a program could do that was made to work for somebody else: probe.py FILE

Each attempt is made in a child of its own. FILE gets an object of outcomes: “ok” or what came of it, the name of an error, or the signal
that ended the child.
"""
import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import stat
import sys

CLONE_FLAGS = {
    "user": 0x10000000, "mnt": 0x20000, "net": 0x40000000, "pid": 0x20000000, "ipc": 0x8000000, "uts": 0x4000000, "cgroup": 0x2000000,
    "time": 0x80,
}
IO_URING_SETUP, PIDFD_OPEN = 425, 434
HOME = os.environ.get("STATE_DIRECTORY", "/var/lib/tact")

libc = ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    ctypes.set_errno(0)
    if getattr(libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def write(path):
    with open(f"{path}/probe.{os.getpid()}", "w", encoding="ascii") as file:
        file.write("probe")
    os.remove(file.name)


def run(path):
    """Succeeds where the program can be executed."""
    os.execv(path, [path, "--version"])


def make_program():
    path = f"{HOME}/probe-program"
    with open(path, "w", encoding="ascii") as file:
        file.write("#!/bin/true\n")
    os.chmod(path, 0o700)
    return path


def make_executable():
    """Makes a page of code that was written at run time, as a compiler at run time does."""
    page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    call("mprotect", ctypes.c_void_p(address), mmap.PAGESIZE, mmap.PROT_READ | mmap.PROT_EXEC)


def make_setuid():
    path = f"{HOME}/probe-setuid"
    with open(path, "w", encoding="ascii"):
        pass
    os.chmod(path, 0o4755)


def make_device():
    os.mknod("/tmp/probe-device", stat.S_IFCHR | 0o600, os.makedev(1, 3))
    os.remove("/tmp/probe-device")


def make_control_group():
    folder = "/sys/fs/cgroup/systemd" if os.path.isdir("/sys/fs/cgroup/systemd") else "/sys/fs/cgroup"
    os.mkdir(f"{folder}/probe")
    os.rmdir(f"{folder}/probe")


def listed(path):
    """The names in a folder; empty where it may not be seen into."""
    try:
        return sorted(os.listdir(path))
    except OSError:
        return []


def other_processes():
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
    return [pid for pid in pids if pid not in (os.getpid(), os.getppid())]


def writable_mounts():
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        mounts = [line.split() for line in file]
    return sorted({fields[4] for fields in mounts if "rw" in fields[5].split(",")})


def status():
    with open("/proc/self/status", encoding="ascii") as file:
        pairs = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    return {key: pairs[key] for key in ("CapEff", "CapBnd", "CapPrm", "NoNewPrivs", "Seccomp")}


def pages(start):
    """For system calls that look at memory."""
    return ctypes.byref(ctypes.create_string_buffer(start, 512))


FACTS = {
    "status": status,
    "namespaces": lambda: {name: os.readlink(f"/proc/self/ns/{name}") for name in ("net", "ipc", "mnt", "user", "uts")},
    "devices": lambda: listed("/dev"),
    "home": lambda: listed("/home") + listed("/root") + listed("/run/user"),
    "tmp": lambda: listed("/tmp") + listed("/var/tmp"),
    "processes": other_processes,
    "writable": writable_mounts,
    "limits": lambda: [resource.getrlimit(which) for which in (resource.RLIMIT_CORE, resource.RLIMIT_NOFILE)],
    "umask": lambda: os.umask(0o077),
}

ATTEMPTS = {
    **{f"write to {path}": lambda path=path: write(path) for path in (
        HOME, "/var/log/tact", "/var/spool/tact/incoming", "/var/spool/tact/done", "/etc/open", "/usr/open", "/opt/open", "/srv/open",
        "/var/open", "/run/open", "/run/lock", "/var/lib/open", "/etc/tact/rules.d", "/usr/lib/open", "/dev/shm")},
    "see the kernel's settings": lambda: os.listdir("/proc/sys"),
    "make a control group": make_control_group,
    "read another's environment": lambda: open("/proc/1/environ", "rb").read(1),
    "signal another": lambda: os.kill(1, 0),
    "run cat": lambda: run("/bin/cat"),
    "run python": lambda: run(sys.executable),
    "run kill": lambda: run("/bin/kill"),
    "run a file of its own": lambda: run(make_program()),
    "run what is in no file": lambda: os.memfd_create("probe"),
    "AF_UNIX": lambda: socket.socket(socket.AF_UNIX),
    **{name: lambda name=name, kind=kind: socket.socket(getattr(socket, name), kind) for name, kind in (
        ("AF_INET", socket.SOCK_STREAM), ("AF_INET6", socket.SOCK_DGRAM), ("AF_NETLINK", socket.SOCK_RAW), ("AF_PACKET", socket.SOCK_RAW))},
    "write and execute memory": lambda: mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7),
    "execute what was written": make_executable,
    "trace": lambda: call("ptrace", 0, 0, 0, 0),
    "read another's memory": lambda: call("process_vm_readv", os.getpid(), None, 0, None, 0, 0),
    "make a file setuid": make_setuid,
    "make a device": make_device,
    **{f"new {name} namespace": lambda flag=flag: call("unshare", flag) for name, flag in CLONE_FLAGS.items()},
    "enter a namespace": lambda: call("setns", os.open("/proc/self/ns/uts", os.O_RDONLY), 0),
    "touch the clock": lambda: call("clock_adjtime", 0, pages(b"")),
    "read the kernel's log": lambda: call("klogctl", 10, None, 0),
    "set the host's name": lambda: socket.sethostname(socket.gethostname()),
    "mount": lambda: call("mount", b"probe", b"/mnt", b"tmpfs", ctypes.c_ulong(0), None),
    "change the root": lambda: os.chroot("/"),
    "become root": lambda: os.setuid(0),
    "be first in the processor's queue": lambda: os.nice(-1),
    "another personality": lambda: call("personality", 8),
    "account processes": lambda: call("acct", None),
    "io_uring": lambda: call("syscall", IO_URING_SETUP, 1, pages(b"")),
    "know itself by a descriptor": lambda: call("syscall", PIDFD_OPEN, os.getpid(), 0),
}


def attempt(action):
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except OSError as error:
            os._exit(error.errno)
        except BaseException:
            os._exit(255)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return signal.Signals(-code).name if code < 0 else errno.errorcode.get(code, str(code)) if code else "ok"


def main():
    outcomes = {name: fact() for name, fact in FACTS.items()}
    outcomes |= {name: attempt(action) for name, action in ATTEMPTS.items()}
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(outcomes, file, indent=1)


if __name__ == "__main__":
    main()
