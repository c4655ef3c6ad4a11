import RuleTesting
import Rules
import Testing
import Transcripts

@Suite struct FindingsComparisonTests {
    private func rules(_ phrases: String, message: String = "M") throws -> RuleSet {
        try TestPack.load(
            #""kind": "forbid", "by": "agent", "phrases": \#(phrases)"#, bad: #"["A: [[calm down]]"], ["A: [[whatever]]"]"#, good: #"["A: hello"]"#)
    }

    @Test func `counts what one version finds and the other does not`() throws {
        var comparison = FindingsComparison(from: try rules(#"["calm down", "whatever"]"#), to: try rules(#"["calm down", "boo"]"#))
        let messages = ["Whatever.", "Boo.", "Calm down. Boo."].enumerated().map { Message(index: $0, role: .agent, text: $1) }
        comparison.add(Transcript(id: "1", messages: messages))
        #expect(comparison.byRule == ["test/rule": .init(gained: 2, lost: 1)])
        #expect(comparison.transcripts == 1)
    }

    @Test func `lints each example once, and what is only worded differently is the same`() throws {
        var comparison = FindingsComparison(from: try rules(#""calm down""#), to: try rules(#"["calm down"]"#))
        comparison.addExamples()
        #expect(comparison.byRule.isEmpty)
        #expect(comparison.transcripts == 3)
    }
}
