"""Kills and errors at system calls, by strace, and the calls that a run makes."""
import collections
import re

# What tactd changes something with. `openat` and `openat2` only where they make a file.
CHANGING = (
    "mkdir", "mkdirat", "openat", "openat2", "fallocate", "fchmod", "write", "pwrite64", "fsync", "fdatasync", "renameat", "renameat2",
    "unlinkat",
)

# What changes nothing that is left when the process is gone.
PASSING = set(
    "access arch_prctl brk clone3 close connect execve exit exit_group fadvise64 fcntl fgetxattr flock fstatfs futex getdents64 getpid"
    " getrandom gettid inotify_add_watch inotify_init inotify_init1 inotify_rm_watch ioctl lseek madvise mmap mprotect mremap munmap"
    " newfstatat clock_nanosleep poll prctl pread64 prlimit64 pselect6 read readlink restart_syscall rseq rt_sigaction rt_sigprocmask"
    " rt_sigreturn rt_sigtimedwait sched_getaffinity sched_yield select sendto set_robust_list set_tid_address sigaltstack socket statx"
    " umask uname".split()
)

# Arguments with which a call that passes would change something after all.
CHANGING_ARGUMENTS = {
    "openat": r"O_CREAT|O_TRUNC|O_TMPFILE", "openat2": r"O_CREAT|O_TRUNC|O_TMPFILE", "mmap": r"PROT_WRITE.*MAP_SHARED",
    "ioctl": r"^(?!\d+(<.*>)?, (TCGETS|FIONREAD)\b)", "fcntl": r"F_SETFL|F_ADD_SEALS|F_SET_RW_HINT", "madvise": r"MADV_REMOVE",
}

Call = collections.namedtuple("Call", "name arguments failed injected")


def traced(path, calls="all"):
    """The command that writes the calls of what follows it to a file, with the paths of the files that they are about."""
    return ["strace", "-f", "-qq", "-y", "-s", "64", "-o", path, "-e", f"trace={calls}"]


def killing(calls, when):
    """The command that kills what follows it instead of the call number `when` of a name."""
    return [*traced("/dev/null", calls), "-e", f"inject={calls}:signal=KILL:when={when}"]


def failing(calls, error, when, path="/dev/null"):
    """The command that lets calls of what follows it fail; `when` is a number, or `3+`, or `3..9`. Also traces what changes something."""
    return [*traced(path, ",".join([calls, *CHANGING])), "-e", f"inject={calls}:error={error}:when={when}"]


def calls(path):
    """The calls in a file that `traced` wrote, in their order."""
    found = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.match(r"\d+ +(\w+)\((.*)", line)
            if match:
                found.append(Call(match[1], match[2], bool(re.search(r" = -1 E", line)), "(INJECTED)" in line))
    return found


def changes(call):
    """Whether a call may change something on the disk."""
    if call.name in CHANGING_ARGUMENTS:
        return bool(re.search(CHANGING_ARGUMENTS[call.name], call.arguments))
    return call.name in CHANGING


def points(found, name):
    """The numbers of the calls of a name that change something, counted as strace counts them."""
    same = [call for call in found if call.name == name]
    return [number for number, call in enumerate(same, 1) if changes(call) and not call.failed]
