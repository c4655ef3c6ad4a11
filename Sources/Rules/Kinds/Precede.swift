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
        let events = evaluation.heaviestSpots(of: event)
        guard !events.isEmpty else { return Outcome() }
        let need = evaluation.spots(of: needs).first
        let missed = events.filter { event in need.map { event <= $0 } ?? true }
        return Outcome(opportunities: events.count, hits: missed.map { Hit(subject: $0.message, at: $0) })
    }
}
