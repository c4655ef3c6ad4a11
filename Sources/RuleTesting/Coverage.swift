import Rules

/// Which phrases of the packs have words in some example.
public struct Coverage: Sendable, Hashable {
    /// All phrases, in the order of the packs.
    public let phrases: [PhrasePlace]
    /// Those without an example, in the same order.
    public let unexercised: [PhrasePlace]

    public init(of rules: RuleSet) {
        phrases = rules.phrasePlaces
        var exercised: Set<PhrasePlace> = []
        for example in rules.rules.flatMap(\.examples) { exercised.formUnion(rules.phrasePlaces(matching: example.transcript)) }
        unexercised = phrases.filter { !exercised.contains($0) }
    }
}
