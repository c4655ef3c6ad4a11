import Findings
import Linting
import Rules
import Transcripts

/// What two versions of rules find in the same transcripts: what a change means where it is tried.
public struct FindingsComparison: Sendable {
    /// How many findings of a rule only one version has.
    public struct Difference: Sendable, Hashable {
        public var gained = 0
        public var lost = 0

        public init(gained: Int = 0, lost: Int = 0) {
            self.gained = gained
            self.lost = lost
        }
    }

    /// How many transcripts were linted with both.
    public private(set) var transcripts = 0
    /// By the rule's path as it is, or was where it is gone; rules without a difference are left out.
    public private(set) var byRule: [String: Difference] = [:]

    private let old: Linter
    private let new: Linter
    /// By the path of a rule as it was: as it is.
    private let newPaths: [String: String]

    public init(from old: RuleSet, to new: RuleSet) {
        self.old = Linter(old)
        self.new = Linter(new)
        newPaths = Dictionary(
            old.rules.compactMap { rule in
                new.rules.first { $0.isNamed(rule.reference.path) }.map { (rule.reference.path, $0.reference.path) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Lints one transcript with both versions.
    public mutating func add(_ transcript: Transcript) {
        transcripts += 1
        let before = Set(old.lint(transcript).findings.map { Place(of: $0, by: newPaths[$0.rule.path] ?? $0.rule.path) })
        let after = Set(new.lint(transcript).findings.map { Place(of: $0, by: $0.rule.path) })
        for place in after.subtracting(before) { byRule[place.rule, default: Difference()].gained += 1 }
        for place in before.subtracting(after) { byRule[place.rule, default: Difference()].lost += 1 }
    }

    /// Lints the examples of both versions, each conversation once.
    public mutating func addExamples() {
        var seen: Set<[Message]> = []
        for example in (old.rules.rules + new.rules.rules).flatMap(\.examples) where seen.insert(example.transcript.messages).inserted {
            add(example.transcript)
        }
    }

    /// A finding without what only says how it is worded.
    private struct Place: Hashable {
        let rule: String
        let at: Int
        let span: Range<Int>
        let trigger: Int?

        init(of finding: Finding, by rule: String) {
            self.rule = rule
            at = finding.at.message
            span = finding.at.span
            trigger = finding.trigger?.message
        }
    }
}
