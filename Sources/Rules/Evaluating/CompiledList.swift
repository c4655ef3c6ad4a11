import Phrases

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
public struct ListMatch: Sendable, Hashable, BitwiseCopyable {
    // In 32 bits each, as in `PhraseMatch`.
    private let messageNumber: UInt32
    private let start: UInt32
    private let end: UInt32
    private let phraseNumber: UInt32
    private let listNumber: UInt32
    private let sentenceNumber: UInt32
    public let weight: Double

    /// The index of the message.
    var message: Int { Int(messageNumber) }
    /// UTF-8 byte offsets into the message's text.
    public var span: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
    /// The phrase, as its index in the rule set's matcher.
    var phrase: Int { Int(phraseNumber) }
    /// The list that has the phrase: the one asked for, or one in it.
    var list: Int { Int(listNumber) }
    /// The index of its sentence in the message.
    var sentence: Int { Int(sentenceNumber) }
    var spot: Spot { Spot(message: message, span: span) }

    init(_ match: PhraseMatch, in message: Int, list: Int, weight: Double) {
        messageNumber = UInt32(truncatingIfNeeded: message)
        start = UInt32(truncatingIfNeeded: match.span.lowerBound)
        end = UInt32(truncatingIfNeeded: match.span.upperBound)
        phraseNumber = UInt32(truncatingIfNeeded: match.phrase)
        listNumber = UInt32(truncatingIfNeeded: list)
        sentenceNumber = UInt32(truncatingIfNeeded: match.sentence)
        self.weight = weight
    }
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
