/// Puts the words of a vocabulary together: those of the phrases, the common words, the contractions.
struct VocabularyBuilder {
    /// What each folded word is: a symbol, or from `Vocabulary.firstExpansion` on a contraction. In the order in which they came.
    private(set) var words: [(word: String, value: UInt32)] = []
    private(set) var prefixes: [(text: String, symbol: Symbol)] = []
    /// The symbols that contractions are read as.
    private(set) var expansions: [[Symbol]] = []
    /// By symbol; symbol 0 has none.
    private(set) var labels: [[Label]] = [[]]
    /// By symbol, for people to read; a prefix has its star.
    private(set) var names = [""]
    /// The words that a misspelt one can stand for, with their symbols.
    private(set) var spellable: [(word: String, symbol: Symbol)] = []
    private var values: [String: UInt32] = [:]
    private var prefixLabels: [String: Label] = [:]

    init(_ phraseLabels: LabelTable) {
        let texts = phraseLabels.texts.enumerated().map { (text: $1, label: Label.firstOfWords + Label($0)) }
        for case (.prefix(let prefix), let label) in texts { prefixLabels[prefix] = label }
        for case (.prefix(let prefix), _) in texts { prefixes.append((prefix, addSymbol(labelsByPrefix(of: prefix), name: prefix + "*"))) }
        for case (.word(let word), let label) in texts {
            let symbol = addSymbol([label] + labelsByPrefix(of: word), name: word)
            add(word, symbol)
            spellable.append((word, symbol))
        }
        addCommonWords()
        addContractions()
    }

    /// Common words are known, so no other word is taken for them, nor they for another. One that a prefix of the phrases covers can be
    /// meant by a misspelt one: so `apolog*` finds `appologize`.
    private mutating func addCommonWords() {
        for word in CommonWords.all where values[word] == nil && Contractions.whole[word] == nil {
            let labels = labelsByPrefix(of: word)
            guard !labels.isEmpty else {
                add(word, 0)
                continue
            }
            let symbol = addSymbol(labels, name: word)
            add(word, symbol)
            spellable.append((word, symbol))
        }
    }

    private mutating func addContractions() {
        // In a fixed order, so that the same phrases make the same matcher.
        for (form, parts) in Contractions.whole.sorted(by: { $0.key < $1.key }) {
            expansions.append(parts.map { symbol(of: $0) })
            add(form, Vocabulary.firstExpansion + UInt32(expansions.count - 1))
        }
    }

    private mutating func add(_ word: String, _ value: UInt32) {
        words.append((word, value))
        values[word] = value
    }

    private func symbol(of word: String) -> Symbol {
        if let value = values[word] { return value }
        return prefixes.filter { word.utf8.starts(with: $0.text.utf8) }.max { $0.text.utf8.count < $1.text.utf8.count }?.symbol ?? 0
    }

    /// The labels of all prefixes that a word begins with, the longest first.
    private func labelsByPrefix(of word: String) -> [Label] {
        guard !prefixLabels.isEmpty else { return [] }
        return word.indices.reversed().compactMap { prefixLabels[String(word[...$0])] }
    }

    private mutating func addSymbol(_ labels: [Label], name: String) -> Symbol {
        self.labels.append(labels)
        names.append(name)
        return Symbol(names.count - 1)
    }
}
