"""Rows about matching: phrases in the text of messages."""
import json
import os
import random
import re
import time

from running import RULES, Failure, Figure, number
from table import Line, Row

# What Python's `re` and ripgrep get of the text: they are slow with so many expressions.
PYTHON_BYTES = 60_000
RIPGREP_BYTES = 4_000_000


def write_texts(bench):
    """The texts of all messages, each ended by a zero byte; and one a line. The bytes of text."""
    messages = [message["text"] for conversation in bench.conversations for message in conversation["messages"]]
    with open(bench.path("texts"), "wb") as file:
        file.writelines(text.encode() + b"\0" for text in messages)
    with open(bench.path("lines"), "w", encoding="utf-8") as file:
        size = 0
        for text in messages:
            size += file.write(text.replace("\n", " ") + "\n")
            if size >= RIPGREP_BYTES:
                break
    return sum(len(text.encode()) for text in messages)


def rounds(bench, what, rules):
    """MB/s of matching alone, and matches in a text of 1,000 bytes."""
    bench.progress(f"{what}: tact")
    # The first round fills what is kept between texts.
    told = bench.told(bench.pieces, "matching", rules, bench.path("texts"), str(bench.runs + 1)).splitlines()[1:]
    rows = [[int(word) for word in line.split()] for line in told]
    return Figure(row[0] / row[4] * 1e3 for row in rows), rows[0][3] / rows[0][0] * 1e3


def matching(bench):
    size = write_texts(bench)
    ours, density = rounds(bench, "matching", RULES)
    expressions = bench.told(bench.pieces, "expressions", RULES).splitlines()
    lines = [Line(
        ours.text("MB/s a core"), f"{number(density)} matches in 1,000 bytes", None, "≥ 150 MB/s", ours.median >= 150,
        value=ours.median, values=ours.values)]
    for peer in (hyperscan, ripgrep, python):
        try:
            name, rate = peer(bench, expressions)
            lines.append(Line("", f"{name}: {number(rate)} MB/s", ours.median / rate, peer_rate=rate))
        except (Failure, OSError) as error:
            lines.append(Line("", f"{peer.__name__}: {error}"))
    if lines[1].ratio is not None:
        lines[1].bar, lines[1].met = "ahead of it", lines[1].ratio > 1
    return Row("matching", f"matching alone, {number(size / 1e6)} MB of message text", lines)


def words_of(expressions):
    """All words in the expressions, each once."""
    found = set()
    for expression in expressions:
        found.update(re.findall(r"(?<![\\\w])[\w']+(?:\\w\*)?", expression.replace("\\b", "")))
    return sorted(rf"\b{word}\b" for word in found)


def hyperscan(bench, expressions):
    # With gaps of any words it takes minutes to compile, and finds at a tenth of the rate.
    with open(bench.path("expressions"), "w", encoding="utf-8") as file:
        file.writelines(expression + "\n" for expression in expressions if "\\w+)" not in expression)
    bench.progress("matching: Hyperscan")
    command = (bench.program("scan_expressions"), bench.path("expressions"), bench.path("texts"), str(bench.runs))
    told = [[int(word) for word in line.split()] for line in bench.told(*command).splitlines()]
    rate = Figure(size / nanoseconds * 1e3 for size, _, nanoseconds in told[1:]).median
    return f"Hyperscan with positions, the {told[0][0] - told[0][1]:,} phrases without gaps", rate


def ripgrep(bench, expressions):
    with open(bench.path("words"), "w", encoding="utf-8") as file:
        file.writelines(word + "\n" for word in words_of(expressions))
    open(bench.path("empty"), "w", encoding="utf-8").close()

    # What is found, and where. With an empty file it takes the time that it needs for the words.
    command = f"rg -o -i -b --no-unicode -f {bench.path('words')} "
    bench.progress("matching: ripgrep")
    base, whole = (bench.run("sh", "-c", f"{command} {bench.path(text)} || [ $? = 1 ]").processor for text in ("empty", "lines"))
    rate = os.path.getsize(bench.path("lines")) / max(1e-3, whole - base) / 1e6
    return "ripgrep -o -i, the same words, without its start", rate


