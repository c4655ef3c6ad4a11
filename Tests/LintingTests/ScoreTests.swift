import Diagnostics
import Linting
import Rules
import Testing
import Transcripts

@Suite struct ScoreTests {
    /// Two rules of one category that forbid something, one of another, and one that asks for something.
    private static let pack = """
        { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] }, "rules": {
          "calm": { "kind": "forbid", "by": "agent", "phrases": "calm down", "category": "rude", "severity": "error", \(common) },
          "whatever": { "kind": "forbid", "by": "agent", "phrases": "whatever", "category": "rude", "severity": "warning", \(common) },
          "jargon": { "kind": "forbid", "by": "agent", "phrases": "sku", "category": "jargon", "severity": "info", \(common) },
          "greeting": { "kind": "require", "by": "agent", "phrases": "hello", "category": "greeting", "severity": "warning", \(common) } } }
        """

    private static let common = #"""
        "behaviour": "concern", "rev": 1, "title": "T", "message": "M", "why": "W", "fix": "F",
        "examples": { "bad": [["A: [[x]]"]], "good": [["A: y"]] }
        """#

    private func verdict(_ text: String) throws -> (score: Int?, opportunities: Int, met: Int) {
        let rules = try #require(RuleSet.load([SourceText(file: "t.json", text: Self.pack)]).ruleSet)
        let verdict = Linter(rules).lint(Transcript(id: "t", messages: [Message(index: 0, role: .agent, text: text)])).verdict
        let count = try #require(verdict.behaviours[.concern])
        return (verdict.score, count.opportunities, count.met)
    }

    @Test func `what is forbidden in one category and kept counts once, at its heaviest`() throws {
        // 6 for both of “rude”, 1 for jargon, 3 for the greeting.
        let good = try verdict("Hello!")
        #expect(good == (100, 3, 3))
        let curt = try verdict("Yes.")
        #expect(curt == (70, 3, 2))
    }

    @Test func `where one is broken, those that were kept count for nothing`() throws {
        // 3 lost of 3 + 1 + 3.
        let one = try verdict("Hello! Whatever.")
        #expect(one == (57, 3, 2))
        // 6 + 3 lost of 9 + 1 + 3.
        let both = try verdict("Hello! Whatever. Calm down.")
        #expect(both == (31, 4, 2))
    }

    @Test func `each time counts`() throws {
        let twice = try verdict("Hello! Calm down. Calm down.")
        #expect(twice == (25, 4, 2))
    }

    @Test func `an explanation says which rule counts for another`() throws {
        let rules = try #require(RuleSet.load([SourceText(file: "t.json", text: Self.pack)]).ruleSet)
        let explanation = Linter(rules).explain(Transcript(id: "t", messages: [Message(index: 0, role: .agent, text: "Hello!")]))
        let representatives = explanation.parts.map { $0.representative?.name }
        #expect(representatives == [nil, "calm", nil, nil])
        let kept = explanation.parts.reduce(0) { $0 + $1.share.kept }
        #expect(kept == 10)
    }
}
