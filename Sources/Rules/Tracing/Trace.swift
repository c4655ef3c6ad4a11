import Phrases

/// What evaluations write down for somebody who asks why. It belongs to one thread; without one, nothing is written and nothing lost.
///
/// It changes no outcome: an evaluation with a trace takes the same steps as one without.
public final class Trace {
    /// The rules that were evaluated, in that order.
    public private(set) var rules: [RuleTrace] = []
    private let phrases: PhraseIndex
    private var current: RuleTrace?

    public init(_ rules: RuleSet) { phrases = PhraseIndex(rules) }

    // MARK: Rules

    func begin(_ rule: Rule) { current = RuleTrace(rule.reference) }

    func end(_ outcome: Outcome) {
        current?.outcome = outcome
        if let current { rules.append(current) }
        current = nil
    }

    func leaveOut(_ unmet: [UnmetCondition]) { current?.unmet = unmet }

    func protect(_ hits: [ProtectedHit]) { current?.protected += hits }

    func cut(_ hits: some Sequence<Hit>) { current?.cut += hits }

    /// Takes note of what was suppressed of the rule that was evaluated last.
    public func suppress(_ hits: [SuppressedHit], leaving outcome: Outcome) {
        guard let last = rules.indices.last else { return }
        rules[last].suppressed = hits
        rules[last].outcome = outcome
    }

    /// Tells of the findings of a kind that told of none itself.
    func tell(of hits: [Hit]) {
        guard let steps = current?.steps, !steps.contains(where: { $0.effect == .broken }) else { return }
        for hit in hits {
            let places = [TraceStep.Place("match", hit.at)] + (hit.trigger.map { [.init("trigger", $0)] } ?? [])
            tell(TraceStep("found", .broken, "found here", at: places))
        }
    }

    // MARK: Kinds and selectors

    func tell(_ step: TraceStep) { current?.steps.append(step) }

    func add(_ weighing: Weighing) {
        if weighing.isTelling { current?.weighings.append(weighing) }
    }

    func traced(_ match: ListMatch, in message: Int) -> TracedMatch {
        TracedMatch(spot: Spot(message: message, span: match.span), weight: match.weight, place: phrases.place(of: match))
    }
}

/// Writes down how one selector weighs some messages.
final class WeighingNotes {
    private(set) var weighing: Weighing
    private let trace: Trace

    init(_ selector: Selector, as part: String, messages: ArraySlice<Int>, trace: Trace) {
        weighing = Weighing(part: part, messages: Array(messages), atLeast: selector.list == nil ? nil : selector.atLeast)
        self.trace = trace
    }

    /// Notes for a selector within this one.
    func nested(_ selector: Selector, as condition: Weighing.Condition, messages: ArraySlice<Int>) -> WeighingNotes {
        WeighingNotes(selector, as: condition.rawValue, messages: messages, trace: trace)
    }

    func add(_ notes: WeighingNotes) { weighing.nested.append(notes.weighing) }

    func count(_ match: ListMatch, in message: Int) { weighing.matches.append(trace.traced(match, in: message)) }

    func setAside(_ match: ListMatch, in message: Int, outside kind: Sentence.Kind) {
        weighing.setAside.append(SetAside(match: trace.traced(match, in: message), reason: .sentence(kind)))
    }

    func setAside(_ match: ListMatch, in message: Int, _ loss: ListMatch.Loss) {
        let reason: SetAside.Reason
        switch loss {
        case .protected(by: let other): reason = .protected(by: trace.traced(other, in: message))
        case .overlapped(by: let other):
            // The same phrase in two lists is one thing to a reader.
            if match.phrase == other.phrase, match.span == other.span { return }
            reason = .overlapped(by: trace.traced(other, in: message))
        }
        weighing.setAside.append(SetAside(match: trace.traced(match, in: message), reason: reason))
    }

    func reject(_ verdict: Weighing.Verdict) { weighing.verdict = verdict }
}

/// Where each phrase of each list is in the packs.
struct PhraseIndex {
    private struct Key: Hashable {
        let list: Int
        let phrase: Int
    }

    private let places: [Key: PhrasePlace]

    init(_ rules: RuleSet) {
        let places = rules.uses.compactMap { use -> (Key, PhrasePlace)? in
            if case .phrase(let index) = use.content { (Key(list: use.list, phrase: index), use.place) } else { nil }
        }
        self.places = Dictionary(places) { first, _ in first }
    }

    func place(of match: ListMatch) -> PhrasePlace? { places[Key(list: match.list, phrase: match.phrase)] }
}
