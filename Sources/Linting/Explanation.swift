import Findings
import Rules
import Transcripts

/// What the linter found in a transcript, and for each rule how it came about.
public struct Explanation: Sendable {
    /// One rule's part.
    public struct Part: Sendable {
        public let rule: Rule
        public let trace: RuleTrace
        /// In the order of the linter.
        public let findings: [Finding]
        /// What it counts for in the score.
        public let share: ScoreShare
        /// The rule that counts for this one, too: both forbid something of one category, and this one was kept.
        public let representative: RuleReference?
    }

    public let transcript: Transcript
    public let result: LintResult
    /// The rules that judged the transcript, in the order in which they did.
    public let parts: [Part]
    /// The packs that did not, as they are for other languages.
    public let passedOver: [Pack]
    public let rules: RuleSet

    init(_ transcript: Transcript, result: LintResult, shares: [ScoreShare], trace: Trace, rules: RuleSet) {
        self.transcript = transcript
        self.result = result
        self.rules = rules
        let byReference = Dictionary(rules.rules.map { ($0.reference, $0) }) { first, _ in first }
        let findings = Dictionary(grouping: result.findings, by: \.rule)
        let shareOf = Dictionary(shares.map { (rules.rules[$0.rule].reference, $0) }) { first, _ in first }
        parts = trace.rules.compactMap { trace in
            guard let rule = byReference[trace.rule], let share = shareOf[trace.rule] else { return nil }
            return Part(
                rule: rule, trace: trace, findings: findings[trace.rule] ?? [], share: share,
                representative: share.representative.map { rules.rules[$0].reference })
        }
        let used = Set(rules.packs(for: transcript.language).map(\.name))
        passedOver = rules.packs.filter { !used.contains($0.name) }
    }
}
