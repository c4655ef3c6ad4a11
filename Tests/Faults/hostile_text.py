"""Bytes that are hardly text, JSON that is hardly JSON, and texts that no person writes."""
import json
import sys

from exports import conversation
from hostile import DONE, FAILED, Case

GOOD = conversation("text", 1)


def talk(text, **more):
    """One line of tact's own format, in which an agent says something."""
    return json.dumps({"id": "1", "channel": "chat", "messages": [{"role": "agent", "text": text, **more}]}, ensure_ascii=False)


def encodings():
    latin = talk("Grüße, Herr Müller. You should have read the manual.")
    return [
        Case("UTF-16 with a mark", "utf16.json", content=GOOD.encode("utf-16"), transcripts=1),
        Case("UTF-16 big endian with a mark", "utf16be.json", content=b"\xfe\xff" + GOOD.encode("utf-16-be"), transcripts=1),
        Case("UTF-16 without a mark", "utf16le-bare.json", content=GOOD.encode("utf-16-le"), transcripts=1),
        Case("UTF-16 big endian without a mark", "utf16be-bare.json", content=GOOD.encode("utf-16-be"), transcripts=1),
        Case("UTF-16 cut in a character", "utf16-cut.json", FAILED, "truncated", content=GOOD.encode("utf-16")[:-31]),
        Case("UTF-16 with half a pair", "utf16-half.json", content=GOOD.encode("utf-16").replace(b"H\0e\0", b"\0\xd8e\0"), transcripts=1),
        Case("UTF-32", "utf32.json", FAILED, "unknown-format", content=GOOD.encode("utf-32")),
        Case("UTF-32 without a mark", "utf32-bare.json", FAILED, "bad-json", content=GOOD.encode("utf-32-le")),
        Case("UTF-8 with a mark", "mark.json", content=b"\xef\xbb\xbf" + GOOD.encode(), transcripts=1),
        Case("two marks", "marks.json", FAILED, "unknown-format", content=b"\xef\xbb\xbf" * 2 + GOOD.encode()),
        Case("Latin-1", "latin.json", content=latin.encode("latin-1"), transcripts=1),
        Case("Latin-1 and UTF-8", "mixed.json", content=latin.encode("latin-1") + b"\n" + latin.replace('"1"', '"2"').encode()),
        Case("UTF-7", "utf7.json", FAILED, "unknown-format", content=b"+AHsAIg-id+ACI: 1+AH0-"),
        Case("EBCDIC", "ebcdic.json", FAILED, "unknown-format", content=GOOD.encode("cp500")),
        Case("overlong", "overlong.json", content=GOOD.encode().replace(b"Hello", b"\xc0\xafHel\xe0\x80\x80o"), transcripts=1),
        Case("surrogates in UTF-8", "cesu.json", content=GOOD.encode().replace(b"Hello", b"\xed\xa0\xbd\xed\xb8\x80"), transcripts=1),
        Case("beyond Unicode", "beyond.json", content=GOOD.encode().replace(b"Hello", b"\xf4\x90\x80\x80\xff\xfe"), transcripts=1),
        Case("only continuations", "continuations.json", FAILED, "unknown-format", content=b"\x80" * 100_000),
        Case("only zeros", "zeros.json", FAILED, "unknown-format", content=bytes(100_000)),
        Case("a zero in the midst", "nul.json", FAILED, "bad-json", content=GOOD.encode().replace(b"Hello", b"Hel\0o")),
        Case("only spaces", "spaces.json", FAILED, "empty-file", content=b" \n\t" * 100_000),
        Case("all bytes", "bytes.json", FAILED, "unknown-format", content=bytes(range(256)) * 100),
    ]


def broken_json():
    def bad(what, text, code="bad-json"):
        return Case(what, what + ".json", FAILED, code, content=text if isinstance(text, bytes) else text.encode())

    many = '{"id": "1", "messages": [' + ",".join(['{"role":"agent","text":"x"}'] * 200_000) + "]}"
    deep = GOOD[:-2] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}\n"
    return [
        bad("nested 100,000 deep", deep, "too-deep"),
        bad("nothing but 1 M brackets", "[" * 1_000_000, "too-deep"),
        bad("nothing but 1 M braces", '{"a":' * 1_000_000, "too-deep"),
        bad("not a number", GOOD[:-2] + ', "csat": NaN}\n'),
        bad("infinity", GOOD[:-2] + ', "csat": -Infinity}\n'),
        bad("a million digits", GOOD[:-2] + ', "csat": ' + "9" * 1_000_000 + "}\n"),
        bad("an exponent of a million", GOOD[:-2] + ', "csat": 1e1000000}\n'),
        bad("a plus", GOOD[:-2] + ', "csat": +1}\n'),
        bad("hexadecimal", GOOD[:-2] + ', "csat": 0x10}\n'),
        bad("rubbish behind it", GOOD[:-1] + " rubbish\n"),
        bad("a bracket behind it", GOOD[:-1] + "]\n"),
        bad("a raw control character", GOOD.replace("Hello", "Hel\x1b[2Jlo")),
        bad("a raw line break", GOOD.replace("Hello", "Hel\nlo")),
        bad("comments", "/* x */ " + GOOD[:-1] + " // y\n", "unknown-format"),
        bad("single quotes", GOOD.replace('"', "'")),
        bad("keys without quotes", GOOD.replace('"id"', "id")),
        bad("a comma too many", GOOD[:-2] + ",}\n"),
        bad("a bad escape", GOOD.replace("Hello", "Hel\\x1blo")),
        bad("half an escape", GOOD.replace("Hello", "Hel\\u12")),
        bad("cut off", GOOD[:100], "truncated"),
        bad("a string of 20 MB", talk("a" * 20_000_000), "record-too-large"),
        bad("a text of 2 MB", talk("word " * 400_000), "text-too-long"),
        bad("200,000 messages", many, "too-many-messages"),
        bad("a number for a text", GOOD.replace('"You should have read the manual."', "5"), "wrong-type"),
        bad("a list for a conversation", '[[[{"id": 1, "messages": [null]}]]]', "unknown-format"),
        bad("controls in an unknown role", talk("x").replace('"agent"', '"\\u001b[2J\\u202e\\u2028"'), "unknown-word"),
    ]


