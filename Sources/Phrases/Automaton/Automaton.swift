/// The states of all phrases, as flat arrays. A class, so that handing it on costs nothing.
final class Automaton: Sendable {
    /// The edges of state s are `labels[edgeStarts[s]..<edgeStarts[s + 1]]` and the targets beside them, in the order of their labels.
    let labels: [Label]
    let targets: [UInt32]
    let edgeStarts: [UInt32]
    /// The phrases that are found when state s is reached, likewise.
    let phrases: [UInt32]
    let phraseStarts: [UInt32]
    /// For the first state of a sentence, and the first elsewhere: the edges of label l are from `first[l]` to `first[l + 1]`.
    private let firstInSentence: [UInt32]
    private let firstElsewhere: [UInt32]

    /// - Parameter labelCount: The number of all labels.
    init(_ states: [DraftState], entries: [Int], labelCount: Int) {
        let states = Determinizer(states, entries: entries)
        labels = states.edges.map(\.label)
        targets = states.edges.map { UInt32($0.target) }
        edgeStarts = states.edgeStarts.map { UInt32($0) }
        phrases = states.phrases.map { UInt32($0) }
        phraseStarts = states.phraseStarts.map { UInt32($0) }
        firstInSentence = states.index(ofEdgesOf: 0, labelCount: labelCount)
        firstElsewhere = states.index(ofEdgesOf: 1, labelCount: labelCount)
    }

    var stateCount: Int { edgeStarts.count - 1 }

    /// The edges by which phrases begin with a label.
    @inline(__always)
    func firstEdges(_ label: Label, atSentenceStart: Bool) -> Range<Int> {
        let first = atSentenceStart ? firstInSentence : firstElsewhere
        return Int(first[Int(label)])..<Int(first[Int(label) + 1])
    }

    /// Whether a phrase may begin with a label.
    func begins(with label: Label) -> Bool { !firstEdges(label, atSentenceStart: true).isEmpty }

    @inline(__always)
    func edges(of state: UInt32) -> Range<Int> { Int(edgeStarts[Int(state)])..<Int(edgeStarts[Int(state) + 1]) }

    /// Of some edges in the order of their labels, those of a label.
    @inline(__always)
    func edges(_ label: Label, in range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        if range.count > 8 {
            var high = range.upperBound
            while low < high {
                let middle = (low + high) / 2
                if labels[middle] < label { low = middle + 1 } else { high = middle }
            }
        } else {
            while low < range.upperBound, labels[low] < label { low += 1 }
        }
        var end = low
        while end < range.upperBound, labels[end] == label { end += 1 }
        return low..<end
    }
}
