import Diagnostics
import Transcripts

/// An `unless` in its object form: words around a hit that let the rule keep silent.
public struct Protection: Sendable {
    /// Where the words must be.
    enum Scope: String, Sendable, Hashable, CaseIterable {
        case message
        case turn
        case previousTurn = "previous_turn"
        case transcript
    }

    let selector: Selector
    let scope: Scope
    /// Where the pack has it.
    public let place: PhrasePlace

    /// Whether the words are there, for each of some hits.
    func protects(_ hits: [Hit], in evaluation: Evaluation) -> [Bool] {
        // The transcript is the same for all hits; and a turn is asked about only once, as it may have many.
        if scope == .transcript {
            let isSaid = !hits.isEmpty && !evaluation.selections(of: selector).isEmpty
            return hits.map { _ in isSaid }
        }
        var known: [[Int]: Bool] = [:]
        return hits.map { hit in
            let messages = messages(around: hit.subject, in: evaluation)
            if let isSaid = known[messages] { return isSaid }
            let isSaid = !evaluation.selections(of: selector, among: messages).isEmpty
            known[messages] = isSaid
            return isSaid
        }
    }

    private func messages(around message: Int, in evaluation: Evaluation) -> [Int] {
        let turn = evaluation.turn(of: message)
        return switch scope {
        case .message: [message]
        case .turn: turn.map { evaluation.turns[$0].messages } ?? [message]
        case .previousTurn: turn.flatMap { $0 > 0 ? evaluation.turns[$0 - 1].messages : nil } ?? []
        case .transcript: []
        }
    }

    /// Reads `{"phrases": …, "by": …, "in": …}` with any condition of a selector; without `by`, whoever says it.
    init?(reading object: inout ObjectReader, compiler: PackCompiler) {
        let scope = object.optional("in").map { $0.word(Scope.self) } ?? .message
        let selector = compiler.selector(reading: &object, defaultRoles: [.customer, .agent])
        guard let scope, let selector else { return nil }
        if scope == .message { compiler.dependsOnMessageBorders = true }
        self.scope = scope
        place = PhrasePlace(object.cursor, phrase: nil)
        self.selector = selector
    }
}
