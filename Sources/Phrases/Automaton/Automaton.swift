/// The states of all phrases, as flat tables. A class, so that handing it on costs nothing.
final class Automaton: Sendable {
    /// An edge, with the state that it leads to.
    struct Edge: BitwiseCopyable {
        let label: Label
        let target: UInt32
    }

    /// By state, in the order of their labels.
    let edges: TableOfLists<Edge>
    /// By state: the phrases that are found when it is reached.
    let phrases: TableOfLists<UInt32>
    /// By symbol.
    let words: Table<WordFacts>
    /// The classes of tokens that a phrase may begin with.
    let beginningClasses: TokenClasses
    /// The classes of tokens that phrases ask for.
    let classes: TokenClasses
    /// The classes that look at written words, in the order of their bits from `TokenClasses.lexedWidth` on.
    private let recognisers: [TokenClass]
    /// Whether words have to be looked at as they are written.
    let hasRecognisers: Bool
    let stateCount: Int

    /// The state that begins all phrases at the start of a sentence, and the one elsewhere.
    static let sentenceStart: UInt32 = 0
    static let elsewhere: UInt32 = 1

    init(_ drafts: [DraftState], entries: [Int], recognisers: [TokenClass], vocabulary: Vocabulary) {
        self.recognisers = recognisers
        hasRecognisers = !recognisers.isEmpty
        let states = Determinizer(drafts, entries: entries)
        edges = TableOfLists(states.edges, starts: states.edgeStarts)
        phrases = TableOfLists(states.phrases, starts: states.phraseStarts)
        stateCount = states.edgeStarts.count - 1
        let beginnings = Set(states.edges[..<Int(states.edgeStarts[1])].map(\.label))
        words = Table(vocabulary.names.indices.map { WordFacts($0, in: vocabulary, beginningWith: beginnings) })
        beginningClasses = TokenClasses(among: beginnings)
        classes = TokenClasses(among: Set(states.edges.lazy.map(\.label).filter { $0 < .firstOfWords }))
    }

    deinit {
        edges.deallocate()
        phrases.deallocate()
        words.deallocate()
    }

    /// The classes of a word by the way it is written.
    func recognisedClasses(of lexeme: Lexeme, in bytes: UnsafeBufferPointer<UInt8>) -> TokenClasses {
        guard lexeme.end - lexeme.start <= WrittenWord.longest else { return [] }
        let word = WrittenWord(written: String(decoding: bytes[lexeme.start..<lexeme.end], as: UTF8.self), folded: lexeme.word.text)
        var classes: TokenClasses = []
        for (index, tokenClass) in recognisers.enumerated() where tokenClass.recognises?(word) ?? false {
            classes.insert(TokenClasses(bit: TokenClasses.lexedWidth + index))
        }
        return classes
    }

    /// Of some edges in the order of their labels, the first that has a label or a later one.
    @inline(__always)
    func firstEdge(_ label: Label, in range: Range<Int>) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while high - low > 8 {
            let middle = (low + high) / 2
            if edges.elements[middle].label < label { low = middle + 1 } else { high = middle }
        }
        while low < high, edges.elements[low].label < label { low += 1 }
        return low
    }
}

/// What is known of a word by its symbol alone.
struct WordFacts: BitwiseCopyable {
    let labels: SymbolLabels
    /// Whether a phrase may begin with it.
    let mayBegin: Bool

    init(_ symbol: Int, in vocabulary: Vocabulary, beginningWith beginnings: Set<Label>) {
        let labels = vocabulary.labels.range(symbol).map { vocabulary.labels.elements[$0] }
        self.labels = SymbolLabels(labels)
        mayBegin = labels.contains { beginnings.contains($0) }
    }
}

extension TokenClasses {
    /// Those that some labels ask for.
    fileprivate init(among labels: Set<Label>) {
        self = []
        for bit in 0..<Self.width where labels.contains(.token(bit: bit)) { insert(TokenClasses(bit: bit)) }
    }
}
