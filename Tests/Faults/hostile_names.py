"""Names that exporters, attackers and accidents give to files."""
from exports import conversation
from hostile import FAILED, LEFT, Case

GOOD = {
    "255 bytes": "n" * 255,
    "255 bytes of two each": "é" * 127 + "n",
    "255 bytes of four each": "😡" * 63 + "nnn",
    "no UTF-8": b"\xff\xfe.json",
    "a cut character": b"caf\xc3",
    "overlong slash": b"\xc0\xaf overlong.json",
    "a surrogate": b"\xed\xa0\x80.json",
    "latin-1": "müller.json".encode("latin-1"),
    "newline": "two\nlines.json",
    "only a newline": "\n",
    "return": "a\rb.json",
    "tab": "a\tb.json",
    "title of the terminal": "\x1b]0;owned\x07.json",
    "clears the screen": "\x1b[2J.json",
    "one-byte CSI": b"\x9b2J.json",
    "CSI of Unicode": "\u009b2J.json",
    "delete": "\x7f.json",
    "all controls": bytes(range(1, 32)) + b".json",
    "option": "-rf",
    "long option": "--help",
    "right to left": "\u202egnp.exe\u202c.json",
    "isolates": "\u2066a\u2069.json",
    "line separator": "a\u2028b\u2029c.json",
    "zero width": "\u200b\u200d\ufeff.json",
    "no character": "\uffff.json",
    "one space": " ",
    "spaces around": " a ",
    "double quote": 'a"b.json',
    "single quote": "a'b.json",
    "command": "$(touch owned)`touch owned`;touch owned|touch owned&.json",
    "patterns": "*?[a]{b,c}!",
    "backslashes": "a\\nb\\u0000\\",
    "format": "%s%n%x%1000000d.json",
    "escaped slashes": "%2e%2e%2f..%2fetc%2fpasswd",
    "slashes that are none": "∕proc∕self∕root∕etc∕passwd",
    "JSON": '","type":"transcript","x":"',
    "HTML": "<script>alert(1)<!--",
    "device of DOS": "con.json",
    "number": "0",
    "incoming": "incoming",
    "done": "done",
    "the log": "findings.jsonl",
    "the journal": "journal",
    "composed": "\u00e9tude.json",
    "decomposed": "e\u0301tude.json",
    "lower": "same.json",
    "upper": "SAME.JSON",
    "dotless": "i\u0307.json",
    "ending of reports": "plain.error.json",
}
HIDDEN = {
    "hidden": ".hidden", "three dots": "...", "dots before": "..foo", "255 bytes hidden": "." + "h" * 254,
    "the rehearsal": ".tactd-rehearsal", "home": "~", "backup": "a.json~", "tmp": "a.tmp", "part": "a.part", "filepart": "a.filepart",
}


def unreadable(what, name):
    return Case(what, name, FAILED, "unknown-format", content=b"nothing that anybody knows\n")


def cases():
    found = [Case(what, name) for what, name in GOOD.items()]
    found += [Case(what, name, LEFT) for what, name in HIDDEN.items()]
    found += [
        unreadable("255 bytes, refused", "f" * 255),
        unreadable("255 bytes that differ at the end, refused", "f" * 254 + "g"),
        unreadable("255 bytes of four each, refused", "🙈" * 63 + "nnn"),
        unreadable("no UTF-8, refused", b"\xfe\xff bad"),
        unreadable("newline and controls, refused", "\x1b[31m\nbad\u202e"),
        # Its report has the name that the next one wants, and that one's report the name of a third.
        unreadable("refused", "r.json"),
        unreadable("as the report of another", "r.json.error.json"),
        unreadable("as the report of a report", "r.json.error.json.error.json"),
        Case("taken in done", "taken.json"),
        Case("a folder in done", "folder.json"),
        unreadable("taken in failed", "taken-failed"),
        unreadable("its report is taken", "taken-report"),
    ]
    return found


def prepare(spool, write):
    """What is in the way already."""
    write(f"{spool}/done/taken.json", conversation("before", 0))
    write(f"{spool}/done/folder.json/x", "x")
    write(f"{spool}/failed/taken-failed", "before")
    write(f"{spool}/failed/taken-report.error.json", "before")
