import Findings
import Rules

/// What one rule counts for in the score of a transcript.
public struct ScoreShare: Sendable, Hashable {
    /// The rule, by its place in the rule set.
    let rule: Int
    /// How often it could have been kept; none where another one stands for it.
    public private(set) var opportunities: Int
    public let missed: Int
    /// What each opportunity counts.
    public let weight: Double
    /// The rule that stands for this one, likewise: both forbid something of one category, neither was broken, and that is one good deed,
    /// not two.
    private(set) var representative: Int?

    public var possible: Double { weight * Double(opportunities) }
    public var kept: Double { weight * Double(opportunities - missed) }

    init(_ outcome: Outcome, of rule: Int, weight: Double) {
        self.rule = rule
        opportunities = outcome.opportunities
        missed = outcome.missed
        self.weight = weight
    }

    /// Lets, of the rules of one category that forbid something, those that were kept make one opportunity together: the heaviest stands
    /// for them. Where one of them was broken, those that were kept count for nothing. So the score does not depend on how finely a pack
    /// tells apart what must not be said.
    static func settle(_ shares: inout [ScoreShare], table: RuleTable) {
        var representatives = [Int?](repeating: nil, count: table.prohibitions)
        for index in shares.indices where shares[index].opportunities > 0 {
            guard let category = table.rows[shares[index].rule].prohibition else { continue }
            if let other = representatives[category], !shares[index].outranks(shares[other]) { continue }
            representatives[category] = index
        }
        for index in shares.indices where shares[index].opportunities > 0 && shares[index].missed == 0 {
            guard let category = table.rows[shares[index].rule].prohibition, let chosen = representatives[category], chosen != index
            else { continue }
            shares[index].opportunities = 0
            shares[index].representative = shares[chosen].rule
        }
    }

    /// Whether the rule stands for the other one rather than the other way round.
    private func outranks(_ other: ScoreShare) -> Bool {
        if (missed > 0) != (other.missed > 0) { return missed > 0 }
        return weight > other.weight
    }
}
