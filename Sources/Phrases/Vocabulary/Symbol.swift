/// What a word of a text is to the automaton: an index into the labels of the vocabulary. Symbol 0 is a word that no phrase names.
typealias Symbol = UInt32

/// What an edge of the automaton asks of a word or mark: to be that word, to begin so, to be of that class.
typealias Label = UInt32

extension Label {
    /// An edge that asks for nothing and passes over nothing.
    static let none: Label = 0
    /// The same, at the end of a sentence only.
    static let sentenceEnd: Label = 1
    /// Any word.
    static let anyWord: Label = 2

    /// While an automaton is built: an edge that passes over nothing, at the start of a sentence only.
    static let sentenceStart = Label.max

    /// Tokens of a class, by its bit in `TokenClasses`.
    static func token(bit: Int) -> Label { 3 + Label(bit) }

    /// The first label of a word or prefix.
    static let firstOfWords = token(bit: TokenClasses.width)
}

/// Gives a label to each word and each prefix of the phrases, while the automaton is built.
struct LabelTable {
    /// In the order of their labels; a prefix has its star, which no word has.
    private(set) var texts = TextTable()

    /// The number of all labels.
    var count: Int { Int(Label.firstOfWords) + texts.count }

    mutating func label(ofWord bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Label {
        Label.firstOfWords + Label(texts.number(of: UnsafeBufferPointer(rebasing: bytes[range])))
    }

    mutating func label(ofWord word: String) -> Label {
        var word = word
        return word.withUTF8 { label(ofWord: $0, $0.indices) }
    }

    mutating func label(ofPrefix bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Label {
        (bytes[range] + [Self.star]).withUnsafeBufferPointer { label(ofWord: $0, $0.indices) }
    }

    static let star = UInt8(ascii: "*")
}
