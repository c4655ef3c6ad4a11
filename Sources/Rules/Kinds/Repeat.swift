import Diagnostics
import Phrases
import Transcripts

/// Something said again and again: words of the same list, or messages of nearly the same words.
///
/// Keys: the selector's (`by`, `phrases`, …) or `by` and `similar`, and `min`. With phrases each match counts, and the `min`th is the finding.
/// With `similar`, a number from 0 to 1, messages count as the same when the words that they share are at least that part of all their
/// words; only messages of four different words or more are compared, each with the last 50 that differ, and the finding is at the `min`th
/// of the same. There is at most one finding for each thing that is repeated.
public struct Repeat: RuleKind {
    public static let name = "repeat"
    public static let summary = "something said again and again"
    public static let placeholders: [Placeholder] = [.match, .trigger, .count]
    public static let isProhibition = true
    public static let keys =
        Selector.keys + [
            KeyDescription(
                "similar", .number(0.1...1), "Instead of phrases: which part of their words messages must share to count as the same.",
                example: "0.8"),
            KeyDescription("min", .integer(2...1000), "How often is too often.", standard: "2"),
        ]

    let selector: Selector
    /// nil where phrases are counted.
    let similar: Double?
    let min: Int

    public var dependsOnMessageBorders: Bool { similar != nil }

    /// How far back a message is compared, so that a transcript of any length takes time in proportion to it.
    private static let memory = 50
    /// Shorter messages are alike by chance.
    private static let fewestWords = 4

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let similar = rule.optional("similar").map { $0.number(in: 0.1...1) }
        min = rule.optional("min")?.integer(in: 2...1000) ?? 2
        guard let selector = compiler.selector(reading: &rule, protectedBy: protection) else { return nil }
        if (selector.list == nil) == (similar == nil) {
            rule.cursor.report(
                "missing-key", "a rule that finds repetition says either which phrases or how similar", help: "add \"phrases\" or \"similar\", not both")
            return nil
        }
        self.selector = selector
        self.similar = similar ?? nil
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        guard evaluation.hasMessages(by: selector.roles) else { return Outcome() }
        return Outcome(opportunities: 1, hits: similar.map { similarMessages(in: evaluation, $0) } ?? phrases(in: evaluation))
    }

    private func phrases(in evaluation: Evaluation) -> [Hit] {
        let spots = evaluation.spots(of: selector, as: "phrases")
        evaluation.trace?.tell(of: spots, min: min)
        guard spots.count >= min else { return [] }
        return [hit(at: spots[min - 1], first: spots[0], count: spots.count)]
    }

    private func hit(at spot: Spot, first: Spot, count: Int) -> Hit {
        Hit(subject: spot.message, at: spot, trigger: first, values: [.count: String(count)])
    }

    // MARK: Nearly the same words

    /// Messages that are alike, known by the first of them.
    private struct Group {
        let words: Set<String>
        var messages: [Int]
    }

    private func similarMessages(in evaluation: Evaluation, _ similar: Double) -> [Hit] {
        var groups: [Group] = []
        for message in evaluation.selections(of: selector, as: "messages").flatMap(\.messages) {
            let words = Set(WordReader.words(in: evaluation.transcript.messages[message].text).map(\.text))
            guard words.count >= Self.fewestWords else { continue }
            let recent = groups.indices.suffix(Self.memory)
            if let group = recent.first(where: { Self.likeness(groups[$0].words, words) >= similar }) {
                groups[group].messages.append(message)
            } else {
                groups.append(Group(words: words, messages: [message]))
            }
        }
        if let trace = evaluation.trace {
            for group in groups where group.messages.count > 1 { trace.tell(of: group.messages.map { evaluation.whole($0) }, min: min) }
        }
        return groups.filter { $0.messages.count >= min }.map { group in
            hit(
                at: evaluation.whole(group.messages[min - 1]), first: evaluation.whole(group.messages[0]), count: group.messages.count)
        }
    }

    /// The part of all words that both have (Jaccard's index).
    private static func likeness(_ a: Set<String>, _ b: Set<String>) -> Double {
        let common = a.intersection(b).count
        return Double(common) / Double(a.count + b.count - common)
    }
}

// MARK: Why

extension Trace {
    /// Tells how often one thing was said.
    fileprivate func tell(of spots: [Spot], min: Int) {
        guard !spots.isEmpty else { return }
        let isBroken = spots.count >= min
        // The one that makes the finding comes first.
        let places = (isBroken ? [TraceStep.Place("match", spots[min - 1])] : []) + spots.map { TraceStep.Place("said", $0) }
        let times = spots.count == 1 ? "once" : "\(spots.count) times"
        let text = "said \(times); a finding from \(min) times on"
        tell(TraceStep(isBroken ? "repeated" : "not-repeated", isBroken ? .broken : .kept, text, at: places))
    }
}
