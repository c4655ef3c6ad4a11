import Findings
import Rules

/// What one rule counts for in the score of a transcript.
public struct ScoreShare: Sendable, Hashable {
    public let rule: RuleReference
    public let behaviour: Behaviour
    /// How often it could have been kept; fewer than the rule says where another one stands for it.
    public let opportunities: Int
    public let missed: Int
    /// What each opportunity counts.
    public let weight: Double
    /// The rule that stands for this one: both forbid something of one category, neither was broken, and that is one good deed, not two.
    public let representative: RuleReference?

    public var possible: Double { weight * Double(opportunities) }
    public var kept: Double { weight * Double(opportunities - missed) }
}

extension ScoreShare {
    /// The shares of all rules that judged a transcript, in their order.
    ///
    /// Of the rules of one category that forbid something, those that were kept make one opportunity together: the heaviest stands for
    /// them. Where one of them was broken, those that were kept count for nothing. So the score does not depend on how finely a pack tells
    /// apart what must not be said.
    static func shares(of outcomes: [(rule: Rule, outcome: Outcome)], scoring: Scoring) -> [ScoreShare] {
        let weights = outcomes.map { scoring.weight(of: $0.rule.severity) * $0.rule.weight }
        var representatives: [String: Int] = [:]
        for (index, item) in outcomes.enumerated() where item.rule.isProhibition && item.outcome.opportunities > 0 {
            guard let other = representatives[item.rule.category] else {
                representatives[item.rule.category] = index
                continue
            }
            let isBroken = (new: item.outcome.missed > 0, old: outcomes[other].outcome.missed > 0)
            if isBroken.new && !isBroken.old || isBroken.new == isBroken.old && weights[index] > weights[other] {
                representatives[item.rule.category] = index
            }
        }
        return outcomes.enumerated().map { index, item in
            let chosen = representatives[item.rule.category]
            let isStoodFor = item.rule.isProhibition && item.outcome.missed == 0 && item.outcome.opportunities > 0 && chosen != index
            return ScoreShare(
                rule: item.rule.reference, behaviour: item.rule.behaviour, opportunities: isStoodFor ? 0 : item.outcome.opportunities,
                missed: item.outcome.missed, weight: weights[index],
                representative: isStoodFor ? chosen.map { outcomes[$0].rule.reference } : nil)
        }
    }
}

extension Rule {
    fileprivate var isProhibition: Bool { type(of: kind).isProhibition }
}
