/// What a phrase must not be as a whole: all optional, or with a gap at one of its ends.
extension PhraseParser {
    func check(_ elements: [Phrase.Element], _ range: Range<Int>) throws(PhraseError) {
        if elements.mayBeginWithGap || elements.mayEndWithGap {
            throw error(
                "gap-at-edge", "a gap is at the \(elements.mayBeginWithGap ? "start" : "end") of the phrase, or may be", range,
                "write a word on both sides of it; a gap beside an optional word goes into its group: ?(please ~3) send")
        }
        if elements.mayBeEmpty {
            throw error(
                "only-optional-words", "all words of the phrase may be missing", range, "write at least one word without a “?”")
        }
    }
}

extension [Phrase.Element] {
    /// Whether the elements match no words at all.
    var mayBeEmpty: Bool { allSatisfy(\.mayBeEmpty) }

    /// Whether a gap can be the first thing that takes part in a match.
    var mayBeginWithGap: Bool { mayMeetGapFirst(self, \.mayBeginWithGap) }

    var mayEndWithGap: Bool { mayMeetGapFirst(reversed(), \.mayEndWithGap) }

    private func mayMeetGapFirst(_ elements: [Phrase.Element], _ meets: (Phrase.Element) -> Bool) -> Bool {
        for element in elements {
            if meets(element) { return true }
            if !element.mayBeEmpty { return false }
        }
        return false
    }
}

extension Phrase.Element {
    fileprivate var mayBeEmpty: Bool {
        switch self {
        case .gap, .optional: true
        case .alternatives(let branches): branches.contains { $0.mayBeEmpty }
        case .word, .prefix, .list, .token: false
        }
    }

    fileprivate var mayBeginWithGap: Bool { holdsGap(\.mayBeginWithGap) }

    fileprivate var mayEndWithGap: Bool { holdsGap(\.mayEndWithGap) }

    private func holdsGap(_ meets: ([Phrase.Element]) -> Bool) -> Bool {
        switch self {
        case .gap: true
        case .optional(let inner): meets(inner)
        case .alternatives(let branches): branches.contains(where: meets)
        case .word, .prefix, .list, .token: false
        }
    }
}
