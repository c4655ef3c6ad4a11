import Findings
import Rules

/// What the linter asks of each rule for every transcript, worked out once for a rule set.
struct RuleTable: Sendable {
    struct Row: Sendable {
        /// Where the rule's path stands among those of all rules, in their order.
        let rank: Int
        /// The number of the rule's category, where the rule forbids something.
        let prohibition: Int?
        /// What each opportunity counts.
        let weight: Double
        /// The place of the rule's behaviour in `Behaviour.allCases`.
        let behaviour: Int
    }

    struct PackEntry: Sendable {
        /// `name@version`.
        let reference: String
        /// The places of the pack's rules in the rule set, ascending.
        let rules: [Int]
    }

    /// For each rule of the rule set.
    let rows: [Row]
    /// How many categories the rules have that forbid something.
    let prohibitions: Int
    /// For each pack of the rule set.
    let packs: [PackEntry]

    init(_ rules: RuleSet) {
        let paths = Set(rules.rules.map(\.reference.path)).sorted()
        let ranks = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, $0) })
        var categories: [String: Int] = [:]
        rows = rules.rules.map { rule in
            var prohibition: Int?
            if type(of: rule.kind).isProhibition {
                prohibition = categories[rule.category] ?? categories.count
                categories[rule.category] = prohibition
            }
            return Row(
                rank: ranks[rule.reference.path] ?? 0, prohibition: prohibition,
                weight: rules.scoring.weight(of: rule.severity) * rule.weight,
                behaviour: Behaviour.allCases.firstIndex(of: rule.behaviour) ?? 0)
        }
        prohibitions = categories.count
        packs = rules.packs.map { pack in
            PackEntry(
                reference: pack.reference, rules: rules.rules.indices.filter { rules.rules[$0].reference.pack == pack.name })
        }
    }
}
