import Diagnostics
import Findings
import Rules
import Testing
import Transcripts

@testable import Linting

@Suite struct LinterTests {
    private static let pack = #"""
        { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] },
          "rules": {
            "brush-off": {
              "kind": "forbid", "category": "dismissive-phrasing", "behaviour": "concern", "severity": "error", "rev": 3, "title": "T",
              "message": "“{match}” brushes off.", "why": "W", "fix": "F", "by": "agent", "phrases": ["calm down", "whatever"],
              "examples": { "bad": [["A: [[calm down]]"]], "good": [["A: ok"]] } },
            "no-answer": {
              "kind": "follow", "category": "c", "behaviour": "acknowledge", "severity": "warning", "rev": 1, "title": "T",
              "message": "They said “{trigger}”.", "why": "W", "fix": "F",
              "trigger": { "by": "customer", "phrases": "fed up" }, "response": { "by": "agent", "phrases": "sorry" }, "within": { "turns": 1 },
              "examples": { "bad": [["C: fed up", "A: [[ok]]"]], "good": [["A: ok"]] } } } }
        """#

    private func linter() throws -> Linter {
        Linter(try #require(RuleSet.load([SourceText(file: "test.json", text: Self.pack)]).ruleSet))
    }

    private func transcript(_ lines: [(Role, String)], id: String = "t", language: String? = nil) -> Transcript {
        Transcript(
            id: id, language: language,
            messages: lines.enumerated().map { Message(index: $0, role: $1.0, author: "\($1.0)", text: $1.1) })
    }

    @Test func `findings carry places, words and the rule behind them`() throws {
        let result = try linter().lint(transcript([(.customer, "Ünd I'm so FED UP!"), (.agent, "Whatever. Calm down, ok?")]))
        #expect(result.findings.map(\.rule.name) == ["brush-off", "no-answer", "brush-off"])
        let brushOff = result.findings[0]
        #expect(brushOff.at.span == 0..<8)
        #expect(brushOff.at.quote == "Whatever")
        #expect(brushOff.message == "“Whatever” brushes off.")
        #expect(brushOff.rule.path == "test/brush-off" && brushOff.rule.rev == 3)
        let noAnswer = result.findings[1]
        #expect(noAnswer.at.message == 1 && noAnswer.at.quote == "Whatever. Calm down, ok?")
        #expect(noAnswer.trigger?.span == 12..<18)
        #expect(noAnswer.message == "They said “FED UP”.")
    }

    @Test func `a message quotes on one line what stands on several`() throws {
        let text = Self.pack.replacing("They said “{trigger}”.", with: "“{match}” is no answer.")
        let linter = Linter(try #require(RuleSet.load([SourceText(file: "test.json", text: text)]).ruleSet))
        let findings = linter.lint(transcript([(.customer, "I am fed up"), (.agent, "Well\n\nhm")])).findings
        #expect(findings.map(\.message) == ["“Well hm” is no answer."])
        #expect(findings.map(\.at.quote) == ["Well\n\nhm"])
    }

    /// A conversation that is exported again once it has grown: what was found before is found under the same id.
    @Test func `a grown conversation keeps the ids of its findings`() throws {
        let lines: [(Role, String)] = [(.customer, "I'm fed up"), (.agent, "Calm down"), (.customer, "No"), (.agent, "Whatever")]
        let before = try linter().lint(transcript(Array(lines.prefix(3)))).findings.map(\.id)
        let after = try linter().lint(transcript(lines)).findings.map(\.id)
        #expect(before.count == 2 && Set(before).isSubset(of: after) && after.count == 3)
    }

    @Test func `rules for linting alone find the same`() throws {
        let text = Self.pack.replacing("\"rules\": {", with: #""lists": { "any": ["boo"] }, "rules": {"#)
        let rules = try #require(RuleSet.load([SourceText(file: "test.json", text: text)]).ruleSet)
        let slim = rules.forLintingAlone
        #expect(slim.rules.allSatisfy { $0.examples.isEmpty } && !rules.rules.allSatisfy { $0.examples.isEmpty })
        #expect(rules.list(named: "any", inPack: "test") != nil && slim.list(named: "any", inPack: "test") == nil)
        for example in rules.rules.flatMap(\.examples) {
            #expect(Linter(slim).lint(example.transcript) == Linter(rules).lint(example.transcript))
        }
        let loaded = try #require(RuleSet.load([SourceText(file: "test.json", text: text)], for: .lintingAlone).ruleSet)
        #expect(loaded.rules.allSatisfy { $0.examples.isEmpty } && loaded.list(named: "any", inPack: "test") == nil)
        for example in rules.rules.flatMap(\.examples) {
            #expect(Linter(loaded).lint(example.transcript) == Linter(rules).lint(example.transcript))
        }
    }

    @Test func `the verdict counts findings, behaviours and a score`() throws {
        let verdict = try linter().lint(transcript([(.customer, "I'm fed up"), (.agent, "Calm down")])).verdict
        #expect(verdict.counts == [.error: 1, .warning: 1])
        #expect(verdict.behaviours[.acknowledge] == .init(opportunities: 1, met: 0))
        #expect(verdict.score == 0)
        #expect(verdict.packs == ["test@1.0.0"])
        #expect(try linter().lint(transcript([(.customer, "I'm fed up"), (.agent, "Sorry")])).verdict.score == 100)
        #expect(try linter().lint(transcript([(.customer, "I'm fed up"), (.agent, "Hm")])).verdict.score == 67)
    }

    @Test func `messages in which phrases cannot be matched are counted`() throws {
        let verdict = try linter().lint(
            transcript([
                (.customer, "对不起，请问"), (.agent, "Calm down 😀 — ’"), (.agent, "> 对不起\nok"), (.customer, "すみません, sorry"),
                (.bot, "对不起"), (.note, "ขอโทษ"), (.agent, "죄송합니다"),
            ])
        ).verdict
        #expect(verdict.unsegmentedMessages == 2)
        #expect(verdict.counts == [.error: 1])
    }

    @Test func `without an agent there is no score`() throws {
        #expect(try linter().lint(transcript([(.customer, "I'm fed up"), (.bot, "calm down")])).verdict.score == nil)
    }

    @Test func `a language that no pack knows is never a clean bill`() throws {
        let result = try linter().lint(transcript([(.agent, "calm down")], language: "de-DE"))
        #expect(result.findings.isEmpty && result.verdict.unsupportedLanguage && result.verdict.score == nil)
        #expect(try linter().lint(transcript([(.agent, "calm down")], language: "en_GB")).findings.count == 1)
    }

    @Test func `ids are stable, and differ by transcript and place`() throws {
        let lines: [(Role, String)] = [(.agent, "calm down"), (.agent, "calm down, calm down")]
        let ids = try linter().lint(transcript(lines)).findings.map(\.id)
        #expect(ids == (try linter().lint(transcript(lines)).findings.map(\.id)))
        let others = try linter().lint(transcript(lines, id: "u")).findings.map(\.id)
        #expect(Set(ids + others).count == 6)
        // Written down, so that a change of the ids cannot pass unseen: dashboards keep them.
        #expect(ids[0] == "d5571a4446e11da1eb4a2d958f34c4f8")
    }

    @Test func `a message says what was measured and counted`() throws {
        let text = #"""
            { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] }, "rules": {
              "slow": {
                "kind": "measure", "metric": "reply_seconds", "gt": 60, "category": "c", "behaviour": "patience", "severity": "info", "rev": 1,
                "title": "T", "message": "{value} of silence after “{trigger}”.", "why": "W", "fix": "F",
                "examples": { "bad": [["C@0:00 a", "A@2:00 [[b]]"]], "good": [["A: ok"]] } },
              "echo": {
                "kind": "repeat", "by": "agent", "phrases": "policy", "category": "c", "behaviour": "listen", "severity": "info", "rev": 1,
                "title": "T", "message": "“{match}” {count} times.", "why": "W", "fix": "F",
                "examples": { "bad": [["A: policy, [[policy]]"]], "good": [["A: ok"]] } } } }
            """#
        let linter = Linter(try #require(RuleSet.load([SourceText(file: "t.json", text: text)]).ruleSet))
        var transcript = transcript([(.customer, "Why?"), (.agent, "Policy. Policy! It is policy.")])
        transcript.messages[0].time = .offset(milliseconds: 0)
        transcript.messages[1].time = .offset(milliseconds: 3_725_000)
        #expect(linter.lint(transcript).findings.map(\.message) == ["1 h 2 min of silence after “Why?”.", "“Policy” 3 times."])
    }

    @Test func `long quotes are cut at a character`() {
        let text = String(repeating: "é", count: 300)
        let quote = Excerpt.text(of: 0..<600, in: text)
        #expect(quote == String(repeating: "é", count: 200) + "…")
        #expect(Excerpt.text(of: 1..<600, in: "x" + text).utf8.count <= Excerpt.limit + 3)
    }

    @Test func `the same on any number of threads`() async throws {
        let linter = try linter()
        let transcripts = (0..<200).map { transcript([(.customer, "fed up \($0)"), (.agent, "whatever \($0), calm down")], id: "\($0)") }
        let expected = transcripts.map { linter.lint($0) }
        let results = await withTaskGroup(of: (Int, LintResult).self) { group in
            for (index, transcript) in transcripts.enumerated() { group.addTask { (index, linter.lint(transcript)) } }
            return await group.reduce(into: [Int: LintResult]()) { $0[$1.0] = $1.1 }
        }
        #expect(transcripts.indices.map { results[$0] } == expected)
    }
}
