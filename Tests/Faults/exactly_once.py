"""The proof that nothing is lost and nothing is there twice."""
import collections
import glob
import gzip
import json
import os


def records(base, failures):
    """The records of the log and its rotated files; what is no record goes to `failures`."""
    for path in sorted(glob.glob(f"{base}/log/findings*")):
        yield from records_of(path, failures)


def records_of(path, failures):
    """The records of one file of the log; what is no record goes to `failures`."""
    with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                failures.append(f"{path} ends within a line")
                return
            try:
                yield json.loads(line)
            except ValueError:
                failures.append(f"{path} has a broken line: {line[:60]!r}")


def failures(base, exports, folders=True, refused=()):
    """What is wrong with the findings of some exports, for people; empty where all is well.

    Exactly one transcript record for each conversation, exactly its findings, each once, whole lines, no gap in seq; with `folders` also
    that every file is in done, none is left in incoming, none is in failed. `refused` are the names of files that must be rejected, once.
    """
    found, transcripts, findings, rejected, numbers = [], collections.Counter(), collections.Counter(), collections.Counter(), []
    for record in records(base, found):
        numbers.append(record["seq"])
        if record["type"] == "transcript":
            transcripts[record["transcript"]["id"]] += 1
        elif record["type"] == "finding":
            findings[record["transcript"]["id"], record["id"]] += 1
        elif record["type"] == "rejected":
            rejected[record["file"]] += 1
            if record["file"] not in refused:
                found.append(f"rejected: {record['file']} {record['code']}")
    expected = exports.findings()
    counts = collections.Counter(name for name, _ in findings)
    for name, lectures in expected.items():
        if transcripts[name] != 1:
            found.append(f"{name}: {transcripts[name]} transcript records")
        elif counts[name] != lectures:
            found.append(f"{name}: {counts[name]} findings of {lectures}")
    found += [f"unknown transcript {name}" for name in transcripts if name not in expected]
    found += [f"finding {key} is there {count} times" for key, count in findings.items() if count != 1]
    found += [f"{name} is rejected {rejected[name]} times" for name in refused if rejected[name] != 1]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        found.append(f"seq has gaps or doubles: {len(numbers)} records, {len(set(numbers))} numbers, last {max(numbers, default=0)}")
    if folders:
        left = os.listdir(f"{base}/spool/incoming")
        found += [f"left in incoming: {left[:3]}"] if left else []
        done = len(os.listdir(f"{base}/spool/done"))
        if done != len(exports):
            found.append(f"{done} files in done, {len(exports)} expected")
        found += [f"in failed: {name}" for name in os.listdir(f"{base}/spool/failed")][:3]
    return found


class Stream:
    """The same proof file by file, for a log that grows too large to be kept: of small exports, numbered from 0."""

    def __init__(self):
        self.failures = []
        # The number of the last record.
        self.last = 0
        # How many transcript records each export has.
        self.transcripts = bytearray()
        # The ids of the findings whose transcript record is still to come.
        self.pending = {}

    def add(self, path):
        """Reads the file of the log that follows the one before."""
        for record in records_of(path, self.failures):
            if record["seq"] != self.last + 1:
                self.failures.append(f"{path}: {record['seq']} follows {self.last}")
            self.last = record["seq"]
            if record["type"] == "finding":
                self.pending.setdefault(record["transcript"]["id"], []).append(record["id"])
            elif record["type"] == "transcript":
                self.count(record["transcript"]["id"])
            elif record["type"] == "rejected":
                self.failures.append(f"rejected: {record['file']} {record['code']}")

    def count(self, name):
        number = int(name[1:])
        found = self.pending.pop(name, [])
        if len(found) != number % 4 or len(set(found)) != len(found):
            self.failures.append(f"{name}: findings {found}, {number % 4} expected")
        self.transcripts.extend(bytes(max(0, number + 1 - len(self.transcripts))))
        self.transcripts[number] = min(255, self.transcripts[number] + 1)

    def finish(self, count):
        """What is wrong, after the last file, with as many exports as were delivered."""
        found = self.failures + [f"findings without a transcript record: {name}" for name in self.pending]
        wrong = [number for number, times in enumerate(self.transcripts) if times != 1]
        if len(self.transcripts) != count or wrong:
            found.append(f"{len(self.transcripts)} of {count} exports are there; not once: {wrong[:5]}")
        return found
