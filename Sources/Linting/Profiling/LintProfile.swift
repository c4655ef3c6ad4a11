import Rules

/// Where the time of linting went. Times are nanoseconds, those of several threads together.
public struct LintProfile: Sendable, Hashable {
    /// What one rule took.
    public struct RuleCost: Sendable, Hashable {
        /// `pack/name`.
        public var rule: String
        /// Without the matching of phrases, which all rules share.
        public var nanoseconds: Int64
        /// The transcripts that it was asked about.
        public var evaluations: Int
        public var findings: Int

        public init(rule: String, nanoseconds: Int64 = 0, evaluations: Int = 0, findings: Int = 0) {
            self.rule = rule
            self.nanoseconds = nanoseconds
            self.evaluations = evaluations
            self.findings = findings
        }
    }

    /// Finding words, and all phrases in them.
    public var matching: Int64
    /// All else: the rules, and making findings and a verdict of what they say.
    public var evaluating: Int64
    public var transcripts: Int
    /// In the order of the rule set.
    public var rules: [RuleCost]

    public init(matching: Int64 = 0, evaluating: Int64 = 0, transcripts: Int = 0, rules: [RuleCost]) {
        self.matching = matching
        self.evaluating = evaluating
        self.transcripts = transcripts
        self.rules = rules
    }

    /// Nothing yet, for the rules of a set.
    public init(_ set: RuleSet) { self.init(rules: set.rules.map { RuleCost(rule: $0.reference.path) }) }

    /// Adds what another thread measured with the same rules.
    public mutating func add(_ other: LintProfile) {
        matching += other.matching
        evaluating += other.evaluating
        transcripts += other.transcripts
        for (index, cost) in other.rules.enumerated() where index < rules.count {
            rules[index].nanoseconds += cost.nanoseconds
            rules[index].evaluations += cost.evaluations
            rules[index].findings += cost.findings
        }
    }

    /// The rules, the costliest first; of equals in the order of the set.
    public var costliest: [RuleCost] {
        rules.enumerated().sorted { ($1.element.nanoseconds, $0.offset) < ($0.element.nanoseconds, $1.offset) }.map(\.element)
    }
}
