"""Spools that take tactd through every call that it has, and the proof of what must come of them."""
import os

import exactly_once
from exports import Exports, conversation, deliver
from lab import Lab, copy
from system_calls import calls, traced

SOURCE = "zendesk"
REFUSED = "refused.json"
# Conversations in a file that is just large enough to be read in slices, three of them.
SLICED = 3800
# Findings of one conversation whose records are too many for the journal as it is made first.
MANY = 8000


class Mixed:
    """Small exports, `large` large ones, one in a source, one that is refused, and one with `many` findings."""

    def __init__(self, small=2, large=0, source=1, refused=1, many=0):
        self.plain = Exports(small, large, per_large=SLICED)
        self.source = Exports(source, start=100)
        self.refused = [REFUSED][:refused]
        self.many = {f"many{number:06}": MANY for number in range(many)}

    def deliver(self, incoming):
        self.plain.deliver(incoming, sync=False)
        if len(self.source):
            os.makedirs(f"{incoming}/{SOURCE}", exist_ok=True)
            self.source.deliver(f"{incoming}/{SOURCE}", sync=False)
        for name in self.refused:
            deliver(incoming, name, '{"id": "half', sync=False)
        for name, count in self.many.items():
            deliver(incoming, f"{name}.json", conversation(name, count), sync=False)

    def findings(self):
        return {**self.plain.findings(), **self.source.findings(), **self.many}

    def done(self):
        """What must be in done at the end."""
        names = [name for name, _ in self.plain.files()] + [f"{name}.json" for name in self.many]
        return names + [f"{SOURCE}/{name}" for name, _ in self.source.files()]

    def failed(self):
        return self.refused + [f"{name}.error.json" for name in self.refused]


def contents(folder):
    """The paths of the files below a folder, beginning from it."""
    return sorted(os.path.relpath(f"{path}/{name}", folder) for path, _, names in os.walk(folder) for name in names)


class Scenario:
    """A spool to begin from, and how tactd runs on it."""

    def __init__(self, mixed, *options, batch=64, keeps_done=True, before=()):
        self.mixed = mixed
        self.options = options
        # With one thread each run makes the same calls: the one to fail at is told by its number. What threads do at the worst of times is
        # for the random kills under load.
        self.environment = {**os.environ, "TACT_BATCH": str(batch), "TACT_JOBS": "1"}
        self.keeps_done = keeps_done
        # What an earlier run has done already.
        self.before = Exports(len(before), start=200)

    def prepare(self, template, tactd):
        lab = Lab(template, tactd)
        if len(self.before):
            self.before.deliver(lab.incoming, sync=False)
            assert self.drain(lab) == 0, lab.said()
        self.mixed.deliver(lab.incoming)

    def begin(self, template, base, tactd):
        """A lab that begins where the template is."""
        copy(template, base)
        return Lab(base, tactd)

    def drain(self, lab, prefix=(), **variables):
        return lab.drain(*self.options, prefix=prefix, env={**self.environment, **variables})

    def findings(self):
        return {**self.mixed.findings(), **self.before.findings()}

    def failures(self, lab, unreadable=None):
        """What is wrong after all; empty where all is well.

        Of a file that is `unreadable` it may have the beginning, none of it twice, and it must have been refused.
        """
        refused, failed = list(self.mixed.refused), self.mixed.failed()
        done = self.mixed.done() + [name for name, _ in self.before.files()]
        expected = self
        if unreadable:
            done.remove(unreadable)
            refused.append(os.path.basename(unreadable))
            failed += [unreadable, f"{unreadable}.error.json"]
            expected = Partly(self.findings(), os.path.basename(unreadable).split(".")[0], lab)
        found = exactly_once.failures(lab.base, expected, folders=False, refused=refused)
        for part, names in ("incoming", []), ("done", done if self.keeps_done else []), ("failed", failed):
            there = contents(f"{lab.base}/spool/{part}")
            if there != sorted(names):
                found.append(f"{part} has {there[:5]} instead of {sorted(names)[:5]}")
        found += [f"left behind: {name}" for name in contents(f"{lab.base}/state") if name not in ("journal", "lock", "reading")]
        return found


class Partly:
    """What must be found where one file could be read in part only: of its conversations those that are there."""

    def __init__(self, findings, stem, lab):
        there = {record["transcript"]["id"] for record in exactly_once.records(lab.base, []) if record["type"] == "transcript"}
        self.expected = {name: count for name, count in findings.items() if not name.startswith(stem) or name in there}

    def findings(self):
        return self.expected


SCENARIOS = {
    # From nothing, file by file, into log files that are rotated after each.
    "first start": Scenario(Mixed(), "--rotate", "1KiB", batch=1),
    # A file that is read in slices, after an earlier run.
    "large file": Scenario(Mixed(small=1, large=1, source=0, refused=0), before=[0]),
    # Files that are deleted instead of kept.
    "retain 0": Scenario(Mixed(small=1), "--retain", "0", batch=1, keeps_done=False),
    # A journal that has to grow.
    "growing journal": Scenario(Mixed(small=0, source=0, refused=0, many=1), before=[0]),
}


def record(names, folder, tactd):
    """Of each scenario, a spool to begin from, and the calls of an undisturbed run."""
    found = {}
    for number, name in enumerate(names):
        scenario = SCENARIOS[name]
        template = f"{folder}/template{number}"
        scenario.prepare(template, tactd)
        lab = scenario.begin(template, f"{folder}/recorded{number}", tactd)
        assert scenario.drain(lab, prefix=traced(f"{folder}/calls")) == 0, lab.said()
        failures = scenario.failures(lab)
        assert not failures, f"{name}: {failures}"
        found[name] = (template, calls(f"{folder}/calls"))
    return found
