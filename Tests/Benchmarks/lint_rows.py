"""Rows about `tact lint`."""
import itertools
import json
import os

import exports
from running import Figure, number
from table import Line, Row

MEGABYTE = 1e6


def line_of(conversation):
    return json.dumps(conversation, ensure_ascii=False) + "\n"


def write_lines(bench, name, size):
    """The conversations as JSON lines, again and again up to a size."""
    path = bench.path(name)
    lines = [line_of(conversation).encode() for conversation in bench.conversations]
    with open(path, "wb") as file:
        written = 0
        for line in itertools.cycle(lines):
            written += file.write(line)
            if written >= size:
                return path


def rate(path, runs):
    """MB/s of a file for each second that a processor worked on it."""
    return Figure(os.path.getsize(path) / run.processor / MEGABYTE for run in runs)


def memory(runs):
    return Figure(run.memory / MEGABYTE for run in runs)


# MARK: JSON lines


def lint(bench):
    size = bench.count(100_000_000)
    path = write_lines(bench, "lint.jsonl", size)
    one, two, alone = [], [], []
    # In turns, so that what disturbs one disturbs the others.
    for run in range(bench.runs):
        bench.progress(f"lint, run {run + 1}")
        one.append(bench.lint(path))
        two.append(bench.lint(path, jobs=2))
        alone.append(bench.run(bench.program("json_alone"), path))
    ours, peer = rate(path, one), rate(path, alone)
    os.unlink(path)
    speedup = Figure(a.wall / b.wall for a, b in zip(one, two))
    # The figures of both: what is kept must not grow with jobs either.
    most = memory(one + two)
    lines = [
        Line(ours.text("MB/s a core"), f"simdjson alone: {number(peer.median)} MB/s", ours.median / peer.median, "≥ 80 MB/s",
             ours.median >= 80, value=ours.median, values=ours.values),
        Line(speedup.text("times as fast with two jobs", 2), f"{os.cpu_count()} processors", speedup.median / 2, "≥ 1.8 times",
             speedup.median >= 1.8 if (os.cpu_count() or 1) > 1 else None, value=speedup.median, values=speedup.values),
        Line(most.text("MB of memory", 0), "", None, "< 100 MB", max(most.values) < 100, value=most.median, values=most.values),
    ]
    return Row("lint", f"tact lint --format jsonl, {number(size / MEGABYTE)} MB of JSON lines", lines)


# MARK: Formats

FORMATS = {
    "Zendesk NDJSON": ("tickets.ndjson", "", exports.zendesk),
    "HTML bodies (Zendesk)": ("bodies.ndjson", "", exports.zendesk_html),
    "CSV": ("table.csv", exports.TABLE_HEADER, exports.table),
    "mbox": ("mail.mbox", "", exports.mails),
}
# tact reads no larger table than this in one piece.
LARGEST_TABLE = 60_000_000


def formats(bench):
    lines = []
    for name, (file_name, header, export) in FORMATS.items():
        path = bench.path(file_name)
        size = min(bench.count(20_000_000), LARGEST_TABLE)
        count = write_export(bench, path, size, header, export)
        runs = bench.repeat(f"formats, {name}", lambda: bench.lint(path))
        checked(bench, path, count)
        ours = rate(path, runs)
        lines.append(Line(
            f"{name} {ours.text('MB/s a core')}", f"{number(memory(runs).median, 0)} MB of memory", None, "≥ 25 MB/s", ours.median >= 25,
            value=ours.median, values=ours.values))
        os.unlink(path)
    return Row("formats", f"tact lint of other exports, {number(bench.count(20_000_000) / MEGABYTE)} MB each", lines)


def write_export(bench, path, size, header, export):
    """Writes conversations up to a size, numbered from 1; how many."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        written = file.write(header)
        for index, conversation in enumerate(itertools.cycle(bench.conversations), 1):
            written += file.write(export(conversation, index))
            if written >= size:
                return index


def checked(bench, path, count):
    """Makes sure that the export was understood: a figure for files that are refused says nothing."""
    output = bench.path("converted")
    bench.run(bench.tact, "convert", path, output=output)
    with open(output, "rb") as file:
        found = sum(1 for _ in file)
    if found != count:
        raise OSError(f"{os.path.basename(path)} has {count} conversations, and tact found {found}")


# MARK: One file


def cold(bench):
    path = bench.path("one.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(line_of(small(bench.conversations)))
    times = bench.count(41, 5)
    runs = bench.repeat("cold", lambda: bench.lint(path), times)
    starts = bench.repeat("cold, start alone", lambda: bench.run(bench.tact, "--version"), times)
    wall = Figure(run.wall * 1000 for run in runs)
    base = Figure(run.wall * 1000 for run in starts)
    most = memory(runs)
    lines = [
        Line(wall.text("ms"), f"tact --version: {number(base.median)} ms", base.median / wall.median, "≤ 30 ms", wall.median <= 30,
             value=wall.median, values=wall.values),
        Line(most.text("MB of memory"), "", None, "≤ 40 MB", most.median <= 40, value=most.median, values=most.values),
    ]
    return Row("cold", f"tact lint one-file, cold packs to exit, {times} times", lines)


def small(conversations, size=2400):
    """A conversation of about so many bytes as JSON."""
    return min(conversations, key=lambda conversation: abs(len(line_of(conversation).encode()) - size))


# MARK: Long transcripts


def long(bench):
    count = min(100_000, bench.count(100_000, 100))
    messages = list(itertools.islice(
        itertools.cycle(message for conversation in bench.conversations for message in conversation["messages"]), count))
    one, ten = bench.path("long.jsonl"), bench.path("ten.jsonl")
    with open(one, "w", encoding="utf-8") as file:
        file.write(line_of({"id": "long", "channel": "chat", "messages": messages}))
    with open(ten, "w", encoding="utf-8") as file:
        for part in range(10):
            some = messages[part * count // 10:(part + 1) * count // 10]
            file.write(line_of({"id": f"part{part}", "channel": "chat", "messages": some}))
    pairs = bench.repeat("long", lambda: (bench.lint(one), bench.lint(ten)))
    ratio = Figure(a.processor / b.processor for a, b in pairs)
    alone = Figure(b.processor for _, b in pairs)
    lines = [Line(
        ratio.text("times the time", 2), f"ten of {count // 10:,}: {number(alone.median)} s", ratio.median,
        "≤ 1.2 times", ratio.median <= 1.2, value=ratio.median, values=ratio.values)]
    return Row("long", f"a transcript of {count:,} messages", lines)
