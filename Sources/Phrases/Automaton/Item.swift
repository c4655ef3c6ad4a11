/// A word or mark of a sentence, as the automaton takes it.
struct Item: BitwiseCopyable {
    /// UTF-8 byte offsets of the written word: both parts of `can't` have the same.
    var start: Int
    var end: Int
    /// For a word; 0 for a mark.
    var symbol: Symbol
    /// How many words of the text come before it.
    var wordsBefore: UInt32
    /// Those that phrases ask for.
    var classes: TokenClasses
    /// The marks of the labels that it answers to.
    var labelMarks: UInt64
    /// False for marks, which phrases pass over unless they ask for them.
    var isWord: Bool
}

extension Item {
    @inline(__always)
    init(_ lexeme: borrowing Lexeme, _ symbol: Symbol, wordsBefore: Int, labelMarks: UInt64) {
        start = lexeme.start
        end = lexeme.end
        self.symbol = symbol
        self.wordsBefore = UInt32(truncatingIfNeeded: wordsBefore)
        classes = lexeme.classes
        self.labelMarks = labelMarks
        isWord = lexeme.kind == .word
    }

    /// A word that no phrase names.
    static let unknownWord: Item = {
        var lexeme = Lexeme()
        lexeme.kind = .word
        return Item(lexeme, 0, wordsBefore: 0, labelMarks: 0)
    }()

    @inline(__always)
    func forEachLabel(_ vocabulary: Vocabulary, _ body: (Label) -> Void) {
        if symbol != 0 { for index in vocabulary.labels.range(Int(symbol)) { body(vocabulary.labels.elements[index]) } }
        var bits = classes.rawValue
        while bits != 0 {
            body(.token(bit: bits.trailingZeroBitCount))
            bits &= bits - 1
        }
    }
}
