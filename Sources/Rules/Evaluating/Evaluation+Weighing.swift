import Phrases
import Transcripts

extension Evaluation {
    /// Whether a selector selects some messages together, and by which matches.
    ///
    /// - Parameter notes: Where to write down why; the outcome is the same with and without.
    func weigh(_ selector: Selector, in messages: ArraySlice<Int>, _ notes: WeighingNotes?) -> Selection? {
        // Whoever asks why wants to know what else does not hold.
        if notes == nil, let list = selector.list, !scan.mayMatch(list, by: selector.roles) { return nil }
        if let length = unfitLength(of: messages, for: selector) {
            notes?.reject(length)
            // Whoever asks why wants to know which words it was about.
            if let notes { _ = matches(of: selector, in: messages, notes) }
            return nil
        }
        let matches = matches(of: selector, in: messages, notes)
        if selector.list != nil {
            guard matches.reduce(0, { $0 + $1.weight }) >= selector.atLeast else {
                notes?.reject(.tooLight)
                return nil
            }
        } else if let kind = selector.sentence {
            guard messages.contains(where: { scan.sentences(of: $0).contains { $0.kind == kind } }) else {
                notes?.reject(.sentence(kind))
                return nil
            }
        }
        if let condition = unmetCondition(of: selector, in: messages, notes) {
            notes?.reject(.nested(condition))
            return nil
        }
        return Selection(messages: messages, matches: matches.allSatisfy { $0.weight > 0 } ? matches : matches.filter { $0.weight > 0 })
    }

    private func unfitLength(of messages: ArraySlice<Int>, for selector: Selector) -> Weighing.Verdict? {
        guard selector.minWords != nil || selector.maxWords != nil else { return nil }
        let words = messages.reduce(0) { $0 + scan.words(of: $1) }
        guard words < selector.minWords ?? 0 || words > selector.maxWords ?? .max else { return nil }
        return .length(words: words, least: selector.minWords, most: selector.maxWords)
    }

    private func matches(of selector: Selector, in messages: ArraySlice<Int>, _ notes: WeighingNotes?) -> [ListMatch] {
        guard let list = selector.list else { return [] }
        let found = notes == nil ? scan.matches(of: list, by: selector.roles) : []
        if notes == nil, selector.sentence == nil, messages.count == 1, let message = messages.first { return Array(found.inside(message)) }
        var counted: [ListMatch] = []
        for message in messages {
            for match in notes.map({ tracedMatches(of: list, in: message, $0)[...] }) ?? found.inside(message) {
                if let kind = selector.sentence, scan.sentence(match.sentence, of: message).kind != kind {
                    notes?.setAside(match, in: message, outside: kind)
                } else {
                    notes?.count(match, in: message)
                    counted.append(match)
                }
            }
        }
        return counted
    }

    /// The first condition of those that are selectors which does not hold.
    private func unmetCondition(of selector: Selector, in messages: ArraySlice<Int>, _ notes: WeighingNotes?) -> Weighing.Condition? {
        func holds(_ nested: Selector, _ condition: Weighing.Condition) -> Bool {
            let spoken = spoken(messages, by: nested, turnScope(of: nested))
            guard !spoken.isEmpty else { return false }
            let inner = notes?.nested(nested, as: condition, messages: spoken)
            let isSelected = weigh(nested, in: spoken, inner) != nil
            if let inner { notes?.add(inner) }
            return isSelected
        }
        // By index, as to take a selector out of its array is to copy it.
        if !selector.any.isEmpty, !selector.any.indices.contains(where: { holds(selector.any[$0], .any) }) { return .any }
        if !selector.all.indices.allSatisfy({ holds(selector.all[$0], .all) }) { return .all }
        return selector.none.indices.contains { holds(selector.none[$0], .none) } ? Weighing.Condition.none : nil
    }
}
