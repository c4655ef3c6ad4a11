/// Joins states that one word leads to, so that phrases that begin alike are followed once.
///
/// Gaps and options are left as they are: joining them would multiply. Beyond a number of states nothing is joined any more, which costs
/// time in matching and nothing else.
struct Determinizer {
    private let drafts: [DraftState]
    private var numbers: [[Int]: Int] = [:]
    private var pending: [[Int]] = []
    private let most: Int

    private(set) var states: [DraftState] = []

    /// The first of the states begins all phrases at the start of a sentence, the second elsewhere.
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

    private mutating func emit(_ joined: DraftState) {
        let sorted = joined.edges.sorted()
        var state = DraftState()
        var index = 0
        while index < sorted.count {
            let label = sorted[index].label
            var targets: [Int] = []
            while index < sorted.count, sorted[index].label == label {
                if targets.last != sorted[index].target { targets.append(sorted[index].target) }
                index += 1
            }
            for number in numbers(of: targets) { state.add(label, to: number) }
        }
        state.phrases = Set(joined.phrases).sorted()
        states.append(state)
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