def odd_json():
    keys = "".join(f', "k{number}": 0' for number in range(300_000))
    return [
        Case("a key twice", "twice.json", content=GOOD.replace('"id": "text"', '"id": "text", "id": "other"').encode(), transcripts=1),
        Case("messages twice", "messages.json", content=(GOOD[:-2] + ', "messages": []}\n').encode(), transcripts=1),
        Case("300,000 keys", "keys.json", content=(GOOD[:-2] + keys + "}\n").encode(), transcripts=1),
        Case("half a pair as an escape", "half.json", content=GOOD.replace("Hello", "Hel\\ud83dlo").encode(), transcripts=1),
        Case("a zero as an escape", "null.json", content=GOOD.replace("Hello", "Hel\\u0000lo").encode(), transcripts=1),
        Case("100,000 empty lines", "lines.jsonl", content=b"\n" * 100_000 + GOOD.encode(), transcripts=1),
    ]


def times():
    def at(what, time, fate=FAILED, code="bad-time"):
        text = talk("You should have read the manual.", time=time)
        return Case(what, what + ".json", fate, code, content=text.encode(), transcripts=1 if fate == DONE else 0)

    return [
        at("the year 1,000,000,000", "1000000000-01-01T00:00:00Z"),
        at("a year before Christ", "-0044-03-15T12:00:00Z"),
        at("an offset of 99 hours", "2026-01-05T10:00:00+99:99"),
        at("the 30th of February", "2026-02-30T10:00:00Z"),
        at("the hour 25", "2026-01-05T25:61:61Z"),
        at("a leap second", "2016-12-31T23:59:60Z", DONE),
        at("the year 0", "0000-01-01T00:00:00Z", DONE),
        at("the year 9999", "9999-12-31T23:59:59.999999999999999999999Z", DONE),
        at("controls as a time", "\x1b[2J\u202e2026"),
        at("a time of 100,000 digits", "2" * 100_000),
    ]


def texts():
    everything = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, sys.maxunicode + 1)]))
    said = "You should have read the manual. "
    hostile = {
        "one word of 1 MB": "a" * 1_000_000,
        "1 MB of marks": "!?" * 500_000,
        "1 MB of quotes": "“\"'" * 150_000,
        "1 MB of digits": "4111 1111 1111 1111 " * 50_000,
        "1 MB of at signs": "a@" * 500_000,
        "1 MB of almost accounts": "DE89 3704 0044 0532 0130 01 " * 36_000,
        "1 MB of almost addresses": "http://" * 140_000,
        "the rule 10,000 times": said * 10_000,
        "almost the rule": "should have " * 80_000,
        "zalgo": said + "Z" + "\u0310\u0345\u0489" * 150_000,
        "bidirectional controls": said + "\u202e\u2066\u200f" * 100_000,
        "line separators": said + "\u2028\u2029\u0085\x0b\x0c" * 10_000,
        "families": said + "👩‍👩‍👧‍👦" * 30_000,
        "flags": said + "🇩🇪" * 100_000 + "🇩",
        "escapes of the terminal": said + "\x1b]8;;http://x\x07\x1b[31;1m\x9b2J" * 5_000,
        "controls in the quote": "You should\x1b[2J have\u202e read\u2028 the manual.",
        "regexp": "(a+)+$" + "a" * 500_000 + "!",
        "Hangul and Thai": "가나다라마바사" * 20_000 + "กขฃคฅฆง" * 20_000,
        "placeholders": said + "{match} {trigger} %s ${x} " * 10_000,
    }
    found = [Case(what, what + ".json", content=talk(text).encode(), transcripts=1) for what, text in hostile.items()]
    pieces = [everything[start:start + 200_000] for start in range(0, len(everything), 200_000)]
    messages = [{"role": "agent", "text": said + piece} for piece in pieces]
    found.append(Case("all characters", "all.json", content=json.dumps(
        {"id": "all", "messages": messages}, ensure_ascii=False).encode(), transcripts=1))
    names = {"role": "agent", "author": "\x1b[2J\u202e\u2028" * 1000, "text": said}
    found.append(Case("controls as an author", "author.json", content=json.dumps({"id": "\x1b\u2028", "messages": [names]}).encode()))
    return found


def cases():
    return encodings() + broken_json() + odd_json() + times() + texts()
