import Findings
import Linting
import Rules

/// An explanation, and what of it somebody wants to see.
public struct ExplanationRequest: Sendable {
    public var explanation: Explanation
    public var provenance: Provenance
    /// The rules asked for; nil, all of them.
    public var rules: Set<RuleReference>?
    /// The index of a message of the transcript: how it was read, and the rules that looked at it.
    public var message: Int?

    public init(_ explanation: Explanation, provenance: Provenance, rules: Set<RuleReference>? = nil, message: Int? = nil) {
        self.explanation = explanation
        self.provenance = provenance
        self.rules = rules
        self.message = message
    }

    /// The rules to tell of, in their order.
    var parts: [Explanation.Part] { explanation.parts.filter { rules?.contains($0.rule.reference) ?? true } }

    /// Of those, the ones that have something to tell, and the others. A rule that was asked for by name always has.
    var told: (telling: [Explanation.Part], silent: [Explanation.Part]) {
        guard rules == nil else { return (parts, []) }
        func tells(_ part: Explanation.Part) -> Bool { message.map { part.trace.mentions($0) } ?? !part.trace.isSilent }
        return (parts.filter(tells), parts.filter { !tells($0) })
    }
}

extension RuleTrace {
    /// The messages that it is about, most of them where something was found or could have been.
    var mentioned: Set<Int> {
        var messages = Set(outcome.hits.map(\.at.message) + cut.map(\.at.message) + suppressed.map(\.hit.at.message))
        for step in steps { messages.formUnion(step.places.map(\.spot.message)) }
        for hit in protected { messages.formUnion([hit.hit.at.message, hit.words.message]) }
        for weighing in weighings { messages.formUnion(weighing.messages) }
        return messages
    }

    func mentions(_ message: Int) -> Bool { mentioned.contains(message) }
}
