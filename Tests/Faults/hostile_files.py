"""Things in a folder that are no ordinary files, or not yet, or not ours."""
import os
import socket
import stat

from exports import conversation
from hostile import DONE, FAILED, LEFT, Case

# The id of a conversation, as an id is shown wherever one is read.
SECRET = "the secret of root"


def write(path, text=None, mode=0o644):
    with open(path, "w", encoding="utf-8") as file:
        file.write(conversation(os.fsdecode(os.path.basename(path)), 1) if text is None else text)
    os.chmod(path, mode)


def later(make):
    """Makes a file under a hidden name and renames it, so that it is seen when it is what it shall be."""
    def at(path):
        part = os.path.join(os.path.dirname(path), b".hostile.part")
        make(part)
        os.rename(part, path)
    return at


def sparse(size):
    def make(path):
        with open(path, "wb") as file:
            file.truncate(size)
    return later(make)


def listen(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)


def tree(path):
    """Deeper and wider than a source may be."""
    os.makedirs(os.path.join(path, *[b"d"] * 50))
    write(os.path.join(path, b"d", b"deep.json"))


def linked(other):
    def make(path):
        write(other)
        os.link(other, path)
    return make


def several_names(others):
    def make(path):
        write(others + ".0")
        for number in range(1, 200):
            os.link(others + ".0", f"{others}.{number}")
        os.link(others + ".0", path)
    return make


def owned(path):
    write(path, mode=0o600)
    os.chown(path, 12345, 54321)


def with_attributes(path):
    write(path, mode=0o7777)
    os.setxattr(path, "user.hostile", b"\x1b[2J" * 100)


def refused(what, make):
    return Case(what, what + ".json", FAILED, "not-a-file", make=make)


def links(base):
    """Links out of the spool, and names of files outside of it."""
    secret = f"{base}/secret.json"
    write(secret, conversation(SECRET, 1))
    os.makedirs(f"{base}/secrets/inner")
    write(f"{base}/secrets/inner.json", conversation(SECRET, 1))

    return [
        refused("a link to a secret", lambda path: os.symlink(secret, path)),
        refused("a link to the shadow file", lambda path: os.symlink("/etc/shadow", path)),
        refused("a link to nothing", lambda path: os.symlink("/nowhere/at/all", path)),
        refused("a link to itself", lambda path: os.symlink(path, path)),
        refused("a link to memory", lambda path: os.symlink("/proc/self/mem", path)),
        refused("a link to a descriptor", lambda path: os.symlink("/proc/self/fd/0", path)),
        refused("a link to zeros", lambda path: os.symlink("/dev/zero", path)),
        refused("a link to a folder", lambda path: os.symlink(f"{base}/secrets", path)),
        refused("a link to the folder above", lambda path: os.symlink("..", path)),
        refused("a link to another export", lambda path: os.symlink("good-000.json", path)),
        refused("a link with controls", lambda path: os.symlink(b"\x1b[2J\n" * 20, path)),
        Case("a link as a source", "source", FAILED, "not-a-file", make=lambda path: os.symlink(f"{base}/secrets", path)),
        Case("a name of the secret", "name.json", FAILED, "several-names", make=lambda path: os.link(secret, path)),
        Case("a file with another name", "hard.json", FAILED, "several-names", make=linked(f"{base}/other")),
        Case("a file with 201 names", "many.json", FAILED, "several-names", make=several_names(f"{base}/many")),
    ]


def cases(base):
    """For root; `base` is a folder beside the spool."""
    return links(base) + [
        refused("a pipe", lambda path: os.mkfifo(path)),
        refused("a socket", listen),
        refused("a device of zeros", lambda path: os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 5))),
        refused("a terminal", lambda path: os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(5, 0))),
        refused("a disk", lambda path: os.mknod(path, 0o600 | stat.S_IFBLK, os.makedev(7, 0))),
        Case("an empty folder", "folder.json", LEFT, make=os.mkdir),
        Case("a tree", "tree", LEFT, make=tree),
        Case("a hidden folder", ".git", LEFT, make=tree),
        Case("a TiB of nothing", "tib.json", FAILED, "file-too-large", make=sparse(1 << 40)),
        Case("the largest size", "largest.json", FAILED, "file-too-large", make=sparse((1 << 43) - 4096)),
        Case("3 GiB of nothing", "gib.json", FAILED, "unknown-format", make=sparse(3 << 30)),
        Case("no bytes", "empty.json", FAILED, "empty-file", make=sparse(0)),
        Case("one zero", "zero.json", FAILED, "unknown-format", make=sparse(1)),
        Case("no permissions, for root", "mode.json", DONE, make=later(lambda path: write(path, mode=0))),
        Case("of a stranger", "stranger.json", DONE, make=later(owned)),
        Case("all permissions and attributes", "bits.json", DONE, make=later(with_attributes)),
    ]


def expect_no_secret(lab):
    """Nothing of what links lead to is in the log, in what tactd says, or in a file of the spool."""
    for folder, _, files in os.walk(lab.base):
        if folder == f"{lab.base}/secrets":
            continue
        for name in files:
            path = os.path.join(folder, name)
            status = os.lstat(path)
            # A name of the secret itself is no copy of it.
            if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size < 100_000_000:
                with open(path, "rb") as file:
                    assert SECRET.encode() not in file.read(), f"{path} holds the secret"
