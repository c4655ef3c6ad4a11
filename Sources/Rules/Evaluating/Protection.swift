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

    /// Takes away the hits that are protected.
    func protect(_ outcome: inout Outcome, in evaluation: Evaluation) {
        let words = words(protecting: outcome.hits, in: evaluation)
        let protected = zip(outcome.hits, words).compactMap { hit, words in
            words.map { ProtectedHit(hit: hit, unless: place, scope: scope.rawValue, words: $0) }
        }
        guard !protected.isEmpty else { return }
        evaluation.trace?.protect(protected)
        outcome.opportunities -= protected.count
        outcome.hits = zip(outcome.hits, words).filter { $0.1 == nil }.map(\.0)
    }

    /// The words that protect, for each of some hits; nil where there are none.
    private func words(protecting hits: [Hit], in evaluation: Evaluation) -> [Spot?] {
        // The words around a hit are looked for once, as a turn or transcript may have many hits.
        var known: [Surroundings: Spot?] = [:]
        return hits.map { hit in
            let surroundings = surroundings(of: hit.subject, in: evaluation)
            if let words = known[surroundings] { return words }
            let words = words(in: surroundings, evaluation)
            known[surroundings] = .some(words)
            return words
        }
    }

    /// What is around a hit, known by an index.
    private enum Surroundings: Hashable {
        case nothing, transcript
        case message(Int)
        case turn(Int)
    }

    private func surroundings(of message: Int, in evaluation: Evaluation) -> Surroundings {
        let turn = evaluation.turn(of: message)
        return switch scope {
        case .message: .message(message)
        case .turn: turn.map { .turn($0) } ?? .message(message)
        case .previousTurn: turn.flatMap { $0 > 0 ? .turn($0 - 1) : nil } ?? .nothing
        case .transcript: .transcript
        }
    }

    private func words(in surroundings: Surroundings, _ evaluation: Evaluation) -> Spot? {
        let part = "unless"
        let selections =
            switch surroundings {
            case .nothing: [Selection]()
            case .transcript: evaluation.selections(of: selector, as: part)
            case .message(let message): evaluation.selections(of: selector, as: part, among: evaluation.indices[message...message])
            case .turn(let turn): evaluation.selections(of: selector, as: part, among: evaluation.turns[turn].messages)
            }
        return selections.first.map { $0.heaviest?.spot ?? evaluation.whole($0.first) }
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
