import Findings

/// What a run found, added up.
public struct Totals: Sendable, Hashable {
    /// How often one rule found something, at one severity.
    public struct RuleCount: Sendable, Hashable {
        public var rule: String
        public var severity: Severity
        public var findings: Int
    }

    /// All transcripts linted, clean or not.
    public private(set) var transcripts = 0
    /// Those without a finding, of those in a language that a pack knows.
    public private(set) var clean = 0
    /// Those in a language that no pack knows.
    public private(set) var unsupported = 0
    /// Messages in which phrases could not be matched, as their words have no spaces between them.
    public private(set) var unsegmentedMessages = 0
    /// The transcripts that have such messages.
    public private(set) var unsegmented = 0
    /// Files, and parts of files, that could not be read.
    public private(set) var rejected = 0
    public private(set) var findings: [Severity: Int] = [:]
    private var findingsByRule: [RuleKey: Int] = [:]
    private var scores = 0
    private var scored = 0

    private struct RuleKey: Hashable {
        var rule: String
        var severity: Severity
    }

    public init() {}

    public mutating func add(_ result: LintResult) {
        transcripts += 1
        if result.verdict.unsupportedLanguage {
            unsupported += 1
        } else if result.findings.isEmpty {
            clean += 1
        }
        unsegmentedMessages += result.verdict.unsegmentedMessages
        if result.verdict.unsegmentedMessages > 0 { unsegmented += 1 }
        for finding in result.findings {
            findings[finding.severity, default: 0] += 1
            findingsByRule[RuleKey(rule: finding.rule.path, severity: finding.severity), default: 0] += 1
        }
        if let score = result.verdict.score {
            scores += score
            scored += 1
        }
    }

    public mutating func addRejected() { rejected += 1 }

    /// The mean of the scores, 0 (worst) to 100; nil where no transcript has one.
    public var meanScore: Double? { scored == 0 ? nil : Double(scores) / Double(scored) }

    /// The worst severity found; nil where nothing was.
    public var worst: Severity? { findings.keys.max() }

    /// The rules that found something: the most frequent first, then by name.
    public var rules: [RuleCount] {
        findingsByRule.map { RuleCount(rule: $0.key.rule, severity: $0.key.severity, findings: $0.value) }.sorted { a, b in
            if a.findings != b.findings { return a.findings > b.findings }
            return a.rule != b.rule ? a.rule < b.rule : a.severity > b.severity
        }
    }
}
