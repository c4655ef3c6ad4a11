import Diagnostics
import Findings
import Rules
import Testing
import Transcripts

@testable import Linting

/// What is looked for once for all finds what looking anew for each would.
@Suite struct LongTranscriptTests {
    /// Where some words are in the messages of a role.
    private func places(_ words: Regex<Substring>, by role: Role?, in transcript: Transcript) -> [(message: Int, offset: Int)] {
        transcript.messages.filter { role == nil || $0.role == role }.flatMap { message in
            let text = message.text
            return text.matches(of: words).map { (message.index, text.utf8.distance(from: text.startIndex, to: $0.startIndex)) }
        }
    }

    /// What the list of feelings weighs in a text.
    private func weight(of text: String) -> Int {
        let count = { (words: String) in text.lowercased().split(separator: words, omittingEmptySubsequences: false).count - 1 }
        return 2 * count("fed up") + count("late") + count("again") - count("never again") - count("thanks")
    }

    private func says(_ words: Regex<Substring>, _ messages: [Int], _ transcript: Transcript, roles: [Role]) -> Bool {
        messages.contains { roles.contains(transcript.messages[$0].role) && transcript.messages[$0].text.contains(words) }
    }

    @Test func `what protects is found for each hit`() throws {
        let linter = Linter(try RandomConversations.rules())
        var conversations = RandomConversations(seed: 2)
        var hits = 0
        var protected = 0
        for round in 0..<700 {
            var transcript = conversations.next()
            transcript.language = "en"
            let turns = transcript.turns(gap: 86_400_000)
            let spots = places(/(?i)calm down|not my problem|not my job(?! alone)/, by: .agent, in: transcript)
            let expected = spots.filter { spot in
                let turn = turns.firstIndex { $0.messages.contains(spot.message) } ?? 0
                let before = turn > 0 ? turns[turn - 1].messages : []
                return !says(/(?i)sorry/, [spot.message], transcript, roles: [.agent])
                    && !says(/(?i)joking/, Array(before), transcript, roles: [.customer])
            }
            hits += expected.count
            protected += spots.count - expected.count
            let found = linter.lint(transcript).findings.filter { $0.rule.name == "no-brush-off" }
            let places = expected.prefix(2).map { [$0.message, $0.offset] }
            #expect(found.map { [$0.at.message, $0.at.span.lowerBound] } == places, "round \(round)")
        }
        #expect(hits > 300 && protected > 50)
    }

    @Test func `what comes after one thing and before another is compared with all of them`() throws {
        let linter = Linter(try RandomConversations.rules())
        var conversations = RandomConversations(seed: 3)
        var hits = 0
        for round in 0..<700 {
            var transcript = conversations.next()
            transcript.language = "en"
            // Quoted lines are for the engine to know.
            for index in transcript.messages.indices where transcript.messages[index].text.contains(">") {
                transcript.messages[index].text = "What?"
            }
            let customers = transcript.messages.filter { $0.role == .customer }
            let feelings = customers.filter { weight(of: $0.text) >= 1 }.map { (message: $0.index, offset: 0) }
            let questions = customers.filter { $0.text.contains("?") }.map { (message: $0.index, offset: 0) }
            let turns = transcript.turns(gap: 86_400_000)
            let expected = places(/(?i)your fault|you should have/, by: .agent, in: transcript).filter { spot in
                let turn = turns.first { $0.messages.contains(spot.message) }?.messages ?? []
                return feelings.contains { $0 < spot } && questions.contains { spot < $0 }
                    && !says(/(?i)refund/, Array(turn), transcript, roles: [.customer, .agent])
                    && !says(/(?i)lawyer/, Array(transcript.messages.indices), transcript, roles: [.customer, .agent])
            }
            hits += expected.count
            let found = linter.lint(transcript).findings.filter { $0.rule.name == "no-blame-after-complaint" }
            #expect(found.map { [$0.at.message, $0.at.span.lowerBound] } == expected.map { [$0.message, $0.offset] }, "round \(round)")
        }
        #expect(hits > 30)
    }
}
