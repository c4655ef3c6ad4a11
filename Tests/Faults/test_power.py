"""Nothing is lost, and nothing is there twice, when the power fails between any two calls of tactd, on ext4 and on xfs.

The mutants show that the cuts would see it: tactd with one sync left out must fail. On these two filesystems each sync of a folder writes
all that the filesystem has in its journal: there, of the syncs of `done` and `incoming` only both together can be missed, and what the
syncs of `failed`, of the state's and of the log's folder give is given by the next sync of any file. The variant `posix` has no such mercy
and misses each.
"""
import re
import subprocess

import pytest

import disks
from disks import clone
from power import FILESYSTEMS, VARIANTS, PowerLab, Workload

pytestmark = [pytest.mark.root, pytest.mark.needs("cc", "mkfs.ext4", "mkfs.xfs")]

# What tactd may call that changes nothing, so that whatever else it calls is looked for among what power_cut.c has seen.
HARMLESS = set("""
    access close dup dup2 dup3 epoll_create1 epoll_ctl epoll_wait eventfd2 execve faccessat fadvise64 fcntl fgetxattr flock fstat fstatfs
    getcwd getdents64 inotify_add_watch inotify_init inotify_init1 inotify_rm_watch ioctl lseek lstat mmap newfstatat open openat openat2
    poll ppoll pread64 preadv pselect6 read readlink readlinkat readv select stat statfs statx
    """.split())

# The syncs that are left out, as patterns of paths, and the variant of a power cut that must tell.
SEEN_ANYWHERE = {
    "journal": (["*/state/journal"], "metadata"),
    "log": (["*/log/findings.jsonl"], "metadata"),
    "report's draft": (["*/failed/.error.json.draft"], "metadata"),
    "done and incoming": (["*/spool/done*", "*/spool/incoming*"], "data"),
}
SEEN_BY_POSIX = {
    "done": ["*/spool/done*"],
    "done of a source": ["*/spool/done/shop"],
    "incoming": ["*/spool/incoming*"],
    "failed": ["*/spool/failed"],
    "the spool": ["*/spool"],
    "the state's folder": ["*/state"],
    "the log's folder": ["*/log"],
}


@pytest.fixture(scope="module")
def images():
    with disks.reflinks() as folder:
        yield folder


@pytest.fixture(scope="module")
def power(tactd, images):
    return PowerLab(tactd, images)


def expect(failures, count):
    assert not failures, f"{len(failures)} failures in {count} cuts: {'; '.join(failures[:5])}"


@pytest.mark.needs("strace")
def test_every_call_that_changes_something_is_seen(power):
    trace, strace = power.name("trace"), power.name("strace")
    with power.mounted(clone(power.template("ext4"), power.name("strace")), ["loop"]) as lab:
        prefix = ["strace", "-f", "-y", "-o", strace, "-e", "trace=%file,%desc"]
        assert lab.drain(prefix=prefix, env=power.environment(trace, stop=False)) == 0
        seen = [line.split()[0] for line in open(trace, encoding="utf-8")]
        made = [call for line in open(strace, encoding="utf-8", errors="replace") for call in changes(line, lab.base)]
    assert len(seen) > 50 and seen == made


def changes(line, base):
    """The name of the call in a line of strace, if it is one that changes something."""
    call = re.match(r"\d+ +(\w+)\(", line)
    name = call and call.group(1)
    if not name or (name in HARMLESS and "O_CREAT" not in line and "O_TRUNC" not in line) or "power_cut" in line or "/trace" in line:
        return []
    if name == "write" and f"<{base}/" not in line:
        return []
    return [name]


@pytest.mark.parametrize("options", [(), ("--rotate", "4KiB")], ids=["one file", "rotated files"])
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("fs", FILESYSTEMS)
def test_nothing_is_lost_whenever_the_power_fails(power, fs, variant, options):
    cuts = power.record(power.template(fs), fs, variant, options=options)
    assert len(cuts) > 80
    expect(power.all_failures(cuts, options=options), len(cuts))


def test_nothing_is_lost_where_only_posix_is_kept(power):
    cuts = power.record(power.template("ext4"), "ext4", "posix")
    expect(power.all_failures(cuts), len(cuts))


@pytest.mark.parametrize("fs", FILESYSTEMS)
def test_nothing_is_lost_when_the_power_fails_again_during_recovery(power, request, fs):
    step = 3 if request.config.getoption("--long") else 16
    first = power.record(power.template(fs), fs, "plain")
    count, failures = 0, []
    for number, cut in enumerate(first):
        if number % step == 0:
            cuts = power.record(cut.image, fs, VARIANTS[number // step % len(VARIANTS)])
            count += len(cuts)
            failures += power.all_failures(cuts)
    power.forget(first)
    assert count > 200
    expect(failures, count)


@pytest.mark.long
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("fs", FILESYSTEMS)
def test_nothing_of_a_large_export_is_lost(tactd, images, fs, variant):
    power = PowerLab(tactd, images, Workload(large=1))
    cuts = power.record(power.template(fs), fs, variant)
    expect(power.all_failures(cuts), len(cuts))


@pytest.mark.parametrize("fs", FILESYSTEMS)
@pytest.mark.parametrize("mutant", SEEN_ANYWHERE)
def test_a_sync_that_is_left_out_is_noticed(power, fs, mutant):
    patterns, variant = SEEN_ANYWHERE[mutant]
    expect_caught(power, fs, variant, patterns)


@pytest.mark.parametrize("mutant", SEEN_BY_POSIX)
def test_a_sync_of_a_folder_that_is_left_out_is_noticed(power, mutant):
    expect_caught(power, "ext4", "posix", SEEN_BY_POSIX[mutant])


def expect_caught(power, fs, variant, patterns):
    cuts = power.record(power.template(fs), fs, variant, leave_out=patterns)
    assert power.all_failures(cuts, enough=1), f"tactd was not caught without the syncs of {patterns}"
