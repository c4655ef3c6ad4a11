/// A word or mark of a sentence, as the automaton takes it.
///
/// A sentence has few enough of them, and a text few enough bytes, for 32 bits: `SentenceReader` sees to it.
struct Item: BitwiseCopyable {
    /// UTF-8 byte offsets of the written word: both parts of `can't` have the same.
    let start: UInt32
    var end: UInt32
    /// For a word; 0 for a mark.
    let symbol: Symbol
    /// How many words of the text come before it.
    let wordsBefore: UInt32
    /// Those that phrases ask for.
    let classes: TokenClasses
    /// The labels that its symbol answers to.
    let labels: SymbolLabels
    /// False for marks, which phrases pass over unless they ask for them.
    let isWord: Bool
    /// Whether it is a word of no class.
    let isPlainWord: Bool

    @inline(__always)
    init(start: Int, end: Int, symbol: Symbol, wordsBefore: Int, classes: TokenClasses, labels: SymbolLabels, isWord: Bool) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.symbol = symbol
        self.wordsBefore = UInt32(truncatingIfNeeded: wordsBefore)
        self.classes = classes
        self.labels = labels
        self.isWord = isWord
        isPlainWord = isWord && classes.isEmpty
    }
}

extension Item {
    /// - Parameter labels: By symbol.
    @inline(__always)
    func forEachLabel(_ labels: TableOfLists<Label>, _ body: (Label) -> Void) {
        if symbol != 0 { for index in labels.range(Int(symbol)) { body(labels.elements[index]) } }
        var bits = classes.rawValue
        while bits != 0 {
            body(.token(bit: bits.trailingZeroBitCount))
            bits &= bits - 1
        }
    }
}
