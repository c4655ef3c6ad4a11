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

    /// - Parameters:
    ///   - groups: The phrases of each group; the first has all.
    init(_ builder: AutomatonBuilder, groups: [[Int]], vocabulary: Vocabulary) {
        recognisers = builder.recognisers
        hasRecognisers = !recognisers.isEmpty
        groupCount = groups.count
        var states = StateList(capacity: builder.states.count + groups.count * 2)
        var beginnings: [Set<Label>] = []
        for group in groups {
            for atSentenceStart in [true, false] {
                let edges = builder.beginningEdges(of: group, atSentenceStart: atSentenceStart)
                if atSentenceStart { beginnings.append(Set(edges.map(\.label))) }
                states.add(edges, firstDraft: groups.count * 2)
            }
        }
        for draft in builder.states { states.add(draft.edges, draft.phrases, firstDraft: groups.count * 2) }
        edges = TableOfLists(states.edges, starts: states.edgeStarts)
        phrases = TableOfLists(states.phrases, starts: states.phraseStarts)
        stateCount = states.edgeStarts.count - 1
        let marks = LabelMark.marks(of: states.edges, labelCount: builder.labels.count)
        self.marks = Table(marks)
        words = Table(vocabulary.names.indices.map { WordFacts($0, in: vocabulary, marks, beginningWith: beginnings) })
        beginningClasses = Table(beginnings.map { TokenClasses(among: $0) })
        classes = TokenClasses(among: Set(states.edges.lazy.map(\.label).filter { $0 < .firstOfWords }))
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

extension TableOfLists<Automaton.Edge> {
    /// Whether some edges of a state, in the order of their labels, ask for a word or mark.
    @inline(__always)
    func ask(_ edges: Range<Int>) -> Bool { !edges.isEmpty && elements[edges.upperBound - 1].label >= .anyWord }

    /// Of some edges in the order of their labels, the first that has a label or a later one.
    @inline(__always)
    func first(_ label: Label, in range: Range<Int>) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while high - low > 8 {
            let middle = (low + high) / 2
            if elements[middle].label < label { low = middle + 1 } else { high = middle }
        }
        while low < high, elements[low].label < label { low += 1 }
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
    ///   - beginnings: By group, the labels that its phrases begin with.
    init(_ symbol: Int, in vocabulary: Vocabulary, _ marks: [LabelMark], beginningWith beginnings: [Set<Label>]) {
        let labels = vocabulary.labels.range(symbol).map { vocabulary.labels.elements[$0] }
        self.labels = SymbolLabels(labels.map { marks[Int($0)] })
        beginning = beginnings.enumerated().reduce(0) { bits, group in
            labels.contains { group.element.contains($0) } ? bits | 1 << UInt8(group.offset) : bits
        }
    }

    /// Whether a phrase of a group may begin with it.
    @inline(__always)
    func mayBegin(_ group: Int) -> Bool { beginning >> UInt8(truncatingIfNeeded: group) & 1 != 0 }
}

/// The edges and phrases of states, one state after the other, while an automaton is put together.
private struct StateList {
    private(set) var edges: [Automaton.Edge] = []
    private(set) var edgeStarts: [UInt32] = [0]
    private(set) var phrases: [UInt32] = []
    private(set) var phraseStarts: [UInt32] = [0]

    init(capacity: Int) {
        edges.reserveCapacity(capacity)
        edgeStarts.reserveCapacity(capacity + 1)
        phraseStarts.reserveCapacity(capacity + 1)
    }

    /// Adds a state.
    ///
    /// - Parameter firstDraft: How many states there are before the first draft.
    mutating func add(_ edges: [DraftState.Edge], _ phrases: [Int] = [], firstDraft: Int) {
        var edges = edges
        if !edges.indices.dropFirst().allSatisfy({ edges[$0 - 1] < edges[$0] }) { edges.sort() }
        var last: DraftState.Edge?
        for edge in edges where edge != last {
            self.edges.append(Automaton.Edge(label: edge.label, target: UInt32(firstDraft + edge.target)))
            last = edge
        }
        edgeStarts.append(UInt32(self.edges.count))
        self.phrases += (phrases.count > 1 ? Set(phrases).sorted() : phrases).map { UInt32($0) }
        phraseStarts.append(UInt32(self.phrases.count))
    }
}

extension TokenClasses {
    /// Those that some labels ask for.
    fileprivate init(among labels: Set<Label>) {
        self = []
        for bit in 0..<Self.width where labels.contains(.token(bit: bit)) { insert(TokenClasses(bit: bit)) }
    }
}
