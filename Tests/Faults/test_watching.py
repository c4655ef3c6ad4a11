"""inotify only wakes tactd: what it forgets, refuses or never tells costs time, never a file.

Every tactd here would look through the spool by itself once an hour only, so it is never the tick that saves a file.
"""
import contextlib
import os
import subprocess
import time

import pytest

from exports import Exports, conversation, deliver
from lab import wait_for
from machine import mounted, processor_time, sysctl, wait_until_watching

QUIET = ("--rescan", "1h")


@pytest.mark.root
def test_an_overflow_of_the_kernels_queue_loses_nothing(lab_in_memory):
    lab, exports = lab_in_memory, Exports(10_000)
    side = f"{lab.base}/side"
    os.makedirs(side)
    os.makedirs(f"{lab.incoming}/source")
    exports.deliver(side, sync=False)
    with sysctl("fs/inotify/max_queued_events", 16):
        # The queue has this length for as long as it lives.
        daemon = lab.start(*QUIET).wait_for("watching")
        wait_until_watching(daemon)
    for name in os.listdir(side):
        os.rename(f"{side}/{name}", f"{lab.incoming}/{'source/' if name.endswith('3.json') else ''}{name}")
    daemon.wait_for("more happened at once in the spool than fs.inotify.max_queued_events")
    wait_for(lambda: lab.count("done") + lab.count("done/source") > len(exports), 120, lambda: f"{lab.count('done')} are done")
    assert daemon.stop() == 0
    lab.expect_exactly_once(exports, folders=False)


LIMITS = {
    # The limit and what it is set to; the sysctl that tactd must name; what it must say it of.
    "no watches": ("max_inotify_watches", 0, "fs.inotify.max_user_watches", "incoming”"),
    "a watch too few": ("max_inotify_watches", 1, "fs.inotify.max_user_watches", "incoming/source”"),
    "no instances": ("max_inotify_instances", 0, "fs.inotify.max_user_instances", "the spool”"),
}


@pytest.mark.root
@pytest.mark.needs("unshare", "nsenter")
@pytest.mark.parametrize("limit", LIMITS)
def test_without_watches_it_looks_every_second(lab, limit):
    """The limits are those of a user namespace: the machine's own stay what they are."""
    name, value, named, subject = LIMITS[limit]
    setting = f"/proc/sys/user/{name}"
    if subprocess.run(["unshare", "--user", "--map-root-user", "test", "-w", setting], check=False).returncode != 0:
        pytest.skip("no user namespaces: set user.max_user_namespaces")
    os.makedirs(f"{lab.incoming}/source")
    limited = ["unshare", "--user", "--map-root-user", "sh", "-c", f"echo {value} > {setting} && exec \"$0\" \"$@\""]
    daemon = lab.start(*QUIET, prefix=limited)
    daemon.wait_for(f"cannot watch “{subject}.*: raise {named}; looking every second")
    deliver_in_turns(lab, Exports(20))
    wait_for(lambda: done(lab) == 20, 30, lambda: f"{done(lab)} of 20 are done without a watch")
    subprocess.run(["nsenter", "--user", "--preserve-credentials", "-t", str(daemon.pid), "sh", "-c", f"echo 100 > {setting}"], check=True)
    daemon.wait_for("the spool is watched again")
    deliver_in_turns(lab, Exports(20, start=20))
    wait_for(lambda: done(lab) == 40, 30, lambda: f"{done(lab)} of 40 are done with watches again")
    assert daemon.said().count("looking every second") <= 3, "it does not say so every second"
    assert daemon.stop() == 0
    lab.expect_exactly_once(Exports(40), folders=False)


def deliver_in_turns(lab, exports):
    """Half of them into a source."""
    for number, (name, text) in enumerate(exports.files()):
        deliver(lab.incoming if number % 2 else f"{lab.incoming}/source", name, text)


