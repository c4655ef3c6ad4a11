import Diagnostics
import Rules
import Testing

@Suite struct PackReaderTests {
    /// A rule that is right, to be spoilt in one place.
    private static let rule = #""kind": "forbid", "by": "agent", "phrases": "calm down""#
    private static let good = #"["A: ok"]"#
    private static let bad = #"["A: [[calm down]]"]"#

    private func codes(rule: String = rule, lists: String = "", bad: String = bad, good: String = good, head: String = "") -> [String] {
        RulePack.reports(RulePack.json(rule: rule, lists: lists, bad: [bad], good: [good], head: head)).map {
            String($0.split(separator: " ")[2])
        }
    }

    @Test func `a right pack has nothing to report`() {
        #expect(codes() == [])
    }

    @Test(arguments: [
        (#""kind": "forbit", "by": "agent", "phrases": "x""#, ["unknown-kind"]),
        (#""kind": "forbid", "by": "agnet", "phrases": "x""#, ["unknown-word"]),
        (#""kind": "forbid", "phrases": "x""#, ["missing-key"]),
        (#""kind": "forbid", "by": "agent""#, ["missing-key"]),
        (#""kind": "forbid", "by": "agent", "phrases": []"#, ["empty-list"]),
        (#""kind": "forbid", "by": "agent", "phrases": 3"#, ["wrong-type"]),
        (#""kind": "forbid", "by": "agent", "phrases": "(a|b""#, ["unbalanced-parenthesis"]),
        (#""kind": "forbid", "by": "agent", "phrases": "@nobody""#, ["unknown-list"]),
        (#""kind": "forbid", "by": "agent", "phrases": ["x", "x"]"#, ["duplicate-phrase"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "at_least": 0"#, ["out-of-range"]),
        (#""kind": "forbid", "by": "agent", "phrases": { "phrase": "x", "wieght": 2 }"#, ["unknown-key"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "within": {}"#, ["unknown-key"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "when": { "channel": "fax" }"#, ["unknown-word"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "unless": { "phrases": "y", "in": "somewhere" }"#, ["unknown-word"]),
        (#""kind": "follow", "response": { "by": "agent" }"#, ["missing-key"]),
        (#""kind": "follow", "trigger": { "by": "customer" }, "response": { "by": "agent" }, "within": { "time": "soon" }"#, ["bad-duration"]),
        (#""kind": "require", "by": "agent""#, ["missing-key"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "min_words": 5, "max_words": 4"#, ["unreachable-selector"]),
        (#""kind": "forbid", "by": ["bot", "note"], "phrases": "x", "last_turns": 1"#, ["unreachable-selector"]),
        (#""kind": "forbid", "by": "agent", "phrases": [{ "phrase": "x", "weight": -1 }]"#, ["unreachable-selector"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "when": { "tags": { "any": ["a"], "none": ["a", "b"] } }"#, ["unsatisfiable-when"]),
        (#""kind": "forbid", "by": "agent", "phrases": "x", "when": { "channel": [], "state": [] }"#, ["unsatisfiable-when", "unsatisfiable-when"]),
    ])
    func `says what is wrong with a rule`(rule: String, expected: [String]) {
        #expect(codes(rule: rule) == expected)
    }

    @Test func `says what is wrong with lists`() {
        #expect(codes(lists: #""a": ["@b"], "b": { "phrases": ["@a"], "unless": ["x"] }"#) == ["list-cycle", "list-cycle"])
        #expect(codes(lists: #""Bad Name": ["x"]"#) == ["bad-name"])
        #expect(codes(lists: #""a": { "phrases": ["x"], "except": [] }"#) == ["unknown-key"])
        #expect(codes(lists: #""a": ["x"], "a": ["y"]"#) == ["duplicate-key"])
        #expect(codes(lists: #""a": ["x"]"#) == ["unused-list"])
        #expect(codes(rule: #""kind": "forbid", "by": "agent", "phrases": "@a""#, lists: #""a": ["calm down"]"#) == [])
    }

    @Test func `says what is wrong with a pack's head`() {
        #expect(codes(head: #", "versoin": "1""#) == ["unknown-key"])
        let text = #"{ "format": 2, "pack": { "name": "A", "version": "1.0", "languages": ["english"] }, "rules": {}, "extra": 1 }"#
        let reports = RulePack.reports(text)
        #expect(reports.map { $0.split(separator: " ")[2] } == ["unknown-format", "bad-name", "bad-version", "bad-language", "empty-list", "unknown-key"])
    }

    @Test func `says what is wrong with examples`() {
        #expect(codes(bad: #"["A: calm down"]"#) == ["no-mark"])
        #expect(codes(good: #"["A: [[ok]]"]"#) == ["mark-in-good"])
        #expect(codes(good: #"["X: ok"]"#) == ["bad-line"])
        #expect(codes(good: #"["A@x ok"]"#) == ["bad-time"])
        #expect(codes(bad: #"["A: [[calm down"]"#) == ["bad-mark"])
        #expect(codes(good: #"{ "lines": ["A: ok"], "mata": {} }"#) == ["unknown-key"])
    }

    @Test func `a placeholder must have a value`() {
        let text = RulePack.json(rule: Self.rule, bad: [Self.bad], good: [Self.good]).replacing("\"Message\"", with: "\"Said {tigger}\"")
        #expect(RulePack.reports(text).map { $0.split(separator: " ")[2] } == ["unknown-placeholder"])
    }

    @Test func `two packs of one name are refused`() {
        let text = RulePack.json(rule: Self.rule, bad: [Self.bad], good: [Self.good])
        let loaded = RuleSet.load([SourceText(file: "a.json", text: text), SourceText(file: "b.json", text: text)])
        #expect(loaded.ruleSet == nil)
        #expect(loaded.diagnostics.map(\.code) == ["duplicate-pack"])
    }

    @Test func `no packs at all is an error`() {
        #expect(RuleSet.load([]).diagnostics.map(\.code) == ["no-packs"])
    }

    @Test func `no cut of a pack traps, and none but the whole is accepted`() {
        let text = Array(RulePack.json(rule: Self.rule, bad: [Self.bad], good: [Self.good]).utf8)
        for end in text.indices {
            let loaded = RuleSet.load([SourceText(file: "cut.json", bytes: Array(text[..<end]))])
            #expect(loaded.ruleSet == nil && !loaded.diagnostics.isEmpty, "cut at \(end)")
        }
    }
}
