"""Rules and settings that change while tactd runs: taken as a whole, or refused with those before in force, for everybody to see."""
import glob
import os
import re
import shutil

from conftest import REPOSITORY
from exports import Exports
from service import ERROR, INCOMING, RULES

REFUSED = "the new rules are refused, those before stay in force"
PACK = '''{ "format": 1, "pack": { "name": "our-team", "version": "1.0.0", "languages": ["en"] },
  "rules": { "more": { "kind": "forbid", "by": "agent", "phrases": ["anything else"], "category": "dismissive-phrasing",
    "behaviour": "patience", "severity": "warning", "rev": 1, "title": "A phrase", "message": "“{match}” is one.", "why": "To count it.",
    "fix": "Say another.", "examples": { "bad": [["C: No.", "A: [[Anything else]]?"]], "good": [["C: No.", "A: Yes."]] } } } }'''

BAD_SETTINGS = [
    "", "{", "[]", '{"quotez": "none"}', '{"quotes": "some"}', '{"rescan": "9h"}', '{"batch": 0}', '{"rules": []}',
    '{"batch": 1, "batch": 2}',
]


def bad_packs():
    """The packs with mistakes of the tests of diagnostics: path, and the code of the error."""
    for path in sorted(glob.glob(f"{REPOSITORY}/Tests/Fixtures/diagnostics/*.json")):
        name = os.path.basename(path).removesuffix(".json")
        with open(f"{REPOSITORY}/Tests/Golden/diagnostics/{name}.txt", encoding="utf-8") as file:
            error = re.search(r": error: .*\[([a-z-]+)\]$", file.read(), re.MULTILINE)
        # Of the whole pack it is only “tact rules test” that asks for it: the rule does what it says.
        if error and error.group(1) != "unneeded-unless":
            yield path, error.group(1)


def is_named(code, lines):
    """tactd says of examples that do not hold only that, and leaves the details to “tact rules test”."""
    return any(f"[{code}]" in line or "[example-fails]" in line for line in lines)


def may_refuse(service):
    return service.may_say("Reload failed for", r"\[[a-z0-9-]+\]", "stay in force")


def has_rule(service, name):
    """Whether findings of a rule come: an export is dropped to see it."""
    has_rule.number += 4
    exports = Exports(1, start=has_rule.number)
    before = len(service.records())
    service.drop(exports)
    service.wait_for(lambda: any(record["type"] == "transcript" for record in service.records()[before:]), "the export is not linted")
    return any(record.get("rule") == name for record in service.records()[before:])


# Of four exports three have findings.
has_rule.number = 1


def test_a_good_pack_is_taken(service, machine):
    service.configure(rules=["/etc/tact/rules.d"]).start()
    assert not has_rule(service, "our-team/more") and has_rule(service, "faults/lecture")
    machine.write("/etc/tact/rules.d/more.json", PACK)
    service.reload()
    service.wait_for_journal("reloaded: faults@1.0.0, our-team@1.0.0")
    assert has_rule(service, "our-team/more")
    assert [record["status"] for record in service.records("rules")] == ["loaded", "loaded"]


def test_every_bad_pack_is_refused(service, machine):
    """Each kind of mistake: reload fails and names it, a HUP is refused, the status line and a record say so, and the old rules lint on."""
    may_refuse(service).configure(rules=["/etc/tact/rules.d"]).start()
    service.wait_for(lambda: len(service.records("rules")) == 1, "no record of the rules")
    packs, said = list(bad_packs()), 0
    assert len(packs) > 70
    for number, (path, code) in enumerate(packs, start=2):
        shutil.copy(path, machine.path("/etc/tact/rules.d/team.json"))
        assert service.reload(check=False).returncode != 0, f"{path} is taken"
        errors = service.journal(ERROR)
        assert is_named(code, errors[said:]), f"{code} is not named"
        service.kill("HUP")
        service.wait_for(lambda: len(service.records("rules")) == number, f"no record of refusing {path}")
        record = service.records("rules")[-1]
        assert record["status"] == "refused" and record["packs"] == ["faults@1.0.0"]
        assert is_named(code, [f"[{error['code']}]" for error in record["errors"]]), f"{code} is not in the record"
        service.wait_for(lambda: service.show("StatusText").startswith(REFUSED), "the status line does not say so")
        assert service.state == "active"
        said = len(service.journal(ERROR))
    assert has_rule(service, "faults/lecture")
    os.remove(machine.path("/etc/tact/rules.d/team.json"))
    service.reload()
    service.wait_for(lambda: not service.show("StatusText").startswith(REFUSED), "the status line still says so")
    assert service.restarts == 0


def test_bad_settings_are_refused(service, machine):
    may_refuse(service).configure().start()
    settings = machine.read("/etc/tact/tactd.json")
    for number, text in enumerate(BAD_SETTINGS, start=2):
        machine.write("/etc/tact/tactd.json", text)
        assert service.reload(check=False).returncode != 0, f"{text} is taken"
        service.kill("HUP")
        service.wait_for(lambda: len(service.records("rules")) == number, f"no record of refusing {text}")
        assert service.records("rules")[-1]["status"] == "refused"
        service.wait_for(lambda: service.show("StatusText").startswith(REFUSED), "the status line does not say so")
    assert has_rule(service, "faults/lecture")
    machine.write("/etc/tact/tactd.json", settings.replace("}", ', "quotes": "none"}'))
    service.reload()
    service.wait_for_journal("reloaded")
    assert has_rule(service, "faults/lecture")
    assert service.records("finding")[-1]["at"]["quote"] is None


def test_a_change_on_disk_is_noticed(service, machine):
    """Without a reload: good rules are taken, bad ones refused, and good ones taken again."""
    may_refuse(service).configure(rules=["/etc/tact/rules.d"]).start()
    machine.write("/etc/tact/rules.d/more.json", PACK)
    service.wait_for_journal("reloaded: faults@1.0.0, our-team@1.0.0")
    assert has_rule(service, "our-team/more")
    machine.write("/etc/tact/rules.d/more.json", PACK.replace("forbid", "forbit"))
    service.wait_for(lambda: service.show("StatusText").startswith(REFUSED), "the status line does not say so")
    assert has_rule(service, "our-team/more")
    machine.write("/etc/tact/rules.d/more.json", PACK.replace("1.0.0", "1.0.1"))
    service.wait_for_journal("reloaded: faults@1.0.0, our-team@1.0.1")
    assert [record["status"] for record in service.records("rules")] == ["loaded", "loaded", "refused", "loaded"]


def test_an_example_that_fails_is_refused(service, machine):
    may_refuse(service).configure().start()
    text = machine.read(RULES)
    machine.write(RULES, text.replace('"should have read"', '"should have written"'))
    assert service.reload(check=False).returncode != 0
    assert any("[example-fails]" in line for line in service.journal(ERROR))
    assert has_rule(service, "faults/lecture")


def test_exactly_once_over_many_reloads(service, machine):
    service.configure().start()
    exports = Exports(400, 1)
    with service.load(exports):
        for _ in range(20):
            service.reload()
    service.wait_until_done(exports)
    assert len(os.listdir(machine.path(INCOMING))) == 0
    service.stop()
    service.expect_exactly_once(exports)
