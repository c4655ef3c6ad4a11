import Diagnostics
import Linting
import Rules
import Testing
import Transcripts

@Suite struct SuppressTests {
    private typealias Packs = ExtendingPacks

    private func pack(_ entry: String) -> String { Packs.site(more: #", "suppress": [\#(entry)]"#) }

    private static let entry = #"{ "rule": "base/no-rude", "transcript": "42", "reason": "A quotation", "by": "Dana" }"#

    @Test func `a finding that is named is left out`() throws {
        let rules = try Packs.rules(Packs.base, pack(Self.entry))
        #expect(Packs.findings(rules, "Calm down.", id: "42") == [])
        #expect(Packs.findings(rules, "Calm down.", id: "43") == ["base/no-rude: Calm down"])
    }

    @Test func `it counts neither as found nor as missed`() throws {
        let rules = try Packs.rules(Packs.base, pack(Self.entry))
        let transcript = Transcript(id: "42", messages: [Message(index: 0, role: .agent, text: "Calm down. Whatever.")])
        let verdict = Linter(rules).lint(transcript).verdict
        #expect(verdict.suppressed == 2)
        #expect(verdict.score == 100)
        #expect(verdict.counts.isEmpty)
    }

    @Test func `only at the message that is named`() throws {
        let rules = try Packs.rules(Packs.base, pack(Self.entry.replacing("\"42\"", with: "\"42\", \"message\": 1")))
        let messages = ["Calm down.", "Whatever."].enumerated().map { Message(index: $0, role: .agent, text: $1) }
        let findings = Linter(rules).lint(Transcript(id: "42", messages: messages)).findings
        #expect(findings.map(\.at.message) == [0])
    }

    @Test func `an override is meant by the name of what it stands for`() throws {
        let site = Packs.site(
            rules: #""no-rude": { "extends": "base/no-rude", "severity": "error" }"#, more: #", "suppress": [\#(Self.entry)]"#)
        #expect(Packs.findings(try Packs.rules(Packs.base, site), "Calm down.", id: "42") == [])
    }

    @Test func `one that fits nothing is reported with the transcript`() throws {
        let rules = try Packs.rules(Packs.base, pack(Self.entry))
        let transcript = Transcript(id: "42", messages: [Message(index: 0, role: .agent, text: "Hello.")])
        let notices = Linter(rules).lint(transcript).notices
        #expect(notices.map(\.code) == ["unused-suppression"])
        #expect(notices.first?.place?.file == "2.json")
        #expect(Linter(rules).lint(Transcript(id: "7", messages: transcript.messages)).notices == [])
    }

    @Test(arguments: [("2026-11-23", true), ("2026-11-24", false), ("2026-11-25", false)])
    func `one that has expired is reported and has no effect`(until: String, isExpired: Bool) throws {
        let text = pack(Self.entry.replacing("\"Dana\"", with: "\"Dana\", \"until\": \"\(until)\""))
        let loaded = Packs.load(Packs.base, text, today: "2026-11-24")
        #expect(Packs.codes(loaded) == (isExpired ? ["expired-suppression"] : []))
        let rules = try #require(loaded.ruleSet)
        #expect(Packs.findings(rules, "Calm down.", id: "42").isEmpty == !isExpired)
    }

    @Test(arguments: [
        (#"{ "rule": "base/no-rud", "transcript": "1", "reason": "r", "by": "b" }"#, ["unknown-rule"]),
        (#"{ "rule": "base/no-rude", "transcript": "1" }"#, ["missing-key", "missing-key"]),
        (#"{ "rule": "base/no-rude", "transcript": "1", "reason": "r", "by": "b", "until": "soon" }"#, ["bad-date"]),
        (#"{ "rule": "base/no-rude", "transcript": "1", "reason": "r", "by": "b", "until": "2026-02-30" }"#, ["bad-date"]),
        (#"{ "rule": "base/no-rude", "transcript": "1", "reason": "r", "by": "b", "message": -1 }"#, ["out-of-range"]),
        (#"{ "rule": "base/no-rude", "transcript": "1", "reason": " ", "by": "b" }"#, ["empty-text"]),
    ])
    func `says what is wrong with an entry`(entry: String, codes: [String]) {
        #expect(Packs.codes(Packs.load(Packs.base, pack(entry))) == codes)
    }
}
