import Phrases
import Transcripts

/// Who and what: the messages or turns of some speakers in which phrases weigh enough and conditions hold.
public struct Selector: Sendable {
    /// What is selected.
    public enum Unit: String, Sendable, Hashable, CaseIterable { case message, turn }

    var roles: [Role]
    /// The list to match; nil selects by the conditions alone.
    var list: Int?
    var atLeast: Double = 1
    var per: Unit = .message
    var firstTurns: Int?
    var lastTurns: Int?
    var sentence: Sentence.Kind?
    var minWords: Int?
    var maxWords: Int?
    var any: [Selector] = []
    var all: [Selector] = []
    var none: [Selector] = []

    /// Whether one match of weight 1 is enough.
    var isSatisfiedByOneMatch: Bool { atLeast <= 1 }
}

/// A message or turn that a selector selected.
struct Selection {
    /// Indices of its messages, ascending.
    let messages: [Int]
    /// What matched there, in order of position.
    let matches: [Match]

    struct Match {
        let spot: Spot
        let weight: Double
    }

    /// The match that weighs most; of equals the first. Nil where the selector has no phrases.
    var heaviest: Match? {
        matches.reduce(nil) { best, match in
            guard let best, best.weight >= match.weight else { return match }
            return best
        }
    }
}

extension Evaluation {
    /// What a selector selects, in order.
    func selections(of selector: Selector) -> [Selection] {
        let scope = turnScope(of: selector)
        switch selector.per {
        case .message:
            return transcript.messages.indices.compactMap { message in
                isSpoken(message, by: selector, scope) ? selection(of: selector, in: [message]) : nil
            }
        case .turn:
            return turns.indices.compactMap { turn in
                let spoken = turns[turn].messages.filter { isSpoken($0, by: selector, scope) }
                return spoken.isEmpty ? nil : selection(of: selector, in: spoken)
            }
        }
    }

    /// Where a selector's matches are, or the messages that it selects without phrases; in order.
    func spots(of selector: Selector) -> [Spot] {
        selections(of: selector).flatMap { selection in
            selection.matches.isEmpty ? selection.messages.map { whole($0) } : selection.matches.map(\.spot)
        }
    }

    /// For each turn in which a selector selects something, its heaviest match, or the message where it has no phrases.
    ///
    /// What bots, the system and notes say belongs to no turn, so each of their messages stands for itself.
    func heaviestSpots(of selector: Selector) -> [Spot] {
        var best: [(turn: Int?, spot: Spot, weight: Double)] = []
        for selection in selections(of: selector) {
            let turn = turn(of: selection.messages[0])
            let match = selection.heaviest
            let spot = match?.spot ?? whole(selection.messages[0])
            let weight = match?.weight ?? 1
            if let last = best.last, turn != nil, last.turn == turn {
                if weight > last.weight { best[best.count - 1] = (turn, spot, weight) }
            } else {
                best.append((turn, spot, weight))
            }
        }
        return best.map(\.spot)
    }

    /// What a selector selects among some messages, in order.
    ///
    /// - Parameter messages: Ascending indices; others do not exist for the selector.
    func selections(of selector: Selector, among messages: [Int]) -> [Selection] {
        let scope = turnScope(of: selector)
        let spoken = messages.filter { isSpoken($0, by: selector, scope) }
        switch selector.per {
        case .message:
            return spoken.compactMap { selection(of: selector, in: [$0]) }
        case .turn:
            var units: [(turn: Int, messages: [Int])] = []
            for message in spoken {
                guard let turn = turn(of: message) else { continue }
                if let last = units.indices.last, units[last].turn == turn { units[last].messages.append(message) } else {
                    units.append((turn, [message]))
                }
            }
            return units.compactMap { selection(of: selector, in: $0.messages) }
        }
    }

    /// The turns that `first_turns` and `last_turns` leave, as a range of indices; nil where all messages count.
    private func turnScope(of selector: Selector) -> ClosedRange<Int>? {
        guard selector.firstTurns != nil || selector.lastTurns != nil else { return nil }
        let own = turns(of: selector.roles.compactMap(\.side))
        let inside = own.prefix(selector.firstTurns ?? own.count).suffix(from: max(0, own.count - (selector.lastTurns ?? own.count)))
        guard let first = inside.first, let last = inside.last else { return -1...(-1) }
        return first...last
    }

    private func isSpoken(_ message: Int, by selector: Selector, _ scope: ClosedRange<Int>?) -> Bool {
        guard selector.roles.contains(transcript.messages[message].role) else { return false }
        guard let scope else { return true }
        return turn(of: message).map { scope.contains($0) } ?? false
    }

    private func selection(of selector: Selector, in messages: [Int]) -> Selection? {
        if selector.minWords != nil || selector.maxWords != nil {
            let words = messages.reduce(0) { $0 + scan(of: $1).words }
            if words < selector.minWords ?? 0 || words > selector.maxWords ?? .max { return nil }
        }
        var matches: [Selection.Match] = []
        if let list = selector.list {
            matches = messages.flatMap { message in
                self.matches(of: list, in: message)
                    .filter { selector.sentence == nil || scan(of: message).sentences[$0.sentence].kind == selector.sentence }
                    .map { .init(spot: Spot(message: message, span: $0.span), weight: $0.weight) }
            }
            guard matches.reduce(0, { $0 + $1.weight }) >= selector.atLeast else { return nil }
        } else if let kind = selector.sentence {
            guard messages.contains(where: { scan(of: $0).sentences.contains { $0.kind == kind } }) else { return nil }
        }
        let holds: (Selector) -> Bool = { nested in
            let spoken = messages.filter { nested.roles.contains(self.transcript.messages[$0].role) }
            return !spoken.isEmpty && self.selection(of: nested, in: spoken) != nil
        }
        guard selector.any.isEmpty || selector.any.contains(where: holds), selector.all.allSatisfy(holds), !selector.none.contains(where: holds)
        else { return nil }
        return Selection(messages: messages, matches: matches.filter { $0.weight > 0 })
    }
}
