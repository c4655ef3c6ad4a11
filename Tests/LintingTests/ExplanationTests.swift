import Diagnostics
import Findings
import Rules
import TestSupport
import Testing
import Transcripts

@testable import Linting

/// What is told is what is found.
@Suite struct ExplanationTests {
    @Test func `explaining changes nothing, and tells of exactly what is found`() throws {
        let linter = Linter(try RandomConversations.rules())
        var conversations = RandomConversations(seed: 1)
        var met: Set<String> = []
        for round in 0..<1000 {
            let transcript = conversations.next()
            let result = linter.lint(transcript)
            let explanation = linter.explain(transcript)
            #expect(explanation.result == result, "round \(round)")
            #expect(Set(explanation.parts.flatMap(\.findings)) == Set(result.findings))
            #expect(explanation.parts.reduce(0) { $0 + $1.findings.count } == result.findings.count)
            for part in explanation.parts {
                expectWhole(part, "round \(round), \(part.rule.reference.path)")
                met.formUnion(part.trace.steps.map(\.name))
                met.formUnion(part.trace.unmet.map(\.key))
                if !part.trace.protected.isEmpty { met.formUnion(part.trace.protected.map(\.scope)) }
                if !part.trace.cut.isEmpty { met.insert("limit") }
                if !part.trace.suppressed.isEmpty { met.insert("suppressed") }
            }
        }
        // Otherwise the conversations are too dull to show anything.
        #expect(
            met.isSuperset(of: [
                "said", "not-after", "not-before", "not-said", "pending", "met", "missed", "cancelled", "unanswered", "open", "prepared",
                "unprepared", "repeated", "not-repeated", "past-limit", "within-limit", "not-measured", "channel", "min_messages", "limit",
                "message", "turn", "previous_turn", "transcript", "suppressed",
            ]), "only \(met.sorted())")
    }

    /// Every finding is the hit of a step, and every hit of a step is a finding, or was protected or cut.
    private func expectWhole(_ part: Explanation.Part, _ comment: Comment) {
        let trace = part.trace
        let hits = trace.outcome.hits
        #expect(hits.map(\.at).sorted() == part.findings.map { Spot(message: $0.at.message, span: $0.at.span) }, comment)
        #expect(hits.count + trace.cut.count == trace.outcome.missed, comment)
        let broken = trace.steps.filter { $0.effect == .broken }
        #expect(broken.count == trace.outcome.missed + trace.protected.count + trace.suppressed.count, comment)
        let told = broken.flatMap(\.places).map(\.spot)
        #expect((hits + trace.cut + trace.protected.map(\.hit) + trace.suppressed.map(\.hit)).allSatisfy { told.contains($0.at) }, comment)
        #expect(trace.summary.hasPrefix("found at") == !hits.isEmpty, comment)
        for weighing in trace.weighings { expectSum(weighing, comment) }
    }

    private func expectSum(_ weighing: Weighing, _ comment: Comment) {
        guard let atLeast = weighing.atLeast else { return }
        switch weighing.verdict {
        case .selected: #expect(weighing.sum >= atLeast, comment)
        case .tooLight: #expect(weighing.sum < atLeast, comment)
        default: break
        }
    }

    @Test func `a rule that is near says what is missing`() throws {
        let transcript = Transcript(
            id: "t", language: "en",
            messages: [
                Message(index: 0, role: .customer, text: "It is late."), Message(index: 1, role: .agent, text: "It is not my job alone."),
            ])
        let parts = Linter(try RandomConversations.rules()).explain(transcript).parts
        func summary(_ name: String) -> String? { parts.first { $0.rule.reference.name == name }?.trace.summary }
        #expect(summary("feeling-is-met") == "nothing: `trigger` at 0 weighs 1 of 2")
        #expect(summary("no-brush-off") == "nothing: `phrases` at 1 counts for nothing: protected by `unless`")
        #expect(summary("says-goodbye") == "left out: `when` asks for channel chat, this is unknown")
        #expect(summary("same-message-again") == "nothing to look at")
    }

    @Test func `a language without a pack is said to have none`() throws {
        let explanation = Linter(try RandomConversations.rules()).explain(
            Transcript(id: "t", language: "fr", messages: [Message(index: 0, role: .agent, text: "Calm down")]))
        #expect(explanation.parts.isEmpty && explanation.passedOver.map(\.name) == ["every-kind"])
    }

    @Test func `protected words name what protects them`() throws {
        let explanation = Linter(try RandomConversations.rules()).explain(
            Transcript(id: "t", language: "en", messages: [Message(index: 0, role: .customer, text: "So late, never again!")]))
        let weighing = try #require(explanation.parts.first { $0.rule.reference.name == "feeling-is-met" }?.trace.weighings.first)
        #expect(weighing.matches.map(\.place?.phrase) == ["late"])
        #expect(weighing.setAside.map(\.match.place?.phrase) == ["again"])
        guard case .protected(let other)? = weighing.setAside.first?.reason else {
            Issue.record("not protected")
            return
        }
        #expect(other.place?.phrase == "never again" && other.spot == Spot(message: 0, span: 9..<20))
    }
}
