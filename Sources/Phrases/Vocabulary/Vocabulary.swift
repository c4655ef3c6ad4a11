/// The words that matter to a matcher, and what each is to its automaton.
///
/// A word of a text is looked up once; that it is not here, or that no phrase names it, is known after one or two comparisons.
/// A class, so that handing it on costs nothing.
final class Vocabulary: Sendable {
    private let table: WordTable
    private let prefixes: PrefixTable
    private let spelling: SpellingIndex
    /// By symbol.
    let labels: TableOfLists<Label>
    /// The symbols that contractions are read as.
    private let expansions: TableOfLists<Symbol>
    /// The word or prefix of each symbol, for people to read; a prefix has its star.
    let names: TextList

    init(_ phraseLabels: LabelTable) {
        let builder = VocabularyBuilder(phraseLabels)
        table = WordTable(builder.words.list, builder.values)
        prefixes = builder.prefixes
        spelling = SpellingIndex(builder.names, from: builder.firstWord)
        expansions = TableOfLists(builder.expansions)
        labels = TableOfLists(builder.labels, starts: builder.labelStarts)
        names = builder.names
    }

    deinit {
        table.deallocate()
        prefixes.deallocate()
        spelling.deallocate()
        expansions.deallocate()
        labels.deallocate()
    }

    /// The same as of its `FoldedWord`.
    ///
    /// - Parameter memory: Of words that were asked for before.
    @inline(__always)
    func value(of word: PlainWord, _ memory: inout UnknownWords) -> UInt32 {
        if let value = table.value(low: word.low, high: word.high) { return value }
        if let value = memory.value(low: word.low, high: word.high) { return value }
        return unknown(Lexeme(word).word, &memory)
    }

    func value(of word: FoldedWord, _ memory: inout UnknownWords) -> UInt32 {
        if let value = table.value(of: word) { return value }
        guard word.length > 0 else { return 0 }
        if word.length <= 16, let value = memory.value(low: word.low, high: word.high) { return value }
        return unknown(word, &memory)
    }

    /// What a written word is: a symbol, or from `firstExpansion` on something that `symbols` tells the symbols of.
    @inline(__always)
    func value(of word: FoldedWord) -> UInt32 {
        if let value = table.value(of: word) { return value }
        return word.length > 0 ? unknown(word) : 0
    }

    /// What a written word is read as: one symbol, or several where it is a contraction.
    @inline(__always)
    func forEachSymbol(of value: UInt32, _ word: FoldedWord, _ body: (Symbol) -> Void) {
        if value < Self.firstExpansion {
            body(value)
        } else if value == Self.elided {
            for symbol in elidedSymbols(of: word) { body(symbol) }
        } else {
            for index in expansions.range(Int(value - Self.firstExpansion)) { body(expansions.elements[index]) }
        }
    }

    /// The same as a list.
    func symbols(of value: UInt32, _ word: FoldedWord) -> [Symbol] {
        var symbols: [Symbol] = []
        forEachSymbol(of: value, word) { symbols.append($0) }
        return symbols
    }

    /// Values from here on are contractions.
    static let firstExpansion: UInt32 = 1 << 30
    /// The value of words like `l'attente`.
    private static let elided = UInt32.max

    @inline(never)
    private func unknown(_ word: FoldedWord, _ memory: inout UnknownWords) -> UInt32 {
        let value = unknown(word)
        if word.length <= 16 { memory.insert(low: word.low, high: word.high, value) }
        return value
    }

    /// What a word is that the table does not have as it stands.
    @inline(never)
    private func unknown(_ word: FoldedWord) -> UInt32 {
        guard !word.isOverlong else { return 0 }
        if let symbol = prefixes.symbol(of: word) { return symbol }
        if word.hasApostrophe { return Contractions.expansion(of: word.text) == nil ? 0 : Self.elided }
        if Elongation.isElongated(word), let value = shortened(word) { return value }
        return word.length >= SpellingIndex.shortest ? spelling.correction(of: word, known: table) : 0
    }

    private func shortened(_ word: FoldedWord) -> UInt32? {
        let forms = Elongation.shortForms(of: word)
        for form in forms { if let value = table.value(of: form), value != 0 { return value } }
        for form in forms { if let symbol = prefixes.symbol(of: form) { return symbol } }
        return nil
    }

    private func elidedSymbols(of word: FoldedWord) -> [Symbol] {
        (Contractions.expansion(of: word.text) ?? []).map { part in
            let value = value(of: FoldedWord(part))
            return value < Self.firstExpansion ? value : 0
        }
    }
}
