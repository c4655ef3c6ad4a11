import Rules
import Transcripts

/// Makes the variants of one rule's examples.
struct VariantMaker {
    let rule: Rule
    let rules: RuleSet

    /// The example under a change; nil where the change is none, or would change what the example means for the rule.
    func rendition(of example: Example, as variant: Variant) -> Rendition? {
        let plain = Rendition(example)
        let changed: Rendition
        switch variant {
        case .capitals:
            if rules.readsCapitals(inPackOf: rule) { return nil }
            changed = plain.inCapitals
        case .smartQuotes: changed = plain.withSmartQuotes
        case .emoji: changed = plain.withEmoji
        case .split:
            if rule.dependsOnMessageBorders { return nil }
            changed = plain.split(rules.sentences)
        case .joined:
            if rule.dependsOnMessageBorders { return nil }
            changed = plain.joined
        }
        guard changed.transcript != plain.transcript else { return nil }
        // With more messages or fewer, a conversation may be one that the rule's `when` leaves out.
        guard rules.applies(rule, to: changed.transcript) == rules.applies(rule, to: plain.transcript) else { return nil }
        return changed
    }
}
