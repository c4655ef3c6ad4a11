import Findings
import Rules
import Transcripts

/// Adds up what rules found into a verdict.
struct Tally {
    /// What each rule counts for, in the order of the rules.
    let shares: [ScoreShare]
    private let rules: RuleSet

    init(_ shares: [ScoreShare], rules: RuleSet) {
        var shares = shares
        ScoreShare.settle(&shares, rules: rules)
        self.shares = shares
        self.rules = rules
    }

    func verdict(for transcript: Transcript, findings: [Finding], packs: [Pack]) -> Verdict {
        var behaviours: [Behaviour: Verdict.BehaviourCount] = [:]
        for share in shares where share.opportunities > 0 {
            let behaviour = rules.rules[share.rule].behaviour
            behaviours[behaviour, default: .init()].opportunities += share.opportunities
            behaviours[behaviour, default: .init()].met += share.opportunities - share.missed
        }
        let agentSpoke = transcript.messages.contains { $0.role == .agent }
        return Verdict(
            counts: Dictionary(findings.map { ($0.severity, 1) }, uniquingKeysWith: +), score: agentSpoke ? score : nil, behaviours: behaviours,
            packs: packs.map(\.reference))
    }

    /// 100 where nothing was missed; else the share of what was kept, by weight.
    private var score: Int {
        let possible = shares.reduce(0) { $0 + $1.possible }
        return possible > 0 ? Int((100 * shares.reduce(0) { $0 + $1.kept } / possible).rounded()) : 100
    }
}
