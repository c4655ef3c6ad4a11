/// Puts a vocabulary together from the words and prefixes of phrases.
struct VocabularyBuilder {
    private(set) var table = WordTable()
    private(set) var prefixes = PrefixTable()
    private(set) var expansions: [[Symbol]] = []
    /// By symbol; symbol 0 has none.
    private(set) var labels: [[Label]] = [[]]
    private(set) var names = [""]
    private let phraseLabels: LabelTable
    /// Words that can be meant by a misspelt one, with their symbols.
    private var spellable: [(word: String, symbol: Symbol)] = []

    init(_ phraseLabels: LabelTable) {
        self.phraseLabels = phraseLabels
        var texts: [(text: String, label: Label)] = []
        for (index, text) in phraseLabels.texts.enumerated() {
            if case .prefix(let prefix) = text { texts.append((prefix, Label.firstOfWords + Label(index))) }
        }
        // A word that begins with `apolog` also begins with `ap`: the longer prefix answers for the shorter ones.
        for (prefix, label) in texts {
            let shorter = texts.filter { $0.text != prefix && $0.text.isBeginning(of: prefix) }.map(\.label)
            prefixes.insert(FoldedWord(prefix), addSymbol([label] + shorter, name: prefix + "*"))
        }
        prefixes.sort()
    }

    mutating func addPhraseWords() {
        for (index, text) in phraseLabels.texts.enumerated() {
            guard case .word(let word) = text else { continue }
            let symbol = addSymbol([Label.firstOfWords + Label(index)] + labelsByPrefix(of: word), name: word)
            table.insert(FoldedWord(word), symbol)
            spellable.append((word, symbol))
        }
    }

    /// Common words are known, so no other word is taken for them, nor they for another. One that a prefix of the phrases covers can be
    /// meant by a misspelt one: so `apolog*` finds `appologize`.
    mutating func addCommonWords() {
        for word in CommonWords.all {
            let folded = FoldedWord(word)
            guard table.value(of: folded) == nil, Contractions.whole[word] == nil else { continue }
            let labels = labelsByPrefix(of: word)
            guard !labels.isEmpty else {
                table.insert(folded, 0)
                continue
            }
            let symbol = addSymbol(labels, name: word)
            table.insert(folded, symbol)
            spellable.append((word, symbol))
        }
    }

    mutating func addContractions() {
        // In a fixed order, so that the same phrases make the same matcher.
        for (form, words) in Contractions.whole.sorted(by: { $0.key < $1.key }) {
            expansions.append(words.map { symbol(of: $0) })
            table.insert(FoldedWord(form), Vocabulary.firstExpansion + UInt32(expansions.count - 1))
        }
    }

    func spelling() -> SpellingIndex { SpellingIndex(spellable, known: table) }

    private func symbol(of word: String) -> Symbol {
        let folded = FoldedWord(word)
        return table.value(of: folded) ?? prefixes.symbol(of: folded) ?? 0
    }

    private func labelsByPrefix(of word: String) -> [Label] {
        prefixes.symbol(of: FoldedWord(word)).map { labels[Int($0)] } ?? []
    }

    private mutating func addSymbol(_ labels: [Label], name: String) -> Symbol {
        self.labels.append(labels)
        names.append(name)
        return Symbol(names.count - 1)
    }
}

extension String {
    /// Whether another string begins with the bytes of this one.
    fileprivate func isBeginning(of other: String) -> Bool { other.utf8.starts(with: utf8) }
}
