/// The words that matter to a matcher, and what each is to its automaton.
///
/// A word of a text is looked up once; that it is not here, or that no phrase names it, is known after one or two comparisons.
/// A class, so that handing it on costs nothing.
final class Vocabulary: Sendable {
    private let table: WordTable
    private let prefixes: PrefixTable
    private let spelling: SpellingIndex
    /// The labels of symbol s are `labels[labelStarts[s]..<labelStarts[s + 1]]`.
    private let labels: [Label]
    private let labelStarts: [UInt32]
    /// The symbols that contractions are read as.
    private let expansions: [[Symbol]]
    /// The word or prefix of each symbol, for people to read.
    private let names: [String]

    init(_ labels: LabelTable) {
        var builder = VocabularyBuilder(labels)
        builder.addPhraseWords()
        builder.addCommonWords()
        builder.addContractions()
        table = builder.table
        prefixes = builder.prefixes
        spelling = builder.spelling()
        expansions = builder.expansions
        names = builder.names
        var flat: [Label] = []
        var starts: [UInt32] = [0]
        for symbolLabels in builder.labels {
            flat += symbolLabels
            starts.append(UInt32(flat.count))
        }
        self.labels = flat
        labelStarts = starts
    }

    var symbolCount: Int { names.count }

    /// The labels that a word of this symbol answers to.
    @inline(__always)
    func labels(of symbol: Symbol) -> ArraySlice<Label> {
        labels[Int(labelStarts[Int(symbol)])..<Int(labelStarts[Int(symbol) + 1])]
    }

    /// The word or prefix that a symbol stands for; empty for symbol 0.
    func name(of symbol: Symbol) -> String { names[Int(symbol)] }

    /// Hands over what a written word is read as: one symbol, or several where it is a contraction.
    @inline(__always)
    func read(_ word: FoldedWord, _ emit: (Symbol) -> Void) {
        guard word.length > 0 else { return emit(0) }
        let value = table.value(of: word) ?? unknown(word)
        if value < Self.firstExpansion { return emit(value) }
        if value == Self.elided { return readElided(word, emit) }
        for symbol in expansions[Int(value - Self.firstExpansion)] { emit(symbol) }
    }

    /// Values from here on are contractions.
    static let firstExpansion: UInt32 = 1 << 30
    /// The value of words like `l'attente`.
    private static let elided = UInt32.max

    /// What a word is that the table does not have as it stands.
    @inline(never)
    private func unknown(_ word: FoldedWord) -> UInt32 {
        guard !word.isOverlong else { return 0 }
        if let symbol = prefixes.symbol(of: word) { return symbol }
        if word.hasApostrophe { return Contractions.expansion(of: word.text) == nil ? 0 : Self.elided }
        if Elongation.isElongated(word), let value = shortened(word) { return value }
        return word.length >= SpellingIndex.shortest ? spelling.correction(of: word) : 0
    }

    private func shortened(_ word: FoldedWord) -> UInt32? {
        let forms = Elongation.shortForms(of: word)
        for form in forms { if let value = table.value(of: form), value != 0 { return value } }
        for form in forms { if let symbol = prefixes.symbol(of: form) { return symbol } }
        return nil
    }

    private func readElided(_ word: FoldedWord, _ emit: (Symbol) -> Void) {
        for part in Contractions.expansion(of: word.text) ?? [] {
            let part = FoldedWord(part)
            let value = table.value(of: part) ?? unknown(part)
            emit(value < Self.firstExpansion ? value : 0)
        }
    }
}
