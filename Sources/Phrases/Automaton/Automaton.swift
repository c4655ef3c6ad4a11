/// The states of all phrases, as flat tables. A class, so that handing it on costs nothing.
final class Automaton: Sendable {
    /// An edge, with the state that it leads to.
    struct Edge: BitwiseCopyable, Comparable {
        let label: Label
        let target: UInt32

        static func < (a: Edge, b: Edge) -> Bool { (a.label, a.target) < (b.label, b.target) }
    }

    /// By state, in the order of their labels.
    let edges: TableOfLists<Edge>
    /// By state: the phrases that are found when it is reached.
    let phrases: TableOfLists<UInt32>
    /// By symbol.
    let words: Table<WordFacts>
    /// By label.
    let marks: Table<LabelMark>
    /// By group: the classes of tokens that one of its phrases may begin with.
    let beginningClasses: Table<TokenClasses>
    /// The classes of tokens that phrases ask for.
    let classes: TokenClasses
    /// The classes that look at written words, in the order of their bits from `TokenClasses.lexedWidth` on.
    private let recognisers: [TokenClass]
    /// Whether words have to be looked at as they are written.
    let hasRecognisers: Bool
    let stateCount: Int
    /// The number of groups of phrases that can be looked for alone; the first group has all phrases.
    let groupCount: Int

    /// - Parameter groups: By phrase, a bit for each group that has it; the first has all.
    init(_ builder: AutomatonBuilder, groups: [UInt8], groupCount: Int, vocabulary: Vocabulary) {
        recognisers = builder.recognisers
        hasRecognisers = !recognisers.isEmpty
        self.groupCount = groupCount
        let states = builder.states
        let beginnings = Beginnings(builder, groups: groups)
        var startEdges: [Edge] = []
        var starts: [UInt32] = []
        for group in 0..<groupCount {
            for atSentenceStart in [true, false] {
                starts.append(UInt32(startEdges.count))
                startEdges += beginnings.edges(of: group, atSentenceStart: atSentenceStart)
            }
        }
        edges = TableOfLists(startEdges, starts: starts, then: states.edges, starts: states.edgeStarts)
        phrases = TableOfLists([], starts: Array(repeating: 0, count: starts.count), then: states.phrases, starts: states.phraseStarts)
        stateCount = starts.count + states.count
        let marks = LabelMark.marks(of: edges.elements[0..<edges.elements.count], labelCount: builder.labels.count)
        self.marks = Table(marks)
        words = Table(count: vocabulary.names.count) { WordFacts($0, in: vocabulary, marks, groupsByLabel: beginnings.groupsByLabel) }
        beginningClasses = Table((0..<groupCount).map { group in
            TokenClasses { beginnings.groupsByLabel[Int($0)] >> UInt8(group) & 1 != 0 }
        })
        var askedFor = [Bool](repeating: false, count: Int(Label.firstOfWords))
        for edge in states.edges where edge.label < .firstOfWords { askedFor[Int(edge.label)] = true }
        for edge in startEdges where edge.label < .firstOfWords { askedFor[Int(edge.label)] = true }
        classes = TokenClasses { askedFor[Int($0)] }
    }

    deinit {
        edges.deallocate()
        phrases.deallocate()
        words.deallocate()
        marks.deallocate()
        beginningClasses.deallocate()
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

    /// The state that begins all phrases of a group.
    @inline(__always)
    func start(of group: Int, atSentenceStart: Bool) -> UInt32 { UInt32(truncatingIfNeeded: group * 2 + (atSentenceStart ? 0 : 1)) }

    /// Whether a state begins the phrases of a group.
    func isStart(_ state: UInt32) -> Bool { state < groupCount * 2 }
}

/// Edges in the order of their labels.
extension UnsafeBufferPointer<Automaton.Edge> {
    /// Whether some of them ask for a word or mark.
    @inline(__always)
    var ask: Bool { last.map { $0.label >= .anyWord } ?? false }

    /// The index of the first that has a label or a later one.
    @inline(__always)
    func first(_ label: Label) -> Int {
        var low = 0
        var high = count
        while high - low > 8 {
            let middle = (low + high) / 2
            if self[middle].label < label { low = middle + 1 } else { high = middle }
        }
        while low < high, self[low].label < label { low += 1 }
        return low
    }
}

/// What is known of a word by its symbol alone.
struct WordFacts: BitwiseCopyable {
    let labels: SymbolLabels
    /// A bit for each group that has a phrase which may begin with it.
    private let beginning: UInt8

    /// - Parameters:
    ///   - marks: By label.
    ///   - groupsByLabel: By label, a bit for each group that has a phrase which may begin with it.
    init(_ symbol: Int, in vocabulary: Vocabulary, _ marks: [LabelMark], groupsByLabel: [UInt8]) {
        let labels = vocabulary.labels.elements[vocabulary.labels.range(symbol)]
        self.labels = SymbolLabels(labels.lazy.map { marks[Int($0)] })
        beginning = labels.reduce(0) { $0 | groupsByLabel[Int($1)] }
    }

    /// Whether a phrase of a group may begin with it.
    @inline(__always)
    func mayBegin(_ group: Int) -> Bool { beginning >> UInt8(truncatingIfNeeded: group) & 1 != 0 }
}

extension TokenClasses {
    /// Those whose labels are asked for.
    fileprivate init(where isAskedFor: (Label) -> Bool) {
        self = []
        for bit in 0..<Self.width where isAskedFor(.token(bit: bit)) { insert(TokenClasses(bit: bit)) }
    }
}
