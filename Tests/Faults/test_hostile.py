"""Whatever is dropped into the spool has exactly one outcome, and harms nothing else.

Each group is dropped among good files into a tactd that runs: it must not end, the good files must come through, and each case must be
where it is said to be, with its records and, where it is refused, with a report that says what to do. Nothing that steers a terminal or
ends a line may come out raw.
"""
import os
import subprocess

import pytest

import hostile_containers
import hostile_files
import hostile_names
import hostile_text
from exports import Exports, deliver
from hostile import LEFT, UNSAFE, Outcome
from lab import HERE, wait_for

LIMITS = {"TACT_LIMITS_UNPACKED": "48MiB", "TACT_LIMITS_RECORD": "8MiB", "TACT_LIMITS_TEXT": "1MiB", "TACT_LIMITS_WHOLE_FILE": "64MiB"}
SHIPPED = os.path.abspath(f"{HERE}/../../rules")


def dropped(lab, cases, *options, timeout=300):
    """Drops cases among good files; returns what came of them once they have come to rest."""
    exports = Exports(40)
    daemon = lab.start(*options, env={**os.environ, **LIMITS}).wait_for("watching")
    good = list(exports.files())
    for number, case in enumerate(cases):
        case.drop(lab.incoming)
        if number % 4 == 0 and good:
            deliver(lab.incoming, *good.pop(), sync=False)
    for name, text in good:
        deliver(lab.incoming, name, text, sync=False)
    names = [name for name, _ in exports.files()]
    wait_for(lambda: all(os.path.exists(f"{lab.base}/spool/done/{name}") for name in names), timeout,
             lambda: f"good files are held up: {lab.said()[-1500:]}")
    moving = {case.inode: case.what for case in cases if case.fate != LEFT}

    def rest():
        return [moving[entry.inode()] for entry in os.scandir(lab.incoming) if entry.inode() in moving]

    wait_for(lambda: not rest() or not daemon.is_running(), timeout, lambda: f"not decided: {rest()}\n{lab.said()[-1500:]}")
    assert daemon.is_running(), f"tactd has ended: {lab.said()[-1500:]}"
    assert daemon.stop() == 0
    return Outcome(lab)


def expect(lab, cases, *options):
    outcome = dropped(lab, cases, *options)
    wrong = []
    for case in cases:
        try:
            outcome.expect(case)
        except AssertionError as error:
            wrong.append(str(error))
    assert not wrong, f"{len(wrong)} of {len(cases)}: " + "\n".join(wrong[:10])
    numbers = [record["seq"] for record in outcome.records]
    assert numbers == list(range(1, len(numbers) + 1))
    good = [record for record in outcome.records if record["type"] == "transcript" and record["transcript"]["id"].startswith("t0000")]
    assert len(good) == 40
    outcome.expect_safe()
    return outcome


def test_names(lab):
    def write(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    hostile_names.prepare(f"{lab.base}/spool", write)
    expect(lab, hostile_names.cases())
    with open(f"{lab.base}/spool/failed/taken-report.error.json", encoding="utf-8") as file:
        assert file.read() == "before", "another's report is overwritten"


@pytest.mark.root
def test_files(lab):
    expect(lab, hostile_files.cases(lab.base))
    hostile_files.expect_no_secret(lab)


def test_text(lab):
    expect(lab, hostile_text.cases())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_containers(lab):
    outcome = expect(lab, hostile_containers.cases())
    with open("/etc/passwd", encoding="utf-8") as file:
        first = file.readline().strip()
    assert not [line for line in outcome.lines if first in line], "an entity was read"


def test_text_with_the_shipped_rules(lab):
    """The rules that ship are larger than those of the other tests, and have regular expressions."""
    expect(lab, hostile_text.texts(), "--rules", SHIPPED)


def test_what_tact_prints(lab, tactd):
    """Texts, reports and reasons, as `tact lint` shows them."""
    tact = os.path.join(os.path.dirname(tactd), "tact")
    if not os.path.exists(tact):
        pytest.skip("tact is not there: build it beside tactd")
    folder = f"{lab.base}/printed"
    os.makedirs(folder)
    cases = hostile_text.texts() + hostile_text.broken_json() + hostile_names.cases()
    for case in cases:
        if case.content is not None and len(case.content) < 200_000:
            case.drop(folder)
    for how in ["text", "jsonl"]:
        done = subprocess.run(
            [tact, "lint", "--format", how, "--rules", f"{HERE}/rules.json", folder], capture_output=True, timeout=300, check=False)
        assert done.returncode in (1, 2), done.stderr[-1500:]
        for output in [done.stdout, done.stderr]:
            found = UNSAFE.search(output.decode("utf-8"))
            assert not found, f"{how} prints {found.group()!r} in {output.decode()[max(0, found.start() - 80):found.end() + 40]!r}"
