import Diagnostics
import Rules
import TestSupport
import Testing

/// What a thorough look at packs finds, and what it must not find.
@Suite struct ReviewTests {
    /// The codes that a pack with one rule gets, with the pointers of their places.
    private func review(_ rule: String, lists: String = "", bad: String = #"["A: [[x]]"]"#, good: String = #"["A: y"]"#) throws -> [String] {
        let text = RulePack.json(rule: rule, lists: lists, bad: [bad], good: [good])
        let loaded = RuleSet.load([SourceText(file: "test.json", text: text)])
        let rules = try #require(loaded.ruleSet, "\(loaded.diagnostics)")
        return rules.review().map { "\($0.code) \($0.place?.pointer ?? "")" }
    }

    private func phrases(_ phrases: String..., lists: String = "", more: String = "") throws -> [String] {
        let array = phrases.map { $0.hasPrefix("{") ? $0 : "\"\($0)\"" }.joined(separator: ", ")
        return try review(#""kind": "forbid", "by": "agent", "phrases": [\#(array)]\#(more)"#, lists: lists)
    }

    // MARK: Phrases that never match

    @Test(arguments: [
        "<question> so what", "wait <exclaim> now", "call 800 555 0199", "(wait|<question> now)", "please @greeting", "@farewell now",
        "hm ?(<question> so) what",
    ])
    func `what does not match its own words is told`(_ phrase: String) throws {
        let lists = #""greeting": ["^hello"], "farewell": ["bye$"]"#
        let uses = "\"@greeting\", \"@farewell\", \"\(phrase)\""
        #expect(
            try review(#""kind": "forbid", "by": "agent", "phrases": [\#(uses)]"#, lists: lists) == ["unmatchable-phrase /rules/rule/phrases/2"])
    }

    @Test(arguments: [
        "calm down", "can't help", "apolog*", "cant*", "(I|we) ~3 (sorry|apolog*) ?for that", "^so what", "what now$", "follow-up 24/7",
        "10 000 000 times", "l'attente", "nothing ~20 do", "straße", "до свидания", "@greeting there", "bye @farewell", "10:30",
        "wait <number> (days|hours)", "<date> <money>", "so <shout> <exclaim>", "<angry-emoji> <sad-emoji>", "mail <email> <url> <phone> <order-id>",
    ])
    func `what matches its own words is not told`(_ phrase: String) throws {
        let found = try phrases(phrase, lists: #""greeting": ["^hello"], "farewell": ["bye$"]"#, more: #", "unless": ["@greeting", "@farewell"]"#)
        #expect(found.filter { $0.hasPrefix("unmatchable") } == [])
    }

    // MARK: Phrases that add nothing

    @Test(arguments: [
        ["calm down", "just calm down"], ["calm down", "(just|now) calm down ?please"], ["calm ~5 down", "calm ~3 down"],
        ["apolog*", "apologies"], ["apolog*", "many apologies"], ["cannot help", "can't help"], ["<number> days", "wait <number> days"],
        ["(calm|cool) down", "cool down"], ["calm down", "^calm down"],
    ])
    func `a phrase that adds nothing is told`(_ pair: [String]) throws {
        #expect(try phrases(pair[0], pair[1]) == ["shadowed-phrase /rules/rule/phrases/1"])
    }

    @Test(arguments: [
        ["^calm down", "so calm down now"], ["calm down", "calm down and calm down"], ["calm ~3 down", "calm ~5 down"],
        ["7 days", "<number> days"], ["apologies", "apolog*"], ["calm down", "just ~2 calm down", "very much"], ["(a c|a d|b c)", "(a|b) (c|d)"],
        ["sorry", "so sorry", "oh so"], ["sorry", "sorry now", "now then"], [#"{"phrase": "sorry", "weight": 2}"#, "so sorry"],
        [#"{"phrase": "sorry", "weight": -1}"#, #"{"phrase": "so sorry", "weight": -1}"#, "hello"],
    ])
    func `a phrase that may add something is not told`(_ list: [String]) throws {
        let array = list.map { $0.hasPrefix("{") ? $0 : "\"\($0)\"" }.joined(separator: ", ")
        #expect(try review(#""kind": "forbid", "by": "agent", "phrases": [\#(array)]"#) == [])
    }

    @Test func `a longer phrase matters where its list stands within a phrase, or protects`() throws {
        let inside = try phrases("^@ask now", lists: #""ask": ["calm down", "just calm down"]"#)
        #expect(inside == [])
        let unless = try phrases("do calm down", more: #", "unless": ["calm down", "just do calm down"]"#)
        #expect(unless == [])
    }

    // MARK: `unless`

    @Test(arguments: ["not my fault", "(no|never) mind", "wait"])
    func `an unless without a word of what it protects is told`(_ unless: String) throws {
        #expect(try phrases("calm down", more: #", "unless": "\#(unless)""#) == ["idle-unless /rules/rule/unless"])
    }

    @Test(arguments: ["not calm", "nothing ~3 said", "<shout> it", "@calm", "cal*", "(no|down) now"])
    func `an unless that may overlap is not told`(_ unless: String) throws {
        #expect(try phrases("calm down", lists: #""calm": ["down"]"#, more: #", "unless": "\#(unless)""#) == [])
        #expect(try phrases("do <number> times", more: #", "unless": "calm down""#) == [])
    }

    // MARK: Examples

    @Test func `examples that are there twice, and a when that none meets`() throws {
        let rule = #""kind": "forbid", "by": "agent", "phrases": "x""#
        #expect(try review(rule, bad: #"["A: [[x]]"], ["A: [[x]]"]"#) == ["duplicate-example /rules/rule/examples/bad/1"])
        #expect(try review(rule, good: #"["A: x"]"#) == ["contradicting-examples /rules/rule/examples/good/0"])
        #expect(try review(rule, good: #"{"meta": {"channel": "chat"}, "lines": ["A: x"]}"#) == [])
        #expect(try review(rule, good: #"["C: x"]"#) == [])
        #expect(try review(rule, good: #"["A@1:00: x"]"#) == [])
        let when = rule + #", "when": {"channel": "chat"}"#
        #expect(try review(when) == ["untested-when /rules/rule"])
        #expect(try review(when, bad: #"{"meta": {"channel": "chat"}, "lines": ["A: [[x]]"]}"#) == [])
    }

    @Test func `what is told comes in the order of the pack`() throws {
        let found = try phrases("call 800 555 0199", "calm down", "just calm down", more: #", "unless": "y""#)
        #expect(
            found == [
                "unmatchable-phrase /rules/rule/phrases/0", "shadowed-phrase /rules/rule/phrases/2", "idle-unless /rules/rule/unless",
            ])
    }

    @Test func `the shipped packs have nothing to tell`() throws {
        let rules = try #require(RuleSet.load(paths: [Repository.url("rules").path()]).ruleSet)
        #expect(rules.review().map { "\($0.message) \($0.place?.pointer ?? "")" } == [])
    }
}
