import Diagnostics
import Findings
import Linting
import RuleTesting
import Rules
import Testing
import Transcripts

/// One test for each key that all kinds of rules share, by its name.
@Suite struct RuleKeyTests {
    private static let base = #""kind": "forbid", "by": "agent", "phrases": ["calm down", "whatever"]"#

    /// A pack with one rule, whose members can be changed.
    private func rules(_ more: String = "", replacing old: String = "", with new: String = "") throws -> RuleSet {
        let text = RulePack.json(
            rule: Self.base + (more.isEmpty ? "" : ", " + more), bad: [#"["A: [[Calm down]]."]"#], good: [#"["A: Hello."]"#])
        let loaded = RuleSet.load([SourceText(file: "t.json", text: old.isEmpty ? text : text.replacing(old, with: new))])
        return try #require(loaded.ruleSet, "\(DiagnosticText().render(loaded.diagnostics))")
    }

    private func lint(
        _ rules: RuleSet, _ lines: [(Role, String)] = [(.customer, "Hello?"), (.agent, "Calm down.")],
        _ change: (inout Transcript) -> Void = { _ in }
    ) -> LintResult {
        var transcript = Transcript(
            id: "t", channel: .chat, messages: lines.enumerated().map { Message(index: $0, role: $1.0, text: $1.1) })
        change(&transcript)
        return Linter(rules).lint(transcript)
    }

    private func finding(_ rules: RuleSet) throws -> Finding { try #require(lint(rules).findings.first) }

    // MARK: What a finding says

    @Test func `kind`() throws {
        #expect(type(of: try rules().rules[0].kind).name == "forbid")
        #expect(RulePack.reports(RulePack.json(rule: #""by": "agent", "phrases": "x""#, bad: [], good: [])).contains { $0.contains("missing-key") })
    }

    @Test func `title`() throws { #expect(try rules().rules[0].title == "Title") }
    @Test func `category`() throws { #expect(try finding(try rules()).category == "test") }
    @Test func `behaviour`() throws { #expect(try finding(try rules()).behaviour == .listen) }
    @Test func `severity`() throws { #expect(try finding(try rules()).severity == .warning) }
    @Test func `rev`() throws { #expect(try finding(try rules(replacing: "\"rev\": 1", with: "\"rev\": 7")).rule.rev == 7) }
    @Test func `why`() throws { #expect(try rules().rules[0].why == "Why") }
    @Test func `fix`() throws { #expect(try finding(try rules()).fix == "Fix") }

    @Test func `message`() throws {
        let said = try rules(replacing: "\"message\": \"Message\"", with: #""message": "“{match}” was said.""#)
        #expect(try finding(said).message == "“Calm down” was said.")
    }

    @Test func `weight`() throws {
        // Two rules of the same severity: what is broken counts three times what is kept.
        let pack = { (weight: String) in
            let examples = #""examples": { "bad": [["A: [[x]]"]], "good": [["A: y"]] }"#
            let head = #""behaviour": "listen", "severity": "warning", "rev": 1, "title": "T", "message": "M", "why": "W", "fix": "F""#
            return """
                { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] }, "rules": {
                  "broken": { "kind": "forbid", "by": "agent", "phrases": "calm down", "weight": \(weight), "category": "a", \(head), \(examples) },
                  "kept": { "kind": "forbid", "by": "agent", "phrases": "whatever", "category": "b", \(head), \(examples) } } }
                """
        }
        let score = { (weight: String) in
            let loaded = RuleSet.load([SourceText(file: "t.json", text: pack(weight))])
            return self.lint(try #require(loaded.ruleSet)).verdict.score
        }
        #expect(try score("1") == 50)
        #expect(try score("3") == 25)
        #expect(try score("0") == 100)
    }

    // MARK: when

    @Test func `when channel`() throws {
        #expect(lint(try rules(#""when": { "channel": ["chat", "sms"] }"#)).findings.count == 1)
        #expect(lint(try rules(#""when": { "channel": "email" }"#)).findings.isEmpty)
    }

    @Test func `when language`() throws {
        let set = try rules(#""when": { "language": "en-GB" }"#)
        #expect(lint(set) { $0.language = "en-gb" }.findings.count == 1)
        #expect(lint(set) { $0.language = "en-US" }.findings.isEmpty)
        #expect(lint(set).findings.isEmpty)
    }

    @Test func `when state`() throws {
        let set = try rules(#""when": { "state": "closed" }"#)
        #expect(lint(set) { $0.state = .closed }.findings.count == 1)
        #expect(lint(set) { $0.state = .open }.findings.isEmpty)
    }

    @Test func `when queue`() throws {
        let set = try rules(#""when": { "queue": ["Billing"] }"#)
        #expect(lint(set) { $0.queue = "Billing" }.findings.count == 1)
        #expect(lint(set) { $0.queue = "Sales" }.findings.isEmpty)
    }

    @Test func `when tags any and none`() throws {
        let set = try rules(#""when": { "tags": { "any": ["vip", "press"], "none": ["test"] } }"#)
        #expect(lint(set) { $0.tags = ["press"] }.findings.count == 1)
        #expect(lint(set) { $0.tags = ["press", "test"] }.findings.isEmpty)
        #expect(lint(set) { $0.tags = ["other"] }.findings.isEmpty)
    }

    @Test func `when min_messages`() throws {
        let set = try rules(#""when": { "min_messages": 2 }"#)
        #expect(lint(set).findings.count == 1)
        // Bots do not count.
        #expect(lint(set, [(.bot, "Hi"), (.agent, "Calm down.")]).findings.isEmpty)
    }

    @Test func `when last_by`() throws {
        let set = try rules(#""when": { "last_by": "customer" }"#)
        #expect(lint(set).findings.isEmpty)
        #expect(lint(set, [(.agent, "Calm down."), (.customer, "No."), (.system, "Closed.")]).findings.count == 1)
    }

    // MARK: What becomes of findings

    @Test func `unless`() throws {
        let set = try rules(##""unless": ["whatever works", { "phrases": "sorry", "by": "agent", "in": "turn" }]"##)
        #expect(lint(set, [(.agent, "Whatever works.")]).findings.isEmpty)
        #expect(lint(set, [(.agent, "Whatever."), (.agent, "Sorry!")]).findings.isEmpty)
        #expect(lint(set, [(.agent, "Whatever.")]).findings.count == 1)
    }

    @Test func `limit`() throws {
        let lines: [(Role, String)] = [(.agent, "Calm down. Whatever. Calm down.")]
        #expect(lint(try rules(), lines).findings.count == 3)
        #expect(lint(try rules(#""limit": 2"#), lines).findings.count == 2)
    }

    @Test func `enabled`() throws {
        #expect(try rules(#""enabled": true"#).rules.count == 1)
        #expect(try rules(#""enabled": false"#).rules.isEmpty)
    }

    @Test func `status`() throws {
        #expect(try rules(#""status": "preview""#).withoutPreviews.rules.isEmpty)
        #expect(try rules(#""status": "stable""#).withoutPreviews.rules.count == 1)
    }

    @Test func `aliases`() throws {
        let rule = try rules(#""aliases": ["old-name"]"#).rules[0]
        #expect(rule.isNamed("rule") && rule.isNamed("test/rule") && rule.isNamed("old-name") && rule.isNamed("test/old-name"))
        #expect(!rule.isNamed("other/old-name"))
    }

    @Test func `deprecated`() throws { #expect(try rules(#""deprecated": "use another""#).rules[0].deprecated == "use another") }

    @Test func `examples`() throws {
        let examples = try rules().rules[0].examples
        #expect(examples.map(\.name) == ["bad 1", "good 1"])
        #expect(examples.map(\.marks.count) == [1, 0])
    }
}
