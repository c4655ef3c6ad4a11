import Diagnostics
import Transcripts

/// Words that must not be said, optionally only after or before something else.
///
/// Keys: the selector's (`by`, `phrases`, …), `after`, `before` (selectors).
public struct Forbid: RuleKind {
    public static let name = "forbid"
    public static let summary = "words that must not be said"
    public static let placeholders: [Placeholder] = [.match]
    public static let isProhibition = true
    public static let keys =
        Selector.keys + [
            KeyDescription("after", .shared(.selector), "Only after this was said."),
            KeyDescription("before", .shared(.selector), "Only before this was said."),
        ]

    let selector: Selector
    let after: Selector?
    let before: Selector?

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        after = rule.optional("after").flatMap { compiler.selector($0) }
        before = rule.optional("before").flatMap { compiler.selector($0) }
        guard let selector = compiler.selector(reading: &rule, protectedBy: protection) else { return nil }
        guard selector.list != nil else {
            rule.cursor.report("missing-key", "a rule that forbids must say which words", help: "add \"phrases\"")
            return nil
        }
        self.selector = selector
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        guard evaluation.hasMessages(by: selector.roles) else { return Outcome() }
        var spots: [Spot] = []
        for selection in evaluation.selections(of: selector, as: "phrases") {
            // Where one match is enough each is a finding of its own; else they make one together, at the heaviest.
            spots += selector.isSatisfiedByOneMatch ? selection.matches.map(\.spot) : (selection.heaviest.map { [$0.spot] } ?? [])
        }
        guard !spots.isEmpty else { return Outcome(opportunities: 1) }
        let after = after.map { evaluation.spots(of: $0, as: "after").first }
        let before = before.map { evaluation.spots(of: $0, as: "before").last }
        var hits: [Hit] = []
        for spot in spots {
            let match = TraceStep.Place("match", spot)
            if let after, after.map({ $0 >= spot }) ?? true {
                evaluation.trace?.tell(TraceStep("not-after", .neither, "nothing that `after` asks for was said before", at: [match]))
            } else if let before, before.map({ $0 <= spot }) ?? true {
                evaluation.trace?.tell(TraceStep("not-before", .neither, "nothing that `before` asks for was said after", at: [match]))
            } else {
                let context = [after?.map { TraceStep.Place("after", $0) }, before?.map { .init("before", $0) }].compactMap { $0 ?? nil }
                evaluation.trace?.tell(TraceStep("said", .broken, "words that must not be said", at: [match] + context))
                hits.append(Hit(subject: spot.message, at: spot))
            }
        }
        return Outcome(opportunities: 1, hits: hits)
    }
}
