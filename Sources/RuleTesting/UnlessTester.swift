import Diagnostics
import Rules

/// Whether an `unless` entry is needed: without it, some example fails.
public struct UnlessResult: Sendable, Hashable {
    public let place: PhrasePlace
    public let isNeeded: Bool

    /// How messages call it: `list apology: unless “not sorry”`.
    public var name: String { "\(place.owner): unless " + (place.phrase.map { "“\($0)”" } ?? "at \(place.pointer)") }

    public var diagnostics: [Diagnostic] {
        if isNeeded { return [] }
        return [
            Diagnostic(
                code: "unneeded-unless", "\(name): no example fails without it",
                at: place.place,
                help: "add an example that needs it, or remove it"),
        ]
    }
}

/// Runs examples without one `unless` after the other.
struct UnlessTester {
    private struct Case {
        let rule: Rule
        let example: Example
        let matching: Set<PhrasePlace>
    }

    private let rules: RuleSet
    private let cases: [Case]

    /// - Parameter held: The results of the examples, as they are written, that held: only these can fail.
    init(_ rules: RuleSet, held: [ExampleResult]) {
        self.rules = rules
        let byReference = Dictionary(rules.rules.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        cases = held.compactMap { result in
            byReference[result.rule].map {
                Case(rule: $0, example: result.example, matching: rules.phrasePlaces(matching: result.example.transcript))
            }
        }
    }

    func run() -> [UnlessResult] {
        rules.unlessEntries.map { UnlessResult(place: $0, isNeeded: isNeeded($0)) }
    }

    private func isNeeded(_ place: PhrasePlace) -> Bool {
        let changed = rules.without(unless: place)
        return cases.contains { item in
            // Where an entry has no words, nothing changes without it.
            guard item.matching.contains(place) || item.rule.protections.contains(where: { $0.place == place }) else { return false }
            return !ExampleRunner(item.rule.reference, of: changed).run(item.example).holds
        }
    }
}
