import Diagnostics
import Transcripts

/// An event that may come only after something else.
///
/// Keys: `event`, `needs` (selectors). Each turn with an event is an opportunity, at its heaviest match; it is missed where nothing that
/// `needs` selects was said before it, in an earlier message or earlier in the same one.
public struct Precede: RuleKind {
    public static let name = "precede"
    public static let summary = "an event only after something that it needs"
    public static let placeholders: [Placeholder] = [.match]
    public static let keys = [
        KeyDescription("event", .shared(.selector), "What may only come later.", isRequired: true),
        KeyDescription("needs", .shared(.selector), "What must have been said before it.", isRequired: true),
    ]

    let event: Selector
    let needs: Selector

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let event = rule.required("event").flatMap { compiler.selector($0, protectedBy: protection) }
        let needs = rule.required("needs").flatMap { compiler.selector($0) }
        guard let event, let needs else { return nil }
        self.event = event
        self.needs = needs
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        let events = evaluation.heaviestSpots(of: event, as: "event")
        guard !events.isEmpty else { return Outcome() }
        let need = evaluation.spots(of: needs, as: "needs").first
        var outcome = Outcome(opportunities: events.count)
        for event in events {
            let places = [TraceStep.Place("event", event)] + (need.map { [.init("needs", $0)] } ?? [])
            if let need, need < event {
                evaluation.trace?.tell(TraceStep("prepared", .kept, "what it needs was said before it", at: places))
            } else {
                let text = need == nil ? "what it needs was never said" : "what it needs was said only after it"
                evaluation.trace?.tell(TraceStep("unprepared", .broken, text, at: places))
                outcome.hits.append(Hit(subject: event.message, at: event))
            }
        }
        return outcome
    }
}
