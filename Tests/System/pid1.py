#!/usr/bin/python3
"""What the first process of a machine does before it becomes systemd: pid1.py FOLDER hybrid|unified

It runs in namespaces of its own. The machine's root is an overlay over this machine's own root, its /var an ext4 of its own; all of it is
mounted here, so that nothing is left of it when the last process of the machine has ended.
"""
import ctypes
import os
import subprocess
import sys

RDONLY, REMOUNT, BIND, REC, PRIVATE, SHARED, DETACH = 1, 32, 4096, 16384, 1 << 18, 1 << 20, 2
CONTROLLERS = ["memory", "pids", "cpu"]
DEVICES = ["null", "zero", "full", "random", "urandom", "tty"]

libc = ctypes.CDLL(None, use_errno=True)


def call(function, *arguments):
    encoded = [os.fsencode(argument) if isinstance(argument, str) else argument for argument in arguments]
    if function(*encoded) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function.__name__}{arguments}: {os.strerror(number)}")


def mount(what, where, kind=None, flags=0, data=None):
    os.makedirs(where, exist_ok=True)
    call(libc.mount, what, where, kind, ctypes.c_ulong(flags), data)


def bind(what, where):
    """Mounts a file or folder at a second place."""
    if not os.path.exists(where):
        with open(where, "x", encoding="ascii"):
            pass
    call(libc.mount, what, where, None, ctypes.c_ulong(BIND), None)


def mount_root(folder):
    mount("tmpfs", folder, "tmpfs", data="mode=755")
    root, upper, work = (f"{folder}/{name}" for name in ("root", "upper", "work"))
    os.mkdir(upper)
    os.mkdir(work)
    mount("overlay", root, "overlay", data=f"lowerdir=/,upperdir={upper},workdir={work}")
    image = f"{folder}/var.img"
    with open(image, "wb") as file:
        file.truncate(2 << 30)
    subprocess.run(["mkfs.ext4", "-q", "-E", "lazy_itable_init=1", image], check=True)
    # Where there are no loop devices, /var is on the overlay.
    subprocess.run(["mount", "-o", "loop", image, f"{root}/var"], check=False)
    return root


def mount_kernel(root, cgroups):
    """proc, sys and the control groups. The kernel's settings are those of everybody: they can be read only."""
    mount("proc", f"{root}/proc", "proc")
    for path in (f"{root}/proc/sys", f"{root}/proc/sysrq-trigger"):
        if os.path.exists(path):
            bind(path, path)
            call(libc.mount, None, path, None, ctypes.c_ulong(BIND | REMOUNT | RDONLY), None)
    mount("sysfs", f"{root}/sys", "sysfs", RDONLY)
    folder = f"{root}/sys/fs/cgroup"
    if cgroups == "unified":
        return mount("cgroup2", folder, "cgroup2")
    mount("tmpfs", folder, "tmpfs", data="mode=755")
    mount("cgroup2", f"{folder}/unified", "cgroup2")
    mount("cgroup", f"{folder}/systemd", "cgroup", data="none,name=systemd")
    for controller in CONTROLLERS:
        mount("cgroup", f"{folder}/{controller}", "cgroup", data=controller)


def mount_devices(root):
    mount("tmpfs", f"{root}/dev", "tmpfs", data="mode=755")
    for name in DEVICES:
        bind(f"/dev/{name}", f"{root}/dev/{name}")
    bind("/dev/null", f"{root}/dev/console")
    mount("devpts", f"{root}/dev/pts", "devpts", data="newinstance,ptmxmode=0666,mode=620")
    mount("tmpfs", f"{root}/dev/shm", "tmpfs", data="mode=1777")
    links = {"ptmx": "pts/ptmx", "fd": "/proc/self/fd", "stdin": "fd/0", "stdout": "fd/1", "stderr": "fd/2"}
    for name, target in links.items():
        os.symlink(target, f"{root}/dev/{name}")


def main(folder, cgroups):
    call(libc.mount, None, "/", None, ctypes.c_ulong(REC | PRIVATE), None)
    root = mount_root(folder)
    mount_kernel(root, cgroups)
    mount_devices(root)
    mount("tmpfs", f"{root}/run", "tmpfs", data="mode=755")
    mount("tmpfs", f"{root}/tmp", "tmpfs", data="mode=1777")
    os.chdir(root)
    # The old root comes to lie over the new one, and is taken off it.
    call(libc.pivot_root, ".", ".")
    call(libc.umount2, ".", DETACH)
    # As on a machine that booted by itself; without it units do not see their credentials.
    call(libc.mount, None, "/", None, ctypes.c_ulong(REC | SHARED), None)
    os.chdir("/")
    environment = {"container": "tact-machine", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    arguments = ["--unit=basic.target", "systemd.show_status=0", "systemd.log_target=journal"]
    os.execve("/lib/systemd/systemd", ["/lib/systemd/systemd", *arguments], environment)


if __name__ == "__main__":
    main(*sys.argv[1:])
