/// All phrases of all rules as one automaton. Immutable: threads share it, each with a `PhraseScanner` of its own.
public struct PhraseMatcher: Sendable {
    let vocabulary: Vocabulary
    let automaton: Automaton
    /// The number of phrases that it was made of.
    public let phraseCount: Int
    /// By symbol: whether a phrase may begin with a word of it.
    private let beginnings: [Bool]
    /// The classes of tokens that a phrase may begin with.
    private let beginningClasses: TokenClasses

    /// Makes an automaton of phrases; phrase k of the array is known as k in matches.
    ///
    /// - Parameter list: The phrases of a list by its name, asked for where a phrase holds `@name`. The caller has made sure that the name
    ///   exists and that no list holds itself.
    /// - Throws: The first phrase that is too long or too large once its lists are put in.
    public init(_ phrases: [Phrase], list: (String) -> [Phrase] = { _ in [] }) throws(PhraseMatcherError) {
        let builder = try Self.builder(phrases, list: list)
        let vocabulary = Vocabulary(builder.labels)
        let automaton = Automaton(builder.states, entries: builder.entries, labelCount: builder.labels.count)
        self.vocabulary = vocabulary
        self.automaton = automaton
        phraseCount = phrases.count
        beginnings = (0..<vocabulary.symbolCount).map { symbol in
            vocabulary.labels(of: Symbol(symbol)).contains { automaton.begins(with: $0) }
        }
        var classes: TokenClasses = []
        for bit in 0..<TokenClasses.width where automaton.begins(with: .token(bit: bit)) {
            classes.insert(TokenClasses(rawValue: 1 << UInt16(bit)))
        }
        beginningClasses = classes
    }

    private static func builder(_ phrases: [Phrase], list: (String) -> [Phrase]) throws(PhraseMatcherError) -> AutomatonBuilder {
        var builder = AutomatonBuilder()
        for (index, phrase) in phrases.enumerated() {
            do throws(PhraseError) {
                try builder.add(phrase, list: list)
            } catch {
                throw PhraseMatcherError(phrase: index, reason: error)
            }
        }
        return builder
    }

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    ///
    /// Of the matches of one phrase the leftmost is taken, of those the longest, and the next only after its end. Where there are many
    /// texts, `PhraseScanner` does the same and keeps its working memory.
    public func scan(_ text: String) -> TextScan {
        var scanner = PhraseScanner(self)
        return scanner.scan(text)
    }

    /// The words of a text outside quoted text, as they are read: corrected where they were misspelt or drawn out.
    public func words(in text: String) -> [ReadWord] {
        WordReader.words(in: text) { word in
            var names: [String?] = []
            vocabulary.read(word) { names.append($0 == 0 || vocabulary.name(of: $0).hasSuffix("*") ? nil : vocabulary.name(of: $0)) }
            return names
        }
    }

    @inline(__always)
    func mayBegin(with symbol: Symbol, _ classes: TokenClasses) -> Bool {
        beginnings[Int(symbol)] || !classes.isDisjoint(with: beginningClasses)
    }

    @inline(__always)
    func forEachLabel(of item: Item, _ body: (Label) -> Void) {
        for label in vocabulary.labels(of: item.symbol) { body(label) }
        var bits = item.classes.rawValue
        while bits != 0 {
            body(.token(bit: bits.trailingZeroBitCount))
            bits &= bits - 1
        }
    }
}
