/// Joins states that one word leads to, so that phrases that begin alike are followed once.
///
/// Gaps and options are left as they are: joining them would multiply. Beyond a number of states nothing is joined any more, which costs
/// time in matching and nothing else.
struct Determinizer {
    private let drafts: [DraftState]
    private var numbers: [[Int]: Int] = [:]
    private var pending: [[Int]] = []
    private let most: Int

    private(set) var edges: [DraftState.Edge] = []
    /// The edges of state s are `edges[edgeStarts[s]..<edgeStarts[s + 1]]`, in the order of their labels.
    private(set) var edgeStarts: [Int] = [0]
    private(set) var phrases: [Int] = []
    private(set) var phraseStarts: [Int] = [0]

    /// State 0 begins all phrases at the start of a sentence, state 1 elsewhere.
    init(_ drafts: [DraftState], entries: [Int]) {
        self.drafts = drafts
        most = drafts.count * 2 + 1024
        emit(joined(closure(of: entries, atSentenceStart: true)))
        emit(joined(closure(of: entries, atSentenceStart: false)))
        var index = 0
        while index < pending.count {
            emit(joined(pending[index]))
            index += 1
        }
    }

    /// For each label, and one more, the first edge of a state that has it or a later one.
    func index(ofEdgesOf state: Int, labelCount: Int) -> [UInt32] {
        var edge = edgeStarts[state]
        return (0...labelCount).map { label in
            while edge < edgeStarts[state + 1], edges[edge].label < label { edge += 1 }
            return UInt32(edge)
        }
    }

    /// What can be reached from some states without a word.
    private func closure(of entries: [Int], atSentenceStart: Bool) -> [Int] {
        var reached = Set<Int>()
        var stack = entries
        while let state = stack.popLast() {
            guard reached.insert(state).inserted else { continue }
            stack += drafts[state].edges.filter { $0.label == .none }.map(\.target)
            if atSentenceStart { stack += drafts[state].startEdges }
        }
        return reached.sorted()
    }

    private func joined(_ set: [Int]) -> DraftState {
        var state = DraftState()
        for draft in set { state.absorb(drafts[draft]) }
        return state
    }

    private mutating func emit(_ state: DraftState) {
        let sorted = state.edges.sorted()
        var index = 0
        while index < sorted.count {
            let label = sorted[index].label
            var targets: [Int] = []
            while index < sorted.count, sorted[index].label == label {
                if targets.last != sorted[index].target { targets.append(sorted[index].target) }
                index += 1
            }
            for number in numbers(of: targets) { edges.append(DraftState.Edge(label: label, target: number)) }
        }
        edgeStarts.append(edges.count)
        phrases += Set(state.phrases).sorted()
        phraseStarts.append(phrases.count)
    }

    /// The number of the state that some drafts are joined to; one for each of them where there are too many states.
    private mutating func numbers(of targets: [Int]) -> [Int] {
        if targets.count == 1 || numbers[targets] != nil || numbers.count < most { return [number(of: targets)] }
        return targets.map { number(of: [$0]) }
    }

    private mutating func number(of set: [Int]) -> Int {
        if let number = numbers[set] { return number }
        pending.append(set)
        let number = pending.count + 1
        numbers[set] = number
        return number
    }
}
