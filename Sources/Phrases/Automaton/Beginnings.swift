/// The edges that begin phrases, past those that pass over nothing, for all groups of phrases at once.
struct Beginnings {
    struct Beginning: BitwiseCopyable {
        var edge: Automaton.Edge
        /// A bit for each group that has its phrase.
        var groups: UInt8
        /// Whether it begins the phrase at the start of a sentence alone.
        var needsStart: Bool
    }

    /// In the order of their edges, each once: no two phrases have a state in common.
    private(set) var sorted: [Beginning] = []
    /// By label: a bit for each group that has a phrase which may begin with it.
    private(set) var groupsByLabel: [UInt8]
    private let states: StateTables
    /// By state: the last look at a phrase that came by.
    private var visitedIn: [UInt32]
    private var look: UInt32 = 0
    private var pending: [UInt32] = []

    /// - Parameter groups: By phrase, a bit for each group that has it.
    init(_ builder: AutomatonBuilder, groups: [UInt8]) {
        states = builder.states
        visitedIn = Array(repeating: 0, count: builder.states.count)
        groupsByLabel = Array(repeating: 0, count: builder.labels.count)
        var found: [Beginning] = []
        found.reserveCapacity(builder.entries.count)
        for (phrase, groups) in groups.enumerated() {
            let entry = builder.entries[Int(builder.entryStarts[phrase])..<Int(builder.entryStarts[phrase + 1])]
            find(entry, groups, &found)
        }
        for beginning in found { groupsByLabel[Int(beginning.edge.label)] |= beginning.groups }
        sorted = Self.sorted(found, labels: groupsByLabel.count)
    }

    /// The edges that begin the phrases of a group.
    func edges(of group: Int, atSentenceStart: Bool) -> [Automaton.Edge] {
        var edges: [Automaton.Edge] = []
        for beginning in sorted where beginning.groups >> UInt8(group) & 1 != 0 && (atSentenceStart || !beginning.needsStart) {
            edges.append(beginning.edge)
        }
        return edges
    }

    /// Finds how one phrase begins: anywhere first, and then what is left for the start of a sentence.
    private mutating func find(_ entry: ArraySlice<Automaton.Edge>, _ groups: UInt8, _ found: inout [Beginning]) {
        look += 1
        var atStart: [UInt32] = []
        func follow(_ edge: Automaton.Edge, needsStart: Bool) {
            switch edge.label {
            case .none: pending.append(edge.target)
            case .sentenceStart: atStart.append(edge.target)
            default: found.append(Beginning(edge: edge, groups: groups, needsStart: needsStart))
            }
        }
        for edge in entry { follow(edge, needsStart: false) }
        var needsStart = false
        while true {
            while let state = pending.popLast() {
                guard visitedIn[Int(state - states.first)] != look else { continue }
                visitedIn[Int(state - states.first)] = look
                for edge in states.edges(of: state) { follow(edge, needsStart: needsStart) }
                atStart += states.targetsAtStart(of: state)
            }
            guard !atStart.isEmpty else { return }
            needsStart = true
            swap(&pending, &atStart)
        }
    }

    /// In the order of their edges; of the same edge twice, the one that holds anywhere is kept.
    private static func sorted(_ found: [Beginning], labels: Int) -> [Beginning] {
        var starts = [Int](repeating: 0, count: labels + 1)
        for beginning in found { starts[Int(beginning.edge.label) + 1] += 1 }
        for label in 0..<labels { starts[label + 1] += starts[label] }
        var next = starts
        var sorted = found
        for beginning in found {
            sorted[next[Int(beginning.edge.label)]] = beginning
            next[Int(beginning.edge.label)] += 1
        }
        var kept: [Beginning] = []
        kept.reserveCapacity(sorted.count)
        for label in 0..<labels where starts[label] < starts[label + 1] {
            var run = sorted[starts[label]..<starts[label + 1]]
            if zip(run, run.dropFirst()).contains(where: { $0.edge.target > $1.edge.target }) {
                run.sort { $0.edge.target < $1.edge.target }
            }
            for beginning in run {
                if let last = kept.last, last.edge == beginning.edge {
                    kept[kept.count - 1].needsStart = last.needsStart && beginning.needsStart
                } else {
                    kept.append(beginning)
                }
            }
        }
        return kept
    }
}
