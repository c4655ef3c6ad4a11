/// For sets of many states, the edges of all of them in the order of their labels: a step need not look at each state then.
struct JoinedEdges: ~Copyable {
    private var edges = Buffer<Automaton.Edge>()
    private var ranges: [UInt32: Range<Int>] = [:]

    /// Sets of so many states are not worth it.
    private static let fewStates = 12
    /// Beyond so many edges what was joined is forgotten.
    private static let most = 1 << 20

    /// Where the edges of a set are, joined when it is first asked for; nil for a set of few states.
    mutating func range(of set: UInt32, in sets: borrowing StateSets, _ automaton: Automaton) -> Range<Int>? {
        let states = sets.states(of: set)
        guard states.count > Self.fewStates else { return nil }
        if let range = ranges[set] { return range }
        if edges.count > Self.most { removeAll() }
        var joined: [Automaton.Edge] = []
        for index in states {
            for edge in automaton.edges.elements.span(automaton.edges.range(Int(sets.state(index)))) where edge.label >= .anyWord {
                joined.append(edge)
            }
        }
        joined.sort { ($0.label, $0.target) < ($1.label, $1.target) }
        let range = edges.count..<edges.count + joined.count
        for edge in joined { edges.append(edge) }
        ranges[set] = range
        return range
    }

    func span(_ range: Range<Int>) -> UnsafeBufferPointer<Automaton.Edge> { edges.span(range) }

    mutating func removeAll() {
        edges.removeAll()
        ranges.removeAll()
    }
}
