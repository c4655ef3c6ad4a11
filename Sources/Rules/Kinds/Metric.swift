import Diagnostics
import Transcripts

/// Something that can be measured in a transcript.
///
/// A new one is a case here with its unit, and its line in `values(in:)`.
enum Metric: String, Sendable, Hashable, CaseIterable {
    /// From the customer's first message of a turn to the reply, for each reply.
    case replySeconds = "reply_seconds"
    /// The same for the first reply alone.
    case firstReplySeconds = "first_reply_seconds"
    /// The longest that a customer waited for a reply.
    case longestWaitSeconds = "longest_wait_seconds"
    case words
    case messages
    case questions
    case turns

    /// Whether it counts what somebody says, and so needs to know who.
    var isBySpeaker: Bool {
        switch self {
        case .words, .messages, .questions, .turns: true
        case .replySeconds, .firstReplySeconds, .longestWaitSeconds: false
        }
    }

    /// One value, and where it was measured.
    struct Value {
        let number: Double
        let at: Int
        /// The message from which it was measured.
        var from: Int?
    }
}

/// A metric and whose messages it is about.
struct Measurement: Sendable, Hashable {
    let metric: Metric
    let roles: [Role]

    /// The values of a whole transcript; none where it cannot be measured, as without times.
    func values(in evaluation: Evaluation) -> [Metric.Value] {
        switch metric {
        case .replySeconds: waits(in: evaluation)
        case .firstReplySeconds: Array(waits(in: evaluation).prefix(1))
        case .longestWaitSeconds: waits(in: evaluation).max { $0.number < $1.number }.map { [$0] } ?? []
        case .words: sum(in: evaluation) { evaluation.scan.words(of: $0) }
        case .messages: sum(in: evaluation) { _ in 1 }
        case .questions: sum(in: evaluation) { evaluation.scan.questions(of: $0) }
        case .turns: turns(in: evaluation)
        }
    }

    /// The values of each message by the speakers; the metric counts words or questions.
    func valuesByMessage(in evaluation: Evaluation) -> [Metric.Value] {
        spoken(in: evaluation).map { message in
            let count = metric == .questions ? evaluation.scan.questions(of: message) : evaluation.scan.words(of: message)
            return Metric.Value(number: Double(count), at: message)
        }
    }

    private func spoken(in evaluation: Evaluation) -> [Int] {
        evaluation.transcript.messages.indices.filter { roles.contains(evaluation.transcript.messages[$0].role) }
    }

    private func sum(in evaluation: Evaluation, _ count: (Int) -> Int) -> [Metric.Value] {
        let messages = spoken(in: evaluation)
        return messages.last.map { [Metric.Value(number: Double(messages.reduce(0) { $0 + count($1) }), at: $0)] } ?? []
    }

    private func turns(in evaluation: Evaluation) -> [Metric.Value] {
        let turns = evaluation.turns(of: roles.compactMap(\.side))
        return turns.last.map { [Metric.Value(number: Double(turns.count), at: evaluation.turns[$0].last)] } ?? []
    }

    private func waits(in evaluation: Evaluation) -> [Metric.Value] {
        let messages = evaluation.transcript.messages
        return zip(evaluation.turns, evaluation.turns.dropFirst()).compactMap { question, reply in
            guard question.side == .customer, reply.side == .agent, let asked = messages[question.first].time,
                let milliseconds = messages[reply.first].time?.milliseconds(since: asked)
            else { return nil }
            return Metric.Value(number: Double(milliseconds) / 1000, at: reply.first, from: question.first)
        }
    }
}
