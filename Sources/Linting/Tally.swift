import Findings
import Rules
import Transcripts

/// Adds up what rules found into a verdict.
struct Tally {
    private let scoring: Scoring
    private var behaviours: [Behaviour: Verdict.BehaviourCount] = [:]
    private var possible = 0.0
    private var lost = 0.0

    init(scoring: Scoring) { self.scoring = scoring }

    mutating func add(_ outcome: Outcome, of rule: Rule) {
        guard outcome.opportunities > 0 else { return }
        behaviours[rule.behaviour, default: .init()].opportunities += outcome.opportunities
        behaviours[rule.behaviour, default: .init()].met += outcome.opportunities - outcome.missed
        let weight = scoring.weight(of: rule.severity) * rule.weight
        possible += weight * Double(outcome.opportunities)
        lost += weight * Double(outcome.missed)
    }

    func verdict(for transcript: Transcript, findings: [Finding], packs: [Pack]) -> Verdict {
        let agentSpoke = transcript.messages.contains { $0.role == .agent }
        return Verdict(
            counts: Dictionary(findings.map { ($0.severity, 1) }, uniquingKeysWith: +), score: agentSpoke ? score : nil, behaviours: behaviours,
            packs: packs.map(\.reference))
    }

    /// 100 where nothing was missed; else the share of what was kept, by weight.
    private var score: Int {
        possible > 0 ? Int((100 * (1 - lost / possible)).rounded()) : 100
    }
}
