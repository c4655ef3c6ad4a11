"""What tests change of the machine, and put back."""
import contextlib
import os
import subprocess

from lab import wait_for


@contextlib.contextmanager
def sysctl(path, value):
    """A kernel setting, for as long as it takes; it counts for the whole machine."""
    path = f"/proc/sys/{path}"
    with open(path, encoding="ascii") as file:
        before = file.read()
    try:
        with open(path, "w", encoding="ascii") as file:
            file.write(str(value))
        yield
    finally:
        with open(path, "w", encoding="ascii") as file:
            file.write(before)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@contextlib.contextmanager
def mounted(place, *options):
    """A mount at a folder, such as mounted(folder, "--bind", other) or mounted(folder, "-t", "tmpfs", "tmpfs")."""
    run("mount", *options, place)
    try:
        yield
    finally:
        # Lazily, as a program that has the folder open must not keep it.
        run("umount", "--lazy", place)


def processor_time(pid):
    """The seconds of processor time that a process has used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_watching(daemon):
    """Waits until the kernel has a watch of a tactd: it begins to listen a moment after it says so."""
    folder = f"/proc/{daemon.pid}/fdinfo"

    def has_watch():
        for number in os.listdir(folder):
            with contextlib.suppress(FileNotFoundError), open(f"{folder}/{number}", encoding="ascii") as file:
                if "inotify wd:" in file.read():
                    return True
        return False
    wait_for(has_watch, 30, lambda: "nothing is watched")
