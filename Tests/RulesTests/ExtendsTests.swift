import Diagnostics
import Findings
import RuleTesting
import Rules
import Testing

@Suite struct ExtendsTests {
    private typealias Packs = ExtendingPacks

    private func rule(_ changes: String, name: String = "no-rude") -> String { #""\#(name)": { "extends": "base/no-rude", \#(changes) }"# }

    @Test func `an entry of the same name overrides`() throws {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: rule(#""severity": "error""#)))
        #expect(rules.rules.map(\.reference.path) == ["site/no-rude"])
        #expect(rules.rules.map(\.severity) == [.error])
        #expect(rules.rules.map(\.overrides) == [["base/no-rude"]])
        #expect(rules.rules.map(\.reference.rev) == [3])
        #expect(Packs.findings(rules, "Calm down!") == ["site/no-rude: Calm down"])
    }

    @Test func `an entry of another name derives, and both are in force`() throws {
        let derived = rule(##""phrases": "tough luck", "examples": { "bad": [["A: [[Tough luck]]."]], "good": [] }, "waive": ["bad 1", "bad 2", "bad 3"]"##, name: "no-scorn")
        let rules = try Packs.rules(Packs.base, Packs.site(rules: derived))
        #expect(rules.rules.map(\.reference.path) == ["base/no-rude", "site/no-scorn"])
        #expect(Packs.findings(rules, "Calm down. Tough luck.") == ["base/no-rude: Calm down", "site/no-scorn: Tough luck"])
        #expect(RuleTester.run(rules).filter { !$0.passed }.map(\.name) == [])
    }

    @Test func `a bare key replaces`() throws {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: rule(#""phrases": ["tough luck"]"#)))
        #expect(Packs.findings(rules, "Calm down. Tough luck.") == ["site/no-rude: Tough luck"])
    }

    @Test func `a key with a plus appends`() throws {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: rule(#""phrases+": ["tough luck"]"#)))
        #expect(Packs.findings(rules, "Calm down. Tough luck.") == ["site/no-rude: Calm down", "site/no-rude: Tough luck"])
    }

    @Test func `a key with a plus merges objects`() throws {
        let rules = try Packs.rules(
            Packs.base, Packs.site(rules: rule(#""when": { "channel": "chat" }"#)),
            Packs.site(rules: #""no-rude": { "extends": "site/no-rude", "when+": { "min_messages": 2 } }"#, extends: #""site@0.1""#)
                .replacing("\"name\": \"site\"", with: "\"name\": \"shop\""))
        #expect(rules.rules.map(\.reference.path) == ["shop/no-rude"])
        #expect(rules.rules.map(\.overrides) == [["base/no-rude", "site/no-rude"]])
        // Both conditions hold: neither channel nor number of messages fits here.
        #expect(Packs.findings(rules, "Calm down.") == [])
    }

    @Test func `a key with a minus removes`() throws {
        let list = #""rude": { "extends": "base/rude", "phrases-": ["whatever", "as if"], "unless-": true }"#
        let rules = try Packs.rules(Packs.base, Packs.site(lists: list))
        #expect(Packs.findings(rules, "Whatever. Calm down. As if.") == ["base/no-rude: Calm down"])
        let unlimited = try Packs.rules(Packs.base, Packs.site(rules: rule(#""limit-": true"#)))
        #expect(unlimited.rules.map(\.limit) == [nil])
    }

    @Test func `what is removed goes before what is appended`() throws {
        let list = #""rude": { "extends": "base/rude", "phrases+": [{ "phrase": "as if", "weight": 0.5 }, "boo"], "phrases-": "as if" }"#
        let rules = try Packs.rules(Packs.base, Packs.site(lists: list))
        #expect(Packs.findings(rules, "As if.") == [])
        #expect(Packs.findings(rules, "Boo.") == ["base/no-rude: Boo"])
    }

    @Test func `removing what is not there is an error`() {
        let list = #""rude": { "extends": "base/rude", "phrases-": ["calm donw"] }"#
        let loaded = Packs.load(Packs.base, Packs.site(rules: rule(#""when-": ["channel"], "limits-": true"#), lists: list))
        #expect(Packs.codes(loaded) == ["nothing-to-remove", "nothing-to-remove", "nothing-to-remove"])
        #expect(loaded.diagnostics.map(\.help) == ["did you mean “calm down”?", "take this key away", "did you mean “limit”?"])
        #expect(loaded.diagnostics.allSatisfy { $0.place?.file == "2.json" })
    }

    @Test func `a list that is overridden is another one for every rule that names it`() throws {
        let list = #""rude": { "extends": "base/rude", "phrases+": ["tough luck"] }"#
        let rules = try Packs.rules(Packs.base, Packs.site(lists: list))
        #expect(Packs.findings(rules, "Tough luck.") == ["base/no-rude: Tough luck"])
    }

    @Test func `phrases can name the lists of packs below`() throws {
        let own = """
            "no-scorn": { "kind": "forbid", "category": "c", "behaviour": "concern", "severity": "info", "rev": 1, "title": "T", "message": "M", "why": "W",
              "fix": "F", "by": "agent", "phrases": "so @rude", "examples": { "bad": [["A: [[So calm down]]."]], "good": [["A: Calm down."]] } }
            """
        let rules = try Packs.rules(Packs.base, Packs.site(rules: own))
        #expect(Packs.findings(rules, "So whatever.") == ["site/no-scorn: So whatever", "base/no-rude: whatever"])
    }

    @Test func `a phrase means the lists of the pack that it was written in`() throws {
        // The derived rule takes “@rude” over, which is base's list, though site has another of its own name for another purpose.
        let derived = rule(#""severity": "info""#, name: "no-scorn")
        let list = #""loud": ["boo"]"#
        let rules = try Packs.rules(Packs.base, Packs.site(rules: derived, lists: list))
        #expect(Packs.findings(rules, "Boo. Calm down.") == ["base/no-rude: Calm down", "site/no-scorn: Calm down"])
    }

    @Test func `redefining a name without extends is an error`() {
        let loaded = Packs.load(Packs.base, Packs.site(lists: #""rude": ["boo"]"#))
        #expect(Packs.codes(loaded) == ["redefined"])
        #expect(loaded.diagnostics.first?.help == "add \"extends\": \"base/rude\" to change it, or use another name")
    }

    @Test func `the order of the files does not matter to packs that build on each other`() throws {
        let rules = try Packs.rules(Packs.site(rules: rule(#""severity": "error""#)), Packs.base)
        #expect(rules.packs.map(\.name) == ["base", "site"])
        #expect(rules.packs.map(\.turnGap) == [1_800_000, 1_800_000])
    }

    @Test(arguments: [
        (#""bse@^1""#, "missing-pack", "did you mean “base”?"),
        (#""base@^2""#, "wrong-pack-version", "see what changed, adapt this pack, and name that version"),
        (#""base@latest""#, "bad-version", "write ^1, ^1.2, ~1.2, 1.2.3 or >=1.2 after the @"),
        (#""Base""#, "bad-name", "write a pack's name and its versions, such as core-en@^1"),
    ])
    func `says what is wrong with what a pack builds on`(extends: String, code: String, help: String) {
        let loaded = Packs.load(Packs.base, Packs.site(lists: #""loud": ["boo"]"#, extends: extends))
        #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.code) == [code])
        #expect(loaded.diagnostics.first { $0.severity == .error }?.help == help)
    }

    @Test(arguments: [
        (#""x": { "extends": "no-rude" }"#, "bad-reference"),
        (#""x": { "extends": "other/no-rude" }"#, "not-extended"),
        (#""x": { "extends": "base/no-rud" }"#, "unknown-rule"),
        (#""x": { "extends": 3 }"#, "wrong-type"),
        (#""no-rude": { "extends": "base/no-rude", "phrases": "x", "phrases+": ["y"] }"#, "conflicting-change"),
        (#""no-rude": { "extends": "base/no-rude", "severity+": { "a": 1 } }"#, "cannot-append"),
        (#""no-rude": { "extends": "base/no-rude", "waive": ["bad 9"] }"#, "unknown-example"),
        (#""no-rude": { "extends": "base/no-rude", "titel": "T" }"#, "unknown-key"),
    ])
    func `says what is wrong with an entry that extends`(rule: String, code: String) {
        let loaded = Packs.load(Packs.base, Packs.site(rules: rule))
        #expect(Packs.codes(loaded) == [code])
        #expect(loaded.diagnostics.allSatisfy { $0.place?.file == "2.json" && $0.help != nil })
    }

    @Test func `packs that build on each other are an error`() {
        let other = Packs.site(lists: #""a": ["x"]"#, extends: #""site""#).replacing("\"name\": \"site\"", with: "\"name\": \"shop\"")
        let loaded = Packs.load(Packs.site(lists: #""b": ["y"]"#, extends: #""shop""#), other)
        #expect(Packs.codes(loaded) == ["pack-cycle", "pack-cycle"])
    }

    @Test func `an entry can be overridden once`() {
        let second = Packs.site(rules: rule(#""severity": "info""#)).replacing("\"name\": \"site\"", with: "\"name\": \"shop\"")
        let loaded = Packs.load(Packs.base, Packs.site(rules: rule(#""severity": "error""#)), second)
        #expect(Packs.codes(loaded) == ["overridden-twice"])
        #expect(loaded.diagnostics.first?.help == "extend “site/no-rude”, or put both changes into one pack")
    }

    @Test func `a mistake that is taken over is one mistake, where it was written`() {
        let spoilt = Packs.base.replacing("\"severity\": \"warning\"", with: "\"severity\": \"warn\"")
        let loaded = Packs.load(spoilt, Packs.site(rules: rule(#""title": "T""#, name: "other")))
        #expect(Packs.codes(loaded) == ["unknown-word"])
        #expect(loaded.diagnostics.first?.place?.file == "1.json")
    }

    @Test func `lists of two packs that hold each other are a cycle`() {
        let base = Packs.base.replacing("\"as if\"", with: "\"@more\"").replacing("\"lists\": {", with: "\"lists\": { \"more\": [\"x\"],")
        let loaded = Packs.load(base, Packs.site(lists: #""more": { "extends": "base/more", "phrases+": ["@rude"] }"#))
        #expect(Set(Packs.codes(loaded)) == ["list-cycle"])
    }

    @Test func `the lists of a pack without rules are for others, used or not`() throws {
        #expect(Packs.codes(Packs.load(Packs.base, Packs.site(lists: #""a": ["x"]"#))) == [])
        #expect(Packs.codes(Packs.load(Packs.base, Packs.site(rules: rule(#""severity": "info""#), lists: #""a": ["x"]"#))) == ["unused-list"])
    }

    @Test func `a former name is understood`() throws {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: #""kind-words": { "extends": "base/be-kind", "severity": "info" }"#))
        #expect(rules.rules.map(\.reference.path) == ["base/no-rude", "site/kind-words"])
        #expect(rules.rules[0].isNamed("be-kind") && rules.rules[0].isNamed("base/be-kind"))
        #expect(!rules.rules[1].isNamed("be-kind"))
    }

    @Test func `who extends what is deprecated is warned`() {
        let base = Packs.base.replacing("\"limit\": 5", with: "\"deprecated\": \"use no-scorn\"")
        let loaded = Packs.load(base, Packs.site(rules: rule(#""severity": "info""#)))
        #expect(loaded.ruleSet != nil)
        #expect(Packs.codes(loaded) == ["deprecated-rule"])
        #expect(loaded.diagnostics.first?.help == "use no-scorn")
    }
}
