import Diagnostics
import RuleTesting
import Rules
import Testing

/// Regular expressions in lists, seen through a rule that forbids them.
@Suite struct RegexRuleTests {
    private func expect(_ lists: String, atLeast: Double = 1, extra: String = "", bad: [String], good: [String]) throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "@a", "at_least": \#(atLeast)\#(extra)"#, lists: lists, bad: bad, good: good)
    }

    @Test func `a regex in a list, beside phrases`() throws {
        try expect(
            #""a": ["sorry", { "regex": "ref[. ]?\\d{3}" }]"#, bad: [#"["A: [[Ref.123]] and [[sorry]]"]"#, #"["A: [[REF 123]]4"]"#],
            good: [#"["A: ref 12"]"#, #"["A: > ref 123"]"#])
    }

    @Test func `a regex with a weight`() throws {
        try expect(
            #""a": ["sorry", { "regex": "\\d{3}", "weight": 2 }]"#, atLeast: 2, bad: [#"["A: [[123]]"]"#], good: [#"["A: sorry"]"#])
    }

    @Test func `a regex as an unless of a list and of a rule`() throws {
        try expect(
            #""a": { "phrases": ["policy"], "unless": [{ "regex": "policy no\\. ?\\d+" }] }"#, bad: [#"["A: our [[policy]]"]"#],
            good: [#"["A: your policy no. 12"]"#])
        try expect(
            #""a": ["policy"]"#, extra: #", "unless": [{ "regex": "policy no\\. ?\\d+" }, { "phrases": { "regex": "quot(e|ing)" } }]"#,
            bad: [#"["A: our [[policy]]"]"#], good: [#"["A: your policy no. 12"]"#, #"["A: I quote: policy"]"#])
    }

    @Test func `a list with a regex is named by itself`() throws {
        try expect(#""a": ["@b"], "b": [{ "regex": "\\d{3}" }]"#, bad: [#"["A: [[123]]"]"#], good: [#"["A: 12"]"#])
    }

    @Test func `coverage and needed unless know expressions`() throws {
        let json = RulePack.json(
            rule: #""kind": "forbid", "by": "agent", "phrases": ["policy", { "regex": "rule \\d" }, { "regex": "clause \\d" }], "#
                + #""unless": { "regex": "policy \\d" }"#,
            bad: [#"["A: [[policy]] and [[rule 1]]"]"#], good: [#"["A: policy 1"]"#])
        let rules = try #require(RuleSet.load([SourceText(file: "test.json", text: json)]).ruleSet)
        let matched = rules.rules[0].examples.reduce(into: Set<PhrasePlace>()) { $0.formUnion(rules.phrasePlaces(matching: $1.transcript)) }
        #expect(rules.phrasePlaces.filter { !matched.contains($0) }.map(\.phrase) == [#"clause \d"#])
        #expect(rules.phrasePlaces.map(\.pointer).contains("/rules/rule/phrases/1/regex"))
        #expect(rules.unlessEntries.map(\.phrase) == [#"policy \d"#])
        let without = rules.without(unless: rules.unlessEntries[0])
        #expect(RuleTester.run(without).contains { !$0.passed })
    }

    @Test func `mistakes have their place in the string`() {
        func report(_ phrases: String) -> String {
            let json = RulePack.json(
                rule: "\"kind\": \"forbid\", \"by\": \"agent\", \"phrases\": [\(phrases)]", lists: #""ids": [{ "regex": "\\d{3}" }]"#,
                bad: [#"["A: [[x]]"]"#], good: [#"["A: y"]"#])
            let loaded = RuleSet.load([SourceText(file: "test.json", text: json)])
            return loaded.diagnostics.filter { $0.severity == .error }.map { diagnostic in
                let excerpt = diagnostic.place?.excerpt
                let underlined = excerpt.map { String(Array($0.text)[$0.underline]) } ?? ""
                return "\(diagnostic.code) \(diagnostic.place?.pointer ?? "") \(underlined)"
            }.joined(separator: "; ")
        }
        #expect(report(#"{ "regex": "abc\\d)" }, "@ids""#) == "bad-regex /rules/rule/phrases/0/regex )")
        #expect(report(#"{ "regex": ".+" }, "@ids""#) == "regex-too-broad /rules/rule/phrases/0/regex .+")
        #expect(report(#"{ "regex": "abc", "phrase": "x" }, "@ids""#) == "unknown-key /rules/rule/phrases/0/phrase \"phrase\"")
        #expect(report(#""number @ids""#) == #"regex-in-phrase /rules/rule/phrases/0 "number @ids""#)
        #expect(report(#"{ "phrase": "@ids", "weight": 2 }"#) == #"regex-in-phrase /rules/rule/phrases/0/phrase "@ids""#)
    }

    @Test func `the same words as a phrase and as a regex are two`() throws {
        try expect(#""a": ["sorry", { "regex": "sorry" }]"#, atLeast: 1, bad: [#"["A: [[sorry]]"]"#], good: [#"["A: no"]"#])
    }
}