def done(lab):
    return len([name for place in ("done", "done/source") if lab.count(place) for name in os.listdir(f"{lab.base}/spool/{place}")
                if name.endswith(".json")])


# How a file comes into the spool; each is given the folder, one beside it on the same mount, the file's name and its text.

def by_rename(incoming, beside, name, text):
    with open(f"{beside}/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(f"{beside}/{name}", f"{incoming}/{name}")


def by_link(incoming, beside, name, text):
    with open(f"{beside}/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    os.link(f"{beside}/{name}", f"{incoming}/{name}")
    os.unlink(f"{beside}/{name}")


def by_link_of_nameless(incoming, beside, name, text):
    file = os.open(beside, os.O_TMPFILE | os.O_RDWR, 0o640)
    os.write(file, text.encode())
    # With a folder given, Python calls linkat(2), and follows the link of /proc.
    os.link(f"/proc/self/fd/{file}", f"{incoming}/{name}", src_dir_fd=file, follow_symlinks=True)
    os.close(file)


def by_writing_in_place(incoming, beside, name, text):
    with open(f"{incoming}/{name}", "w", encoding="utf-8") as file:
        file.write(text)


def by_writing_slowly(incoming, beside, name, text):
    with open(f"{incoming}/{name}", "w", encoding="utf-8") as file:
        for start in range(0, len(text), 64):
            file.write(text[start:start + 64])
            file.flush()
            time.sleep(0.02)


def by_rewriting(incoming, beside, name, text):
    with open(f"{incoming}/{name}", "w", encoding="utf-8") as file:
        file.write(conversation("never", 3))
        file.flush()
        time.sleep(0.05)
        file.seek(0)
        file.truncate()
        file.write(text)


WAYS = [by_rename, by_link, by_link_of_nameless, by_writing_in_place, by_writing_slowly, by_rewriting]


@pytest.mark.parametrize("place", ["incoming", "a source", "another mount"])
@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_delivered(lab, way, place):
    if place == "another mount" and os.geteuid() != 0:
        pytest.skip("only root can mount")
    os.makedirs(f"{lab.incoming}/source")
    os.makedirs(f"{lab.base}/spool/beside")
    with contextlib.ExitStack() as stack:
        spool = f"{lab.base}/spool"
        if place == "another mount":
            spool = f"{lab.base}/exporter"
            os.makedirs(spool)
            stack.enter_context(mounted(spool, "--bind", f"{lab.base}/spool"))
        # For those that link: a file with two names is waited for so long.
        daemon = lab.start(*QUIET, "--settle", "1s").wait_for("watching")
        wait_until_watching(daemon)
        exports = Exports(10)
        for name, text in exports.files():
            way(f"{spool}/incoming/source" if place == "a source" else f"{spool}/incoming", f"{spool}/beside", name, text)
        wait_for(lambda: done(lab) == 10, 60, lambda: f"{done(lab)} of 10 are done\n{daemon.said()}")
        assert daemon.stop() == 0
    lab.expect_exactly_once(exports, folders=False)
    assert not lab.count("failed")


def test_a_file_that_is_never_closed_keeps_nobody_waiting(lab):
    daemon = lab.start(*QUIET).wait_for("watching")
    open_file = open(f"{lab.incoming}/open.json", "w", encoding="utf-8")
    text = conversation("open", 1)
    open_file.write(text[:40])
    open_file.flush()
    exports = Exports(50)
    exports.deliver(lab.incoming)
    lab.wait_until_done(exports)
    before = processor_time(daemon.pid)
    time.sleep(2)
    assert processor_time(daemon.pid) - before < 0.5, "it waits in a hot loop"
    assert os.listdir(lab.incoming) == ["open.json"]
    open_file.write(text[40:])
    open_file.close()
    wait_for(lambda: lab.count("done") == 51, 30, lambda: f"closed, and not taken: {daemon.said()}")
    assert daemon.stop() == 0
    assert not lab.count("failed")
