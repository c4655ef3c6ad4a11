/// A word of at most fifteen ASCII letters, as nearly all are.
struct PlainWord {
    /// UTF-8 byte offsets into the text.
    let start: Int
    var end: Int
    /// The folded bytes, as in `FoldedWord`.
    let low: UInt64
    var high: UInt64
    /// Three capitals or more.
    var isShouted: Bool
}

/// What the lexer reads at a time. It is reused from one to the next.
struct Lexeme {
    enum Kind: UInt8 {
        /// A word, or a token that stands in the place of one: a number, an e-mail address …
        case word
        /// Punctuation or an emoji that means something: it may be of a class, and it may end a sentence.
        case mark
        /// The end of a line or of quoted text that ends a sentence whatever stands before it.
        case lineBreak
        /// The text is at its end.
        case end
    }

    var kind = Kind.end
    /// UTF-8 byte offsets into the text.
    var start = 0
    var end = 0
    var classes: TokenClasses = []
    /// For a mark: the kind of sentence that ends with it; nil where none does.
    var ending: Sentence.Kind?
    /// For a word: its folded form, empty where it is compared with none.
    var word = FoldedWord()

    init() {}

    init(_ plain: PlainWord) {
        set(.word, plain.start, plain.end, plain.isShouted ? .shout : [])
        word.set(low: plain.low, high: plain.high, length: plain.end - plain.start)
    }

    mutating func set(_ kind: Kind, _ start: Int, _ end: Int, _ classes: TokenClasses = []) {
        self.kind = kind
        self.start = start
        self.end = end
        self.classes = classes
    }
}
