"""Personal data of customers stays in the exports.

10,000 e-mail addresses, card, telephone and account numbers stand where findings quote them, as customers' names, and in what is refused.
With the settings as they are none of them may be in the findings log, the journal and the rest of the state folder, the status line,
what tactd says, the reports in failed, or a core file. With `quotes: full` they must be in the log: so this test would see them.
What is shown by contract is not looked at: names of files, agents' names, ids, tags.
"""
import json
import os
import resource
import signal
import socket
import subprocess
import sys

import pytest

from canaries import COUNT, found_in, planted
from exports import deliver
from lab import HERE, wait_for

RULES = f"{HERE}/privacy.json"
EACH = 50


def talks():
    """Conversations of tact's own format whose findings quote every canary."""
    canaries = planted()
    for start in range(0, COUNT, EACH):
        messages = []
        for number, (text, _) in enumerate(canaries[start:start + EACH]):
            said = [f"begin {text} finish", f"write to {text}, begin {text} finish", f"call {text} or begin {text} finish"][number % 3]
            author = text if number % 2 else f"Maria {text}"
            messages.append({"role": "customer", "author": author, "text": said} if number % 5 else {"role": "agent", "text": said})
        yield f"talk{start:05}.json", json.dumps({"id": f"talk{start:05}", "channel": "chat", "language": "en", "messages": messages})


def refused():
    """Exports that are refused for a reason that repeats what stands there."""
    for number, (text, _) in enumerate(planted()[:700]):
        message = {"role": "agent", "text": "hello"}
        content = [
            lambda: json.dumps({"id": "1", "messages": [{**message, "role": text}]}),
            lambda: json.dumps({"id": "1", "messages": [{**message, "time": text}]}),
            lambda: f"{text} is how this begins\n",
            lambda: json.dumps({text: 1, "other": text}),
            lambda: json.dumps({"id": "1", "channel": text, "messages": [message]}),
            lambda: '{"id": "1", "csat": ' + text + ', "messages": []}',
            lambda: f"conversation_id,role,text,time\n1,{text},hello,{text}\n",
        ][number % 7]()
        yield f"refused{number:05}.json", content


class Status:
    """The socket that systemd would have for the status line."""

    def __init__(self, path):
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.bind(path)
        self.socket.setblocking(False)
        self.heard = b""

    def hear(self):
        try:
            while True:
                self.heard += self.socket.recv(65536) + b"\n"
        except BlockingIOError:
            return


def run(lab, *options):
    """Lints everything; returns the status line's messages."""
    status = Status(f"{lab.base}/notify")
    environment = {**os.environ, "NOTIFY_SOCKET": status.path}
    daemon = lab.start("--rules", RULES, "--log-level", "debug", *options, env=environment).wait_for("watching")
    files = [*talks(), *refused()]
    for name, text in files:
        deliver(lab.incoming, name, text, sync=False)

    def is_done():
        status.hear()
        return lab.count("incoming") == 0

    wait_for(is_done, 120, lambda: f"{lab.count('incoming')} are left: {lab.said()[-1500:]}")
    assert daemon.stop() == 0
    status.hear()
    assert b"STATUS=" in status.heard and b"READY=1" in status.heard
    return status.heard


def read(path):
    with open(path, "rb") as file:
        return file.read()


def kept(lab):
    """What tactd keeps and says, by its name."""
    found = {"the log": read(lab.log), "the output": read(lab.output)}
    for name in os.listdir(f"{lab.base}/state"):
        found[f"state/{name}"] = read(f"{lab.base}/state/{name}")
    reports = [name for name in os.listdir(f"{lab.base}/spool/failed") if name.endswith(".error.json")]
    found["the reports"] = b"\n".join(read(f"{lab.base}/spool/failed/{name}") for name in reports)
    return found


@pytest.mark.parametrize("quotes", ["masked", "none"])
def test_nothing_leaks(lab, quotes):
    options = [] if quotes == "masked" else ["--quotes", quotes]
    places = {**kept_after(lab, *options)}
    for place, content in places.items():
        leaked = found_in(content)
        assert not leaked, f"{len(leaked)} are in {place}, such as {sorted(leaked)[:5]}: {around(content, sorted(leaked)[0])}"
    assert places["the log"].count(b'"type":"finding"') >= COUNT
    assert places["the reports"].count(b"\n") > 500


def kept_after(lab, *options):
    status = run(lab, *options)
    return {**kept(lab), "the status line": status}


def around(content, key):
    place = content.find(key.encode())
    return content[max(0, place - 200):place + 60]


def test_with_full_quotes_they_are_there(lab):
    places = kept_after(lab, "--quotes", "full")
    assert len(found_in(places["the log"])) == COUNT
    assert found_in(places["state/journal"]), "the journal would have shown them"
    assert not found_in(places["the status line"]) and not found_in(places["the output"])


def test_no_core(lab):
    """Killed by a signal that leaves a core, in the midst of its work and with cores allowed, it leaves none."""
    def allow():
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        os.chdir(lab.base)

    abort = "import os, signal; os.kill(os.getpid(), signal.SIGABRT)"
    control = subprocess.Popen([sys.executable, "-c", abort], preexec_fn=allow)
    if not os.WCOREDUMP(os.waitpid(control.pid, 0)[1]):
        pytest.skip("this machine keeps no core files: see kernel.core_pattern")
    for name, text in talks():
        deliver(lab.incoming, name, text, sync=False)
    daemon = lab.start("--rules", RULES, preexec_fn=allow)
    wait_for(lambda: lab.count("done") > 0, 60, lambda: lab.said()[-1500:])
    daemon.signal(signal.SIGABRT)
    _, status = os.waitpid(daemon.pid, 0)
    daemon.process.returncode = -signal.SIGABRT
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGABRT
    assert not os.WCOREDUMP(status)


@pytest.mark.root
@pytest.mark.needs("setpriv")
def test_others_of_its_user_do_not_see_its_memory(lab):
    as_nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    for folder, _, _ in os.walk(lab.base):
        os.chown(folder, 65534, 65534)
    daemon = lab.start(prefix=as_nobody).wait_for("watching")
    for name in ["mem", "environ", "maps"]:
        done = subprocess.run([*as_nobody, "head", "-c", "1", f"/proc/{daemon.pid}/{name}"], capture_output=True, check=False)
        assert b"Permission denied" in done.stderr, f"{name} can be read: {done}"
    deliver(lab.incoming, "a.json", next(talks())[1])
    wait_for(lambda: lab.count("done") == 1, 60, lambda: lab.said()[-1500:])
