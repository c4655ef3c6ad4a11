"""Little memory and few descriptors: what is legal is linted, what needs more than there is is refused, and nothing ends it for ever."""
import contextlib
import json
import os
import resource
import subprocess

import pytest

import exactly_once
from exports import Exports, conversation
from lab import wait_for

MEMORY = 64 << 20
# A restart that is not enough for the worst file is followed by another one; systemd gives up after ten within five minutes.
RESTARTS = 10


@contextlib.contextmanager
def memory_group(limit):
    """A control group of so much memory; what to write a process id into."""
    for top, setting in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")):
        path = f"{top}/tact-faults-{os.getpid()}"
        try:
            os.mkdir(path)
        except OSError:
            continue
        if os.path.exists(f"{path}/{setting}"):
            break
        os.rmdir(path)
    else:
        pytest.skip("no control groups of memory can be made here")
    try:
        with open(f"{path}/{setting}", "w", encoding="ascii") as file:
            file.write(str(limit))
        yield f"{path}/cgroup.procs"
    finally:
        wait_for(lambda: is_removed(path), 30, lambda: f"{path} is in use")


def is_removed(path):
    with contextlib.suppress(OSError):
        os.rmdir(path)
    return not os.path.exists(path)


def drain(lab, group):
    """Runs tactd in the group until it is done, again after each time that it is killed; how often it was."""
    in_group = ["sh", "-c", f"echo $$ > {group} && exec \"$0\" \"$@\""]
    for kills in range(RESTARTS):
        code = lab.drain("--retain", "0", prefix=in_group)
        if code == 0:
            return kills
        assert code == -9, f"{code}: {lab.said()[-1000:]}"
    pytest.fail(f"it ended {RESTARTS} times: {lab.said()[-1000:]}")


def write(path, size, first, line, last=""):
    """A file of about so many bytes; how many times it has `line` of a number."""
    count = 0
    with open(path, "w", encoding="utf-8") as file:
        size -= file.write(first)
        while size > 0:
            size -= file.write(line(count))
            count += 1
        file.write(last)
    return count


def refusals(lab):
    return {record["file"]: record["code"] for record in exactly_once.records(lab.base, []) if record["type"] == "rejected"}


def transcripts(lab):
    return sum(record["type"] == "transcript" for record in exactly_once.records(lab.base, []))


def message(number, text):
    return ("," if number else "") + json.dumps({"role": "agent" if number % 2 else "customer", "text": text})


@pytest.mark.root
def test_many_conversations_stream_through(lab):
    count = write(f"{lab.incoming}/many.ndjson", 200 << 20, "", lambda number: conversation(f"n{number}", 0).replace("Hello, ", "Hello, " * 20))
    with memory_group(MEMORY) as group:
        assert drain(lab, group) == 0
    assert transcripts(lab) == count
    assert not refusals(lab)


HUGE = '{"id":"huge","channel":"chat","language":"en","messages":['


@pytest.mark.root
def test_a_file_that_needs_more_memory_than_there_is_is_refused_in_the_end(lab):
    write(f"{lab.incoming}/huge.json", 50 << 20, HUGE, lambda number: message(number, "I am sorry. " * 80), "]}\n")
    exports = Exports(30)
    exports.deliver(lab.incoming, sync=False)
    with memory_group(MEMORY) as group:
        kills = drain(lab, group)
    assert 0 < kills <= 4, "it was refused without a try"
    assert refusals(lab) == {"huge.json": "crashed-reader"}
    failures = [text for text in lab.failures(exports, folders=False) if not text.startswith("rejected: huge")]
    assert not failures, failures[:5]


def test_a_conversation_of_too_many_findings_is_refused(lab):
    """Its records are more than one commit can hold, and a commit is all of them or none."""
    write(f"{lab.incoming}/huge.json", 20 << 20, HUGE, lambda number: message(number, "You should have read the manual. " * 30), "]}\n")
    exports = Exports(30)
    exports.deliver(lab.incoming, sync=False)
    assert lab.drain() == 0
    assert refusals(lab) == {"huge.json": "too-many-findings"}
    assert sorted(os.listdir(f"{lab.base}/spool/failed")) == ["huge.json", "huge.json.error.json"]
    failures = [text for text in lab.failures(exports, folders=False) if not text.startswith("rejected: huge")]
    assert not failures, failures[:5]


@pytest.mark.parametrize("limit", [16, 64])
def test_few_descriptors(lab, limit):
    for number in range(10):
        os.makedirs(f"{lab.incoming}/source{number}")
    exports = Exports(400)
    for number, (name, text) in enumerate(exports.files()):
        with open(f"{lab.incoming}/source{number % 10}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    code = lab.drain(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
    if limit == 16:
        # It says so, whatever it can do with so few; with enough of them everything is there.
        assert "EMFILE" in lab.said()
        code = lab.drain()
    assert code == 0, lab.said()[-1500:]
    lab.expect_exactly_once(exports, folders=False)
    assert not lab.count("failed")
