/// What a matcher found in one text. All positions are UTF-8 byte offsets into the text as it stands.
public struct TextScan: Sendable, Hashable {
    /// The number of words outside quoted text, contractions counted as they are written out (`can't` is two).
    public var words: Int
    /// The sentences outside quoted text, in order.
    public var sentences: [Sentence]
    /// Ordered by the start of their span, then its end, then the phrase. Matches of one phrase never overlap.
    public var matches: [PhraseMatch]
    /// Whether some of the text is written without spaces between its words (Chinese, Japanese, Thai, …): phrases find little in it.
    public var hasUnsegmentedScript: Bool

    public init(words: Int = 0, sentences: [Sentence] = [], matches: [PhraseMatch] = [], hasUnsegmentedScript: Bool = false) {
        self.words = words
        self.sentences = sentences
        self.matches = matches
        self.hasUnsegmentedScript = hasUnsegmentedScript
    }
}

/// A sentence of a text.
public struct Sentence: Sendable, Hashable, BitwiseCopyable {
    /// What its closing mark makes of it.
    public enum Kind: String, Sendable, Hashable, BitwiseCopyable, CaseIterable { case statement, exclamation, question }

    private let start: UInt32
    private let end: UInt32
    public let kind: Kind

    /// From its first word or mark to the end of its last.
    public var span: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }

    public init(span: Range<Int>, kind: Kind) {
        start = UInt32(truncatingIfNeeded: span.lowerBound)
        end = UInt32(truncatingIfNeeded: span.upperBound)
        self.kind = kind
    }
}

extension Sentence.Kind: Comparable {
    /// Of several marks the greatest kind counts: `What!?` is a question.
    public static func < (a: Sentence.Kind, b: Sentence.Kind) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .statement: 0
        case .exclamation: 1
        case .question: 2
        }
    }
}

/// A phrase found in a text.
public struct PhraseMatch: Sendable, Hashable, BitwiseCopyable {
    // In 32 bits each, as texts have many matches; `SentenceReader` sees to it that they fit.
    private let number: UInt32
    private let start: UInt32
    private let end: UInt32
    private let firstWord: UInt32
    private let lastWord: UInt32
    private let sentenceNumber: UInt32

    /// The number of the phrase in the array that the matcher was made of.
    public var phrase: Int { Int(number) }
    /// UTF-8 byte offsets into the text as it stands, on the borders of whole written words.
    public var span: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
    /// The words it covers, counted from the first of the text as `TextScan.words` counts them; empty for a mark such as `!!`.
    public var words: Range<Int> { Range(uncheckedBounds: (Int(firstWord), Int(lastWord))) }
    /// The index of its sentence in `TextScan.sentences`.
    public var sentence: Int { Int(sentenceNumber) }

    public init(phrase: Int, span: Range<Int>, words: Range<Int>, sentence: Int) {
        number = UInt32(truncatingIfNeeded: phrase)
        start = UInt32(truncatingIfNeeded: span.lowerBound)
        end = UInt32(truncatingIfNeeded: span.upperBound)
        firstWord = UInt32(truncatingIfNeeded: words.lowerBound)
        lastWord = UInt32(truncatingIfNeeded: words.upperBound)
        sentenceNumber = UInt32(truncatingIfNeeded: sentence)
    }
}
