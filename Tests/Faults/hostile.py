"""What is dropped into a spool by somebody who means harm, and what must come of it."""
import dataclasses
import json
import os
import re

from exports import conversation

# What no terminal, pager or reader of lines may get to see: controls, bidirectional controls, line separators.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
DONE, FAILED, LEFT = "done", "failed", "left alone"


@dataclasses.dataclass
class Case:
    """One thing to drop. `make` writes it at a path; without it the file is `content`, or one good conversation."""
    what: str
    name: bytes
    fate: str = DONE
    # Of the error; several where the library that unpacks decides.
    code: str = ""
    content: bytes = None
    make: object = None
    # How many transcripts must be in the log; None where that is not ours to say.
    transcripts: int = None
    inode: int = 0

    def __post_init__(self):
        self.name = self.name if isinstance(self.name, bytes) else self.name.encode()
        if self.content is None and self.make is None:
            self.content = conversation(self.what, 1).encode()
            self.transcripts = 1 if self.fate == DONE else 0

    def drop(self, incoming):
        path = os.path.join(os.fsencode(incoming), self.name)
        if self.make:
            self.make(path)
        else:
            part = os.path.join(os.path.dirname(path), b".hostile.part")
            with open(part, "wb") as file:
                file.write(self.content)
            os.rename(part, path)
        self.inode = os.lstat(path).st_ino


class Outcome:
    """Where everything is at the end, and what was recorded of it."""

    def __init__(self, lab):
        self.lab = lab
        self.places = {}
        for part in ["incoming", "done", "failed"]:
            for folder, folders, files in os.walk(os.fsencode(f"{lab.base}/spool/{part}")):
                for name in folders + files:
                    path = os.path.join(folder, name)
                    self.places.setdefault(os.lstat(path).st_ino, []).append((part, path))
        with open(lab.log, encoding="utf-8", newline="\n") as file:
            self.lines = file.read().split("\n")
        self.records = [json.loads(line) for line in self.lines if line]

    def of(self, kind, name):
        """The records of a kind of the file with a name."""
        name = os.fsdecode(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        key = {"rejected": lambda record: record["file"], "transcript": lambda record: record["transcript"]["file"]}[kind]
        return [record for record in self.records if record["type"] == kind and key(record) == name]

    def expect(self, case):
        """Exactly one outcome: where it is, and what is recorded."""
        places = self.places.get(case.inode, [])
        assert len(places) == 1, f"{case.what} is in {len(places)} places: {places}\n{self.lab.said()[-1500:]}"
        part, path = places[0]
        assert part == ("incoming" if case.fate == LEFT else case.fate), f"{case.what} is {path}: {self.report(path)}"
        transcripts, rejected = self.of("transcript", case.name), self.of("rejected", case.name)
        if case.fate == DONE:
            assert transcripts and not rejected, f"{case.what}: {len(transcripts)} transcripts, rejected {rejected}"
        elif case.fate == FAILED:
            self.expect_report(case, path, rejected)
        else:
            assert not transcripts and not rejected
        if case.transcripts is not None:
            assert len(transcripts) == case.transcripts, f"{case.what}: {len(transcripts)} transcripts"

    def expect_report(self, case, path, rejected):
        assert rejected, f"{case.what} is in failed without a record"
        report = self.report(path)
        assert report, f"{os.fsdecode(path)} has no report beside it"
        codes = [error["code"] for error in report["errors"]]
        assert set(case.code.split("|")) & set(codes), f"{case.what}: {report}"
        assert report["file"] and report["what_next"] and report["errors_in_all"] >= len(codes) > 0
        for error in report["errors"]:
            assert error["message"] and error["help"], f"{case.what}: {error}"
        assert rejected[0]["code"] in codes and rejected[0]["help"]
        # In one line of the log there is one reason, and the first is the report's.
        assert len({record["part"] for record in map(lambda record: record["place"], rejected)}) == len(rejected), "recorded twice"

    def report(self, path):
        try:
            with open(path + b".error.json", encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def expect_safe(self):
        """Nothing raw in the log, in what tactd says, and in the reports."""
        texts = {"the log": "\n".join(self.lines), "the output": self.lab.said()}
        failed = os.fsencode(f"{self.lab.base}/spool/failed")
        for name in os.listdir(failed):
            if name.endswith(b".error.json") and self.of("rejected", name) == []:
                with open(os.path.join(failed, name), encoding="utf-8", newline="\n") as file:
                    texts[f"the report {name}"] = file.read()
        for what, text in texts.items():
            found = UNSAFE.search(text)
            assert not found, f"{what} holds {found.group()!r} in {text[max(0, found.start() - 80):found.end() + 40]!r}"
