/// Puts the words of a vocabulary together: those of the phrases, the common words, the contractions.
struct VocabularyBuilder {
    /// The folded words, each once.
    private(set) var words = TextTable()
    /// By word, what it is: a symbol, or from `Vocabulary.firstExpansion` on a contraction.
    private(set) var values: [UInt32] = []
    let prefixes: PrefixTable
    /// The symbols that contractions are read as.
    private(set) var expansions: [[Symbol]] = []
    /// By symbol; symbol 0 has none. `labelStarts` has where each one's begin, and the end of all.
    private(set) var labels: [Label] = []
    private(set) var labelStarts: [UInt32] = [0, 0]
    /// By symbol, for people to read; a prefix has its star.
    private(set) var names = TextList()
    /// The first of the symbols that are words, which a misspelt one can stand for.
    let firstWord: Symbol
    /// The labels of the prefixes, whose symbols are the first.
    private var prefixLabels: [Label] = []

    init(_ phraseLabels: LabelTable) {
        let texts = phraseLabels.texts.list
        let isPrefix = texts.indices.map { index in texts.withBytes(of: index) { $0.last == LabelTable.star } }
        var found: [(text: FoldedWord, symbol: Symbol)] = []
        for index in texts.indices where isPrefix[index] {
            prefixLabels.append(Label.firstOfWords + Label(index))
            let text = texts.withBytes(of: index) { FoldedWord(bytes: UnsafeBufferPointer(rebasing: $0.dropLast())) }
            found.append((text, Symbol(prefixLabels.count)))
        }
        prefixes = PrefixTable(found)
        firstWord = Symbol(found.count) + 1
        names.append(UnsafeBufferPointer(start: nil, count: 0))
        for (text, symbol) in found {
            let index = Int(prefixLabels[Int(symbol) - 1] - .firstOfWords)
            _ = texts.withBytes(of: index) { addSymbol(name: $0, nil, beginning: text) }
        }
        for index in texts.indices where !isPrefix[index] {
            texts.withBytes(of: index) { text in
                add(text, addSymbol(name: text, Label.firstOfWords + Label(index), beginning: FoldedWord(bytes: text)))
            }
        }
        addCommonWords()
        addContractions()
    }

    /// Common words are known, so no other word is taken for them, nor they for another. One that a prefix of the phrases covers can be
    /// meant by a misspelt one: so `apolog*` finds `appologize`.
    private mutating func addCommonWords() {
        CommonWords.forEach { word in
            guard words.knownNumber(of: word) == nil, !ContractionForms.has(word) else { return }
            let folded = FoldedWord(bytes: word)
            add(word, prefixes.symbol(of: folded) == nil ? 0 : addSymbol(name: word, nil, beginning: folded))
        }
    }

    private mutating func addContractions() {
        // In a fixed order, so that the same phrases make the same matcher.
        for (form, parts) in Contractions.whole.sorted(by: { $0.key < $1.key }) {
            expansions.append(parts.map { symbol(of: $0) })
            var form = form
            form.withUTF8 { add($0, Vocabulary.firstExpansion + UInt32(expansions.count - 1)) }
        }
    }

    /// Adds a word, or says anew what it is.
    private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ value: UInt32) {
        let number = words.number(of: word)
        if number == values.count { values.append(value) } else { values[number] = value }
    }

    private func symbol(of word: String) -> Symbol {
        var word = word
        return word.withUTF8 { word in
            words.knownNumber(of: word).map { values[$0] } ?? prefixes.symbol(of: FoldedWord(bytes: word)) ?? 0
        }
    }

    /// Adds a symbol with a label of its own, if it has one, and those of all prefixes that it begins with, the longest first.
    private mutating func addSymbol(name: UnsafeBufferPointer<UInt8>, _ label: Label?, beginning text: FoldedWord) -> Symbol {
        if let label { labels.append(label) }
        prefixes.forEachSymbol(beginning: text) { labels.append(prefixLabels[Int($0) - 1]) }
        labelStarts.append(UInt32(labels.count))
        names.append(name)
        return Symbol(names.count - 1)
    }
}

extension FoldedWord {
    /// - Parameter bytes: A word that is folded.
    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.init()
        if bytes.count <= 16 {
            set(low: Self.octet(bytes, at: 0), high: Self.octet(bytes, at: 8), length: bytes.count)
        } else {
            append(bytes)
        }
    }

    /// Up to eight bytes, the first lowest, zero beyond the end.
    private static func octet(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
        if start + 8 <= bytes.count {
            return UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
        }
        var octet: UInt64 = 0
        var index = bytes.count
        while index > start {
            index -= 1
            octet = octet << 8 | UInt64(bytes[index])
        }
        return octet
    }
}
