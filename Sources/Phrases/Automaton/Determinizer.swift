/// Joins states that one word leads to, so that phrases that begin alike are followed once.
///
/// Gaps and options are left as they are: joining them would multiply. Beyond a number of states nothing is joined any more, which costs
/// time in matching and nothing else.
struct Determinizer {
    typealias Edge = Automaton.Edge

    private let drafts: [DraftState]
    /// Of sets of several drafts.
    private var numbers: [[Int]: UInt32] = [:]
    /// By draft; 0 where it has none.
    private var numbersOfSingle: [UInt32]
    /// The sets of drafts that states are made of, from the third state on, one after the other.
    private var members: [Int] = []
    private var ends: [Int] = []
    private let most: Int
    /// What a state is put together in.
    private var joined: [DraftState.Edge] = []
    private var targets: [Int] = []
    private var found: [Int] = []

    /// By state, in the order of their labels. The first of the states begins all phrases at the start of a sentence, the second elsewhere.
    private(set) var edges: [Edge] = []
    /// By state, where its edges are, and the end of all.
    private(set) var edgeStarts: [UInt32] = [0]
    /// By state: the phrases that are found when it is reached.
    private(set) var phrases: [UInt32] = []
    private(set) var phraseStarts: [UInt32] = [0]

    init(_ drafts: [DraftState], entries: [Int]) {
        self.drafts = drafts
        numbersOfSingle = Array(repeating: 0, count: drafts.count)
        most = drafts.count * 2 + 1024
        emit(closure(of: entries, atSentenceStart: true)[...])
        emit(closure(of: entries, atSentenceStart: false)[...])
        var index = 0
        while index < ends.count {
            emit(members[(index > 0 ? ends[index - 1] : 0)..<ends[index]])
            index += 1
        }
    }

    /// What can be reached from some states without a word.
    private func closure(of entries: [Int], atSentenceStart: Bool) -> [Int] {
        var reached = Set<Int>()
        var stack = entries
        while let state = stack.popLast() {
            guard reached.insert(state).inserted else { continue }
            for edge in drafts[state].edges where edge.label == .none { stack.append(edge.target) }
            if atSentenceStart { stack += drafts[state].startEdges }
        }
        return reached.sorted()
    }

    /// Makes the state that does what some drafts do.
    private mutating func emit(_ set: ArraySlice<Int>) {
        joined.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        for draft in set {
            joined += drafts[draft].edges
            found += drafts[draft].phrases
        }
        if !joined.indices.dropFirst().allSatisfy({ joined[$0 - 1] < joined[$0] }) { joined.sort() }
        var index = 0
        while index < joined.count {
            let label = joined[index].label
            targets.removeAll(keepingCapacity: true)
            while index < joined.count, joined[index].label == label {
                if targets.last != joined[index].target { targets.append(joined[index].target) }
                index += 1
            }
            addEdges(label)
        }
        edgeStarts.append(UInt32(edges.count))
        if found.count > 1 { found = Set(found).sorted() }
        phrases += found.map { UInt32($0) }
        phraseStarts.append(UInt32(phrases.count))
    }

    /// Adds edges to the state that `targets` are joined to; to each of them where there are too many states.
    private mutating func addEdges(_ label: Label) {
        if targets.count > 1, let number = numbers[targets] {
            edges.append(Edge(label: label, target: number))
        } else if targets.count > 1, ends.count < most {
            let number = add(targets)
            numbers[targets] = number
            edges.append(Edge(label: label, target: number))
        } else {
            for target in targets {
                if numbersOfSingle[target] == 0 { numbersOfSingle[target] = add(CollectionOfOne(target)) }
                edges.append(Edge(label: label, target: numbersOfSingle[target]))
            }
        }
    }

    private mutating func add(_ set: some Collection<Int>) -> UInt32 {
        members += set
        ends.append(members.count)
        return UInt32(ends.count + 1)
    }
}
