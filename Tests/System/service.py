"""tactd as a unit of a machine."""
import contextlib
import json
import os
import re
import shutil
import tempfile
import threading
import time

import exactly_once
from exports import deliver
from lab import wait_for
from machine import HERE

UNIT = "tactd.service"
ERROR, WARNING, DEBUG = 3, 4, 7
FAULTS = f"{HERE}/../Faults"
LOG = "/var/log/tact/findings.jsonl"
INCOMING = "/var/spool/tact/incoming"
RULES = "/etc/tact/rules.d/faults.json"
# One rule whose findings can be counted, and no waiting.
SETTINGS = {"rules": [RULES], "settle": "100ms", "rescan": "1s"}


class Service:
    def __init__(self, machine):
        self.machine = machine
        # What systemd and tactd may warn of in this test: regular expressions.
        self.expected = []
        self.reset()

    def reset(self):
        """Everything as on the day of the installation."""
        machine = self.machine
        machine.run("systemctl", "stop", UNIT)
        machine.run("systemctl", "reset-failed", UNIT, check=False)
        shutil.rmtree(machine.path(f"/run/systemd/system/{UNIT}.d"), ignore_errors=True)
        for folder in ("/var/spool/tact", "/var/log/tact", "/var/lib/tact", "/etc/tact"):
            shutil.rmtree(machine.path(folder), ignore_errors=True)
        machine.run("systemd-tmpfiles", "--create", "tact.conf")
        machine.run("systemctl", "daemon-reload")
        machine.settle_journal()
        last = machine.run("journalctl", "-n", "1", "-o", "json").stdout
        self.cursor = json.loads(last)["__CURSOR"]

    # MARK: Setting up

    def configure(self, **settings):
        """Rules of which the findings can be counted; more settings over them."""
        shutil.copy(f"{FAULTS}/rules.json", self.machine.path(RULES))
        self.machine.write("/etc/tact/tactd.json", json.dumps(SETTINGS | settings))
        return self

    def drop_in(self, *lines, section="Service"):
        """Changes the unit for this test."""
        folder = self.machine.path(f"/run/systemd/system/{UNIT}.d")
        number = len(os.listdir(folder)) if os.path.isdir(folder) else 0
        self.machine.write(f"/run/systemd/system/{UNIT}.d/{number}.conf", "\n".join([f"[{section}]", *lines, ""]))
        self.machine.run("systemctl", "daemon-reload")
        return self

    # MARK: Control

    def start(self, check=True):
        done = self.machine.run("systemctl", "start", UNIT, check=check)
        return self if check else done

    def stop(self):
        return self.machine.run("systemctl", "stop", UNIT)

    def reload(self, check=True):
        return self.machine.run("systemctl", "reload", UNIT, check=check)

    def kill(self, signal):
        self.machine.run("systemctl", "kill", "--kill-who=main", f"--signal={signal}", UNIT)

    # MARK: Looking

    def show(self, name):
        return self.machine.run("systemctl", "show", "--value", "-p", name, UNIT).stdout.strip()

    @property
    def state(self):
        return self.show("ActiveState")

    @property
    def pid(self):
        """Of the main process, as the machine numbers it; 0 where there is none."""
        return int(self.show("MainPID"))

    @property
    def restarts(self):
        return int(self.show("NRestarts"))

    def records(self, kind=None):
        with self._base() as base:
            records = list(exactly_once.records(base, []))
        return [record for record in records if kind in (None, record["type"])]

    def count(self, part):
        with contextlib.suppress(FileNotFoundError):
            return len(os.listdir(self.machine.path(f"/var/spool/tact/{part}")))
        return 0

    def journal(self, least=DEBUG):
        """The lines about the unit since the test began, systemd's and tactd's, of a priority or a more urgent one."""
        self.machine.settle_journal()
        # Chosen here: with a choice of its own, journalctl passes over the first line. And not by the unit of tactd's lines, which the
        # journal does not know of a process that has ended already.
        lines = self.machine.run("journalctl", f"--after-cursor={self.cursor}", "-o", "json").stdout
        entries = [json.loads(line) for line in lines.splitlines()]
        ours = [entry for entry in entries if entry.get("UNIT") == UNIT or entry.get("SYSLOG_IDENTIFIER") == "tactd"]
        return [entry["MESSAGE"] for entry in ours if int(entry["PRIORITY"]) <= least]

    # MARK: Waiting

    def wait_for(self, condition, what, timeout=60):
        wait_for(condition, timeout, lambda: f"{what}\n{self.story()}")
        return self

    def wait_for_state(self, state, timeout=60):
        return self.wait_for(lambda: self.state == state, f"it is not {state}", timeout)

    def wait_for_journal(self, pattern, timeout=60):
        return self.wait_for(lambda: any(re.search(pattern, line) for line in self.journal()), f"“{pattern}” was not said", timeout)

    def wait_until_done(self, exports, timeout=240):
        return self.wait_for(lambda: self.count("done") >= len(exports), f"not all of {len(exports)} files are done", timeout)

    def story(self):
        """For who reads a failure."""
        return self.machine.run("systemctl", "status", "--no-pager", "--full", "-n", "30", UNIT, check=False).stdout

    # MARK: Proof

    @contextlib.contextmanager
    def _base(self):
        """The folders as the proof of the fault tests expects them."""
        with tempfile.TemporaryDirectory() as base:
            os.symlink(self.machine.path("/var/spool/tact"), f"{base}/spool")
            os.symlink(self.machine.path("/var/log/tact"), f"{base}/log")
            yield base

    def expect_exactly_once(self, exports):
        with self._base() as base:
            failures = exactly_once.failures(base, exports)
        assert not failures, f"{len(failures)} failures: {'; '.join(failures[:5])}\n{self.story()}"

    def may_say(self, *patterns):
        """Warnings that the test causes."""
        self.expected += patterns
        return self

    def expect_clean_journal(self):
        """Nothing at warning or above that the test did not cause, and no system call that the filter forbids."""
        surprises = [line for line in self.journal(WARNING) if not any(re.search(pattern, line) for pattern in self.expected)]
        surprises += [line for line in self.journal() if "status=31/SYS" in line]
        assert not surprises, "\n".join(["the journal has what nobody caused:", *surprises])

    # MARK: Load

    def drop(self, exports):
        exports.deliver(self.machine.path(INCOMING), sync=False)
        return self

    @contextlib.contextmanager
    def load(self, exports, pause=0.002):
        """Keeps exports coming during the block; all of them are delivered at its end."""
        incoming = self.machine.path(INCOMING)

        def work():
            for name, text in exports.files():
                deliver(incoming, name, text, sync=False)
                time.sleep(pause)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield
        finally:
            thread.join()
