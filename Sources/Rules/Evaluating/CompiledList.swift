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
    /// The list that has the phrase: the one asked for, or one in it.
    let list: Int
    /// The index of its sentence in the message's scan.
    let sentence: Int
}

extension ListMatch {
    /// Why a match does not count.
    enum Loss {
        /// A phrase of the list's `unless` overlaps it.
        case protected(by: ListMatch)
        /// A longer or heavier match of the list does.
        case overlapped(by: ListMatch)
    }
}
