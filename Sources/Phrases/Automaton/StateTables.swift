/// The states of an automaton as flat tables, while they are added one by one.
struct StateTables {
    typealias Edge = Automaton.Edge

    /// The number of the first state that is added.
    let first: UInt32
    private(set) var edges: [Edge] = []
    /// Where the edges of each state begin, and the end of all; likewise `phraseStarts`.
    private(set) var edgeStarts: [UInt32] = [0]
    private(set) var phrases: [UInt32] = []
    private(set) var phraseStarts: [UInt32] = [0]
    /// Where states lead at the start of a sentence alone; hardly any does.
    private var targetsAtStart: [UInt32: [UInt32]] = [:]

    /// How many were added.
    var count: Int { edgeStarts.count - 1 }

    init(first: Int, capacity: Int) {
        self.first = UInt32(first)
        edges.reserveCapacity(capacity)
        edgeStarts.reserveCapacity(capacity + 1)
        phraseStarts.reserveCapacity(capacity + 1)
    }

    /// Adds a state.
    ///
    /// - Parameters:
    ///   - edges: In any order, with those at the start of a sentence.
    ///   - phrase: What is found when the state is reached.
    /// - Returns: its number.
    mutating func add(_ edges: ArraySlice<Edge> = [], phrase: UInt32? = nil) -> UInt32 {
        let state = first + UInt32(count)
        if edges.count == 1, let edge = edges.first, edge.label != .sentenceStart {
            self.edges.append(edge)
        } else if !edges.isEmpty {
            add(edges, of: state)
        }
        edgeStarts.append(UInt32(self.edges.count))
        if let phrase { phrases.append(phrase) }
        phraseStarts.append(UInt32(phrases.count))
        return state
    }

    private mutating func add(_ edges: ArraySlice<Edge>, of state: UInt32) {
        let start = self.edges.count
        for edge in edges {
            if edge.label == .sentenceStart { targetsAtStart[state, default: []].append(edge.target) } else { self.edges.append(edge) }
        }
        let indices = self.edges.indices.dropFirst(start + 1)
        guard indices.contains(where: { self.edges[$0] <= self.edges[$0 - 1] }) else { return }
        self.edges[start...].sort()
        var kept = start + 1
        for index in indices where self.edges[index] != self.edges[kept - 1] {
            self.edges[kept] = self.edges[index]
            kept += 1
        }
        self.edges.removeLast(self.edges.count - kept)
    }

    /// The edges of a state, in the order of their labels, but for those at the start of a sentence.
    func edges(of state: UInt32) -> ArraySlice<Edge> {
        let index = Int(state - first)
        return edges[Int(edgeStarts[index])..<Int(edgeStarts[index + 1])]
    }

    /// Where a state leads at the start of a sentence alone.
    func targetsAtStart(of state: UInt32) -> [UInt32] { targetsAtStart.isEmpty ? [] : targetsAtStart[state] ?? [] }

    /// Whether a phrase is found when a state is reached.
    func isFinal(_ state: UInt32) -> Bool { phraseStarts[Int(state - first)] < phraseStarts[Int(state - first) + 1] }
}
