"""A machine with a real systemd: namespaces of its own, and a root that is an overlay of this machine's."""
import os
import shutil
import signal
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SYSTEMD = "/lib/systemd/systemd"
NAMESPACES = ["--pid", "--mount", "--cgroup", "--uts", "--ipc", "--net"]
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "SYSTEMD_PAGER": "", "SYSTEMD_COLORS": "0"}


def obstacle():
    """Why no machine can be booted here, for people; nil where one can."""
    if os.geteuid() != 0:
        return "only root can boot a machine"
    missing = [program for program in ("unshare", "nsenter", "setpriv", "mkfs.ext4", "journalctl") if not shutil.which(program)]
    if not os.path.exists(SYSTEMD):
        missing.append("systemd")
    if missing:
        return f"{', '.join(missing)} is not installed: “make test-system” installs it"
    with open("/proc/filesystems", encoding="ascii") as file:
        if "\toverlay\n" not in file.read() and subprocess.run(["modprobe", "overlay"], capture_output=True, check=False).returncode != 0:
            return "the kernel has no overlay filesystem"
    if subprocess.run(["unshare", *NAMESPACES, "--fork", "true"], capture_output=True, check=False).returncode != 0:
        return "this container does not let root make namespaces"
    return None


def cgroup_mode():
    """How the control groups of this machine are: the machines in it have the same."""
    with open("/proc/self/cgroup", encoding="ascii") as file:
        return "hybrid" if ":name=systemd:" in file.read() else "unified"


class Machine:
    """Boots at once. When this process ends, however it does, so does the machine."""

    def __init__(self, cgroups=None):
        self.folder = tempfile.mkdtemp(prefix="tact-machine.")
        self.output = f"{self.folder}.log"
        self.cgroups = []
        self.process = None
        self.pid = None
        try:
            self._enter_cgroups()
            self._boot(cgroups or cgroup_mode())
        except BaseException:
            self.stop()
            raise

    def _enter_cgroups(self):
        """Makes a group of the machine's own in each hierarchy, which will be the root of those that it sees."""
        with open("/proc/self/cgroup", encoding="ascii") as file:
            memberships = [line.rstrip("\n").split(":", 2) for line in file]
        for _, controllers, path in memberships:
            name = controllers.removeprefix("name=") or "unified"
            hierarchy = f"/sys/fs/cgroup/{name}"
            if not controllers and not os.path.isdir(hierarchy):
                hierarchy = "/sys/fs/cgroup"
            group = f"{hierarchy}{path.rstrip('/')}/{os.path.basename(self.folder)}"
            os.mkdir(group)
            self.cgroups.append(group)
            if controllers == "cpuset":
                # A group that has none yet cannot be joined.
                for setting in ("cpuset.cpus", "cpuset.mems"):
                    with open(f"{group}/../{setting}", encoding="ascii") as file:
                        value = file.read()
                    with open(f"{group}/{setting}", "w", encoding="ascii") as file:
                        file.write(value)

    def _join_cgroups(self):
        for group in self.cgroups:
            with open(f"{group}/cgroup.procs", "w", encoding="ascii") as file:
                file.write("0")

    def _boot(self, mode):
        command = ["setpriv", "--pdeathsig", "KILL", "unshare", *NAMESPACES, "--fork", "--kill-child=KILL"]
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                [*command, "/usr/bin/python3", f"{HERE}/pid1.py", self.folder, mode],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, preexec_fn=self._join_cgroups)
        self._wait(lambda: self._child() and os.path.exists(f"/proc/{self.pid}/root/run/systemd/private"))
        self.run("systemctl", "is-system-running", "--wait", check=False)
        self._wait(lambda: self.run("systemctl", "is-active", "basic.target", check=False).stdout == "active\n")

    def _child(self):
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            self.pid = int((file.read().split() or [0])[0])
        return self.pid

    def _wait(self, condition, timeout=60):
        end = time.monotonic() + timeout
        while not condition():
            if self.process.poll() is not None or time.monotonic() > end:
                with open(self.output, encoding="utf-8", errors="replace") as file:
                    raise RuntimeError(f"the machine is not up: {file.read()[-2000:]}")
            time.sleep(0.01)

    def path(self, path):
        """Where a file of the machine is seen from here."""
        return f"/proc/{self.pid}/root{path}"

    def run(self, *command, user=None, check=True, timeout=120, **more):
        """Runs a command in the machine, as root or as a user with its groups."""
        if user:
            command = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--", *command]
        done = subprocess.run(
            ["nsenter", "--target", str(self.pid), "--all", "--", *command],
            capture_output=True, text=True, errors="replace", timeout=timeout, env=ENVIRONMENT, check=False, **more)
        if check and done.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done

    def popen(self, *command, user=None, **more):
        """Starts a command in the machine, which goes on beside the test until what is returned is ended."""
        who = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
        # Its parent, nsenter, takes no notice of it when it is ended itself.
        command = ["setpriv", "--pdeathsig", "TERM", *who, "--", *command]
        return subprocess.Popen(["nsenter", "--target", str(self.pid), "--all", "--", *command], env=ENVIRONMENT, **more)

    def write(self, path, text, mode=0o644):
        where = self.path(path)
        os.makedirs(os.path.dirname(where), exist_ok=True)
        with open(where, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(where, mode)

    def read(self, path):
        with open(self.path(path), encoding="utf-8") as file:
            return file.read()

    def settle_journal(self):
        """Waits until the journal has all that was said so far: lines come to it in their order, and a last one is said here."""
        word = f"settled-{time.monotonic_ns()}"
        self.run("systemd-cat", "--identifier=test", "echo", word)
        self._wait(lambda: word in self.run("journalctl", "--identifier=test", "-n", "1", "--output=cat").stdout)

    def has_controller(self, name):
        """Whether limits of a resource have an effect in it."""
        unified = self.path("/sys/fs/cgroup/cgroup.controllers")
        if os.path.exists(unified):
            with open(unified, encoding="ascii") as file:
                return name in file.read().split()
        return os.path.isdir(self.path(f"/sys/fs/cgroup/{name}"))

    def stop(self):
        """Ends all processes of the machine at once; nothing of it is kept."""
        if self.process:
            if self.process.poll() is None:
                os.kill(self.pid or self.process.pid, signal.SIGKILL)
            self.process.wait()
        for group in self.cgroups:
            for folder, _, _ in os.walk(group, topdown=False):
                os.rmdir(folder)
        self.cgroups = []
        os.rmdir(self.folder)
        if os.path.exists(self.output):
            os.remove(self.output)
