/// A set of labels of which it is known for sure only what is not in it: one of 384 bits for each.
struct LabelMarks: BitwiseCopyable {
    private var words: InlineArray<6, UInt64> = .init(repeating: 0)

    mutating func insert(_ mark: LabelMark) {
        words[Int(mark >> 6)] |= 1 << UInt64(mark & 63)
        words[Int(LabelMark.always >> 6)] |= 1 << UInt64(LabelMark.always & 63)
    }

    /// Whether one of the labels of a symbol may be in the set. It is read where it stands: an `InlineArray` would be copied first.
    @inline(__always)
    static func mayHave(_ labels: SymbolLabels, at set: UnsafePointer<LabelMarks>) -> Bool {
        let words = UnsafeRawPointer(set).assumingMemoryBound(to: UInt64.self)
        return (words[Int(labels.first >> 6)] >> UInt64(labels.first & 63) | words[Int(labels.second >> 6)] >> UInt64(labels.second & 63)) & 1 != 0
    }
}

/// One of 384 bits that stands for a label.
typealias LabelMark = UInt16

extension LabelMark {
    /// Never in a set.
    fileprivate static let never: LabelMark = 383
    /// In each set that something is in.
    fileprivate static let always: LabelMark = 382
    /// So many labels have a mark for themselves.
    private static let own = 256
    /// So many marks are shared by the others.
    private static let shared = 126

    /// The mark of each label. Those that most edges ask for, as they are common words in texts, too, share theirs with no other.
    ///
    /// - Parameters:
    ///   - edges: All that there are.
    ///   - labelCount: More than the greatest label.
    static func marks(of edges: UnsafeBufferPointer<Automaton.Edge>, labelCount: Int) -> [LabelMark] {
        var uses = [Int](repeating: 0, count: labelCount)
        for edge in edges { uses[Int(edge.label)] += 1 }
        var marks = uses.indices.map { LabelMark(own + $0 % shared) }
        let rare = fewestUses(ofMost: own, uses)
        let words = uses.indices.dropFirst(Int(Label.firstOfWords)).filter { uses[$0] >= rare }.sorted { (uses[$1], $0) < (uses[$0], $1) }
        for (mark, label) in words.prefix(own).enumerated() { marks[label] = LabelMark(mark) }
        return marks
    }

    /// How often the labels are used at least that are among the most used words; so that only these need be put in their order.
    private static func fewestUses(ofMost count: Int, _ uses: [Int]) -> Int {
        let most = 1 << 10
        var labels = [Int](repeating: 0, count: most + 1)
        for uses in uses.dropFirst(Int(Label.firstOfWords)) { labels[Swift.min(uses, most)] += 1 }
        var sum = 0
        for uses in (1...most).reversed() {
            sum += labels[uses]
            if sum >= count { return uses }
        }
        return 0
    }
}

/// The labels that a symbol answers to, as far as they decide quickly that an edge is for another one.
struct SymbolLabels: BitwiseCopyable {
    /// The marks of its labels, the same twice where there is one; for more than two, the mark that is in each set.
    fileprivate let first: LabelMark
    fileprivate let second: LabelMark

    /// Of a word that no phrase names.
    static let none = SymbolLabels([LabelMark]())

    /// - Parameter marks: Of all labels of the symbol.
    init(_ marks: some RandomAccessCollection<LabelMark>) {
        first = marks.count > 2 ? .always : marks.first ?? .never
        second = marks.count == 2 ? marks.last ?? first : first
    }
}
