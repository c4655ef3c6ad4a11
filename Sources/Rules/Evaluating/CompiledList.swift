/// A list of phrases in a rule set: phrases of its own, other lists, and what protects from them.
struct CompiledList: Sendable {
    /// The lists that belong to it as a whole.
    var includes: [Int] = []
    /// The list whose matches protect whatever they overlap.
    var unless: Int?
}

/// That a list holds a phrase.
struct ListEntry: Sendable, Hashable {
    let list: Int
    let weight: Double
}

/// Words of a message that a list matched.
public struct ListMatch: Sendable, Hashable {
    /// UTF-8 byte offsets into the message's text.
    public let span: Range<Int>
    public let weight: Double
    /// The phrase, as its index in the rule set's matcher.
    let phrase: Int
    /// The index of its sentence in the message's scan.
    let sentence: Int
}

extension [ListMatch] {
    /// Of matches that overlap, the longest; of equally long ones the heaviest, then the first. In order of position.
    ///
    /// So a longer phrase says more exactly what a shorter one inside it says, and words are counted once.
    func withoutOverlaps() -> [ListMatch] {
        guard count > 1 else { return self }
        let ranked = sorted { a, b in
            (b.span.count, b.weight.magnitude, a.span.lowerBound, a.phrase) < (a.span.count, a.weight.magnitude, b.span.lowerBound, b.phrase)
        }
        var kept: [ListMatch] = []
        for match in ranked where !kept.contains(where: { $0.span.overlaps(match.span) }) { kept.append(match) }
        return kept.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}
