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

    /// Tokens of a class, by its bit in `TokenClasses`.
    static func token(bit: Int) -> Label { 3 + Label(bit) }

    /// The first label of a word or prefix.
    static let firstOfWords = token(bit: TokenClasses.width)
}

/// Gives a label to each word and each prefix of the phrases, while the automaton is built.
struct LabelTable {
    /// In the order of their labels.
    private(set) var texts: [Text] = []
    private var labels: [Text: Label] = [:]

    enum Text: Hashable { case word(String), prefix(String) }

    /// The number of all labels.
    var count: Int { Int(Label.firstOfWords) + texts.count }

    mutating func label(of text: Text) -> Label {
        if let label = labels[text] { return label }
        let label = Label(count)
        texts.append(text)
        labels[text] = label
        return label
    }
}
