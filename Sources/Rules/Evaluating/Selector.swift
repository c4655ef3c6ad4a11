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
    let messages: ArraySlice<Int>
    /// What matched there, in order of position.
    let matches: [ListMatch]

    /// The first of its messages.
    var first: Int { messages[messages.startIndex] }

    /// The match that weighs most; of equals the first. Nil where the selector has no phrases.
    var heaviest: ListMatch? {
        matches.reduce(nil) { best, match in
            guard let best, best.weight >= match.weight else { return match }
            return best
        }
    }
}

extension ArraySlice<ListMatch> {
    /// What they weigh together.
    fileprivate var weight: Double { reduce(0) { $0 + $1.weight } }
}

extension Evaluation {
    /// What a selector selects, in order.
    ///
    /// - Parameter part: What the selector is to its rule, for the trace.
    func selections(of selector: Selector, as part: String) -> [Selection] {
        // Whoever asks why wants to know of each message that nothing was there.
        if trace == nil, let list = selector.list { return selections(of: selector, where: list) }
        let scope = turnScope(of: selector)
        switch selector.per {
        case .message:
            return transcript.messages.indices.compactMap { message in
                isSpoken(message, by: selector, scope) ? selection(of: selector, as: part, in: indices[message...message]) : nil
            }
        case .turn:
            return turns.indices.compactMap { turn in
                let spoken = spoken(turns[turn].messages, by: selector, scope)
                return spoken.isEmpty ? nil : selection(of: selector, as: part, in: spoken)
            }
        }
    }

    /// The same, by looking at those messages alone in which the selector's list matches something.
    private func selections(of selector: Selector, where list: Int) -> [Selection] {
        guard scan.mayMatch(list, by: selector.roles) else { return [] }
        let matches = scan.matches(of: list, by: selector.roles)
        let scope = turnScope(of: selector)
        var selections: [Selection] = []
        var next = 0
        while next < matches.count {
            let (first, message) = (next, matches[next].message)
            while next < matches.count, matches[next].message == message { next += 1 }
            guard isSpoken(message, by: selector, scope) else { continue }
            switch selector.per {
            case .message:
                if selector.sentence == nil, matches[first..<next].weight < selector.atLeast { continue }
                if let selection = weigh(selector, in: indices[message...message], nil) { selections.append(selection) }
            case .turn:
                guard let turn = turn(of: message) else { continue }
                while next < matches.count, matches[next].message <= turns[turn].last { next += 1 }
                let spoken = spoken(turns[turn].messages, by: selector, scope)
                if let selection = weigh(selector, in: spoken, nil) { selections.append(selection) }
            }
        }
        return selections
    }

    /// Where a selector's matches are, or the messages that it selects without phrases; in order.
    func spots(of selector: Selector, as part: String) -> [Spot] {
        selections(of: selector, as: part).flatMap { selection in
            selection.matches.isEmpty ? selection.messages.map { whole($0) } : selection.matches.map(\.spot)
        }
    }

    /// For each turn in which a selector selects something, its heaviest match, or the message where it has no phrases.
    ///
    /// What bots, the system and notes say belongs to no turn, so each of their messages stands for itself.
    func heaviestSpots(of selector: Selector, as part: String) -> [Spot] {
        var best: [(turn: Int?, spot: Spot, weight: Double)] = []
        for selection in selections(of: selector, as: part) {
            let turn = turn(of: selection.first)
            let match = selection.heaviest
            let spot = match?.spot ?? whole(selection.first)
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
    func selections(of selector: Selector, as part: String, among messages: ArraySlice<Int>) -> [Selection] {
        let spoken = spoken(messages, by: selector, turnScope(of: selector))
        switch selector.per {
        case .message:
            return spoken.compactMap { selection(of: selector, as: part, in: indices[$0...$0]) }
        case .turn:
            var units: [(turn: Int, messages: [Int])] = []
            for message in spoken {
                guard let turn = turn(of: message) else { continue }
                if let last = units.indices.last, units[last].turn == turn { units[last].messages.append(message) } else {
                    units.append((turn, [message]))
                }
            }
            return units.compactMap { selection(of: selector, as: part, in: $0.messages[...]) }
        }
    }

    /// The turns that `first_turns` and `last_turns` leave, as a range of indices; nil where all messages count.
    func turnScope(of selector: Selector) -> ClosedRange<Int>? {
        guard selector.firstTurns != nil || selector.lastTurns != nil else { return nil }
        let own = turns(of: selector.roles.compactMap(\.side))
        let inside = own.prefix(selector.firstTurns ?? own.count).suffix(from: max(0, own.count - (selector.lastTurns ?? own.count)))
        guard let first = inside.first, let last = inside.last else { return -1...(-1) }
        return first...last
    }

    /// Whether a message is by a speaker that the selector means, in a turn that it means.
    func isSpoken(_ message: Int, by selector: Selector, _ scope: ClosedRange<Int>?) -> Bool {
        guard selector.roles.contains(transcript.messages[message].role) else { return false }
        guard let scope else { return true }
        return turn(of: message).map { scope.contains($0) } ?? false
    }

    /// Those of some messages of which `isSpoken` is true.
    func spoken(_ messages: ArraySlice<Int>, by selector: Selector, _ scope: ClosedRange<Int>?) -> ArraySlice<Int> {
        if messages.allSatisfy({ isSpoken($0, by: selector, scope) }) { return messages }
        return messages.filter { isSpoken($0, by: selector, scope) }[...]
    }

    private func selection(of selector: Selector, as part: String, in messages: ArraySlice<Int>) -> Selection? {
        guard let trace else { return weigh(selector, in: messages, nil) }
        let notes = WeighingNotes(selector, as: part, messages: messages, trace: trace)
        let selection = weigh(selector, in: messages, notes)
        trace.add(notes.weighing)
        return selection
    }
}
