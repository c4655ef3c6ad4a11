import Diagnostics
import Transcripts

/// Words that must be said somewhere in a scope, such as the last turn.
///
/// Keys: `by`, `phrases`, `where` (the conditions of a selector: the scope). The finding is at the last message of the scope. A scope at the
/// end of a conversation that is not closed yet is pending: never a finding.
public struct Require: RuleKind {
    public static let name = "require"
    public static let summary = "words that must be said"
    public static let placeholders: [Placeholder] = []
    public static let keys = [
        KeyDescription("by", .oneOrMore(.word(Role.self)), "Who must say it.", standard: #""agent""#),
        KeyDescription("phrases", .shared(.phrases), "The words of which some must be said.", isRequired: true),
        KeyDescription(
            "where", .shared(.selector), "Where they must be said: the conditions of a selector.", example: #"{"last_turns": 1}"#),
    ]

    /// The messages in which the words are looked for.
    let scope: Selector
    let words: Selector

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let roles = compiler.roles(rule.optional("by"))
        let entries = rule.required("phrases").flatMap { compiler.phrases($0) }
        let place = rule.optional("where")
        var scope = place == nil ? Selector(roles: roles ?? []) : nil
        if var conditions = place?.object {
            scope = compiler.selector(reading: &conditions, defaultRoles: roles ?? [.agent])
            conditions.finish()
        }
        guard let roles, let entries, let scope else { return nil }
        let list = compiler.list(of: entries, unless: protection, by: roles)
        if compiler.book.isWeighted(list) { compiler.dependsOnMessageBorders = true }
        words = Selector(roles: roles, list: list)
        self.scope = scope
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        if evaluation.transcript.goesOn, scope.lastTurns != nil {
            evaluation.trace?.tell(TraceStep("pending", .neither, "the conversation goes on, and its last turns may still come"))
            return Outcome()
        }
        let messages = evaluation.selections(of: scope, as: "where").flatMap(\.messages).filter {
            scope.roles.contains(evaluation.transcript.messages[$0].role)
        }
        guard let last = messages.last else { return Outcome() }
        let end = evaluation.whole(last)
        if let words = evaluation.selections(of: words, as: "phrases", among: messages[...]).first {
            evaluation.trace?.tell(TraceStep("said", .kept, "the words are there", at: [.init("match", words.heaviest?.spot ?? end)]))
            return Outcome(opportunities: 1)
        }
        let count = messages.count
        evaluation.trace?.tell(
            TraceStep(
                "not-said", .broken, "the words are not in the \(count == 1 ? "message" : "\(count) messages") where they must be",
                at: [.init("last", end), .init("first", evaluation.whole(messages[0]))]))
        return Outcome(opportunities: 1, hits: [Hit(subject: last, at: end)])
    }
}
