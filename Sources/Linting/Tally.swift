import Findings
import Rules
import Transcripts

/// Adds up what rules found into a verdict.
struct Tally {
    /// What each rule counts for, in the order of the rules.
    let shares: [ScoreShare]
    private let table: RuleTable

    init(_ shares: [ScoreShare], table: RuleTable) {
        var shares = shares
        ScoreShare.settle(&shares, table: table)
        self.shares = shares
        self.table = table
    }

    /// - Parameter packs: Those that judged the transcript, as `name@version`.
    func verdict(for transcript: Transcript, findings: [Finding], packs: [String]) -> Verdict {
        let agentSpoke = transcript.messages.contains { $0.role == .agent }
        return Verdict(
            counts: Self.counts(of: findings), score: agentSpoke ? score : nil, behaviours: behaviours,
            packs: packs)
    }

    private static func counts(of findings: [Finding]) -> [Severity: Int] {
        var counts: [Severity: Int] = [:]
        for index in findings.indices { counts[findings[index].severity, default: 0] += 1 }
        return counts
    }

    /// What was called for at least once.
    private var behaviours: [Behaviour: Verdict.BehaviourCount] {
        var counts = [Verdict.BehaviourCount](repeating: .init(), count: Behaviour.allCases.count)
        for share in shares where share.opportunities > 0 {
            let behaviour = table.rows[share.rule].behaviour
            counts[behaviour].opportunities += share.opportunities
            counts[behaviour].met += share.opportunities - share.missed
        }
        return Dictionary(uniqueKeysWithValues: zip(Behaviour.allCases, counts).lazy.filter { $1.opportunities > 0 })
    }

    /// 100 where nothing was missed; else the share of what was kept, by weight.
    private var score: Int {
        let possible = shares.reduce(0) { $0 + $1.possible }
        return possible > 0 ? Int((100 * shares.reduce(0) { $0 + $1.kept } / possible).rounded()) : 100
    }
}