def python(bench, expressions):
    bench.progress("matching: Python's re")
    pattern = re.compile("|".join(expressions), re.IGNORECASE)
    with open(bench.path("lines"), encoding="utf-8") as file:
        text = file.read(PYTHON_BYTES)
    start = time.process_time()
    found = sum(1 for _ in pattern.finditer(text))
    if not found:
        raise Failure("found nothing")
    return "Python's re, all phrases as one expression", len(text.encode()) / (time.process_time() - start) / 1e6


# MARK: Ten times as many phrases


def shipped_phrases():
    """How many phrases the packs have."""
    count = 0

    def walk(value, key):
        nonlocal count
        if isinstance(value, dict) and "phrase" not in value:
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key in ("phrases", "unless"):
            count += 1
    for name in os.listdir(RULES):
        if name.endswith(".json"):
            with open(f"{RULES}/{name}", encoding="utf-8") as file:
                walk({key: value for key, value in json.load(file).items() if key != "pack"}, None)
    return count


def made_up_pack(bench, count):
    """A pack of so many phrases, of words of the text: each word half the time by its frequency, else each as likely as any other."""
    chance = random.Random("tact phrases")
    tokens = [
        word for conversation in bench.conversations[:4000] for message in conversation["messages"]
        for word in re.findall(r"(?<![\w@/.'-])[a-z]{2,14}(?![\w@/'-])", message["text"].lower())
    ]
    # Phrases are written as words are spelt.
    tokens = [word for word in tokens if not re.search(r"(.)\1\1", word)]
    known = sorted(set(tokens))
    phrases = set()
    while len(phrases) < count:
        length = chance.choice((2, 3, 3, 4))
        phrases.add(" ".join(chance.choice(tokens) if chance.random() < 0.5 else chance.choice(known) for _ in range(length)))
    phrases = sorted(phrases)
    rules = {f"made-up-{start}": made_up_rule(phrases[start:start + 100]) for start in range(0, count, 100)}
    path = bench.path("made-up.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"format": 1, "pack": {"name": "made-up", "version": "1.0.0", "languages": ["en"]}, "rules": rules}, file)
    return path


def made_up_rule(phrases):
    return {
        "kind": "forbid", "by": "agent", "phrases": phrases, "category": "made-up", "behaviour": "patience", "severity": "info", "rev": 1,
        "title": "Made up", "message": "“{match}” is made up.", "why": "Many phrases cost something.", "fix": "Say something else.",
        "examples": {"bad": [["C: Hello.", f"A: [[{phrases[0]}]]"]], "good": [["C: Hello.", "A: Hello."]]},
    }


def phrases(bench):
    from lint_rows import write_lines
    count = shipped_phrases()
    pack = made_up_pack(bench, 9 * count)
    path = write_lines(bench, "phrases.jsonl", bench.count(20_000_000))
    plain, more = [], []
    for run in range(bench.runs):
        bench.progress(f"phrases, run {run + 1}")
        plain.append(bench.lint(path).processor)
        more.append(bench.lint(path, rules=(RULES, pack)).processor)
    ratio = Figure(b / a for a, b in zip(plain, more))
    write_texts(bench)
    alone, density = rounds(bench, "phrases", RULES)
    alone_more, density_more = rounds(bench, "phrases", f"{RULES}:{pack}")
    lines = [
        Line(ratio.text("times the time of tact lint", 2), f"{count:,} phrases", ratio.median, "≤ 1.3 times",
             ratio.median <= 1.3, value=ratio.median, values=ratio.values),
        Line(f"{alone.median / alone_more.median:.2f} times that of matching alone", f"{density_more / density:.2f} times the matches",
             alone.median / alone_more.median),
    ]
    return Row("phrases", f"ten times as many phrases, {10 * count:,}", lines)
