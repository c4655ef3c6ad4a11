#!/usr/bin/env python3
"""Proves that nothing is lost and nothing is there twice: check.py BASE FILES LARGE [FROM]

Of the files that setup.py made: exactly one transcript record for each conversation, exactly its findings, each once, no line that is not
whole, no gap in seq, and every file in done. Prints OK or the first failures; the exit code says the same.
"""
import collections
import glob
import json
import os
import sys

from setup import PER_LARGE


def records(base, failures):
    for path in glob.glob(f"{base}/findings*"):
        with open(path, "rb") as file:
            content = file.read()
        if content and not content.endswith(b"\n"):
            failures.append(f"{path} ends within a line")
        for line in content.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                failures.append(f"{path} has a broken line: {line[:60]!r}")


def main():
    base, small, large = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    start = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    failures, transcripts, findings, numbers = [], collections.Counter(), collections.Counter(), []
    for record in records(base, failures):
        numbers.append(record["seq"])
        if record["type"] == "transcript":
            transcripts[record["transcript"]["id"]] += 1
        elif record["type"] == "finding":
            findings[record["transcript"]["id"], record["id"]] += 1
        elif record["type"] == "rejected":
            failures.append(f"rejected: {record['file']} {record['code']}")
    expected = {f"t{number:06}": number % 4 for number in range(start, start + small)}
    for number in range(start, start + large):
        expected.update({f"large{number:06}-{part:05}": part % 2 for part in range(PER_LARGE)})
    found = collections.Counter(name for name, _ in findings)
    for name, lectures in expected.items():
        if transcripts[name] != 1:
            failures.append(f"{name}: {transcripts[name]} transcript records")
        elif found[name] != lectures:
            failures.append(f"{name}: {found[name]} findings of {lectures}")
    failures += [f"unknown transcript {name}" for name in transcripts if name not in expected]
    failures += [f"finding {key} is there {count} times" for key, count in findings.items() if count != 1]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        failures.append(f"seq has gaps or doubles: {len(numbers)} records, {len(set(numbers))} numbers, last {max(numbers, default=0)}")
    left = os.listdir(f"{base}/spool/incoming")
    failures += [f"left in incoming: {left[:3]}"] if left else []
    done = len(os.listdir(f"{base}/spool/done"))
    if done != small + large:
        failures.append(f"{done} files in done, {small + large} expected")
    failures += [f"in failed: {name}" for name in os.listdir(f"{base}/spool/failed")][:3]
    print("OK" if not failures else f"FAIL ({len(failures)}) " + "; ".join(failures[:5]))
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
