import Diagnostics

/// What the linter says of one transcript as a whole: the content of its `transcript` record.
public struct Verdict: Sendable, Hashable {
    /// How often a behaviour was called for, and how often it was there.
    public struct BehaviourCount: Sendable, Hashable {
        public var opportunities: Int
        public var met: Int

        public init(opportunities: Int = 0, met: Int = 0) {
            self.opportunities = opportunities
            self.met = met
        }
    }

    /// Findings by severity.
    public var counts: [Severity: Int]
    /// 0 (worst) to 100; nil where no agent spoke or no pack knows the language.
    public var score: Int?
    public var behaviours: [Behaviour: BehaviourCount]
    /// The packs that were used, as `name@version`, in the order in which they apply.
    public var packs: [String]
    /// How many findings were left out, as the packs' `suppress` entries ask.
    public var suppressed: Int
    /// Whether no loaded pack is for the transcript's language; then nothing was looked for.
    public var unsupportedLanguage: Bool
    /// In how many messages of customers and agents phrases could not be matched, as their words have no spaces between them (Chinese,
    /// Japanese, Thai, …).
    public var unsegmentedMessages: Int

    public init(
        counts: [Severity: Int] = [:], score: Int? = nil, behaviours: [Behaviour: BehaviourCount] = [:], packs: [String] = [],
        suppressed: Int = 0, unsupportedLanguage: Bool = false, unsegmentedMessages: Int = 0
    ) {
        self.counts = counts
        self.score = score
        self.behaviours = behaviours
        self.packs = packs
        self.suppressed = suppressed
        self.unsupportedLanguage = unsupportedLanguage
        self.unsegmentedMessages = unsegmentedMessages
    }
}

/// All that the linter says of one transcript.
public struct LintResult: Sendable, Hashable {
    /// Ordered by message, then position, then rule.
    public var findings: [Finding]
    public var verdict: Verdict
    /// What there is to say of the rules beside that, such as a `suppress` entry for this transcript that nothing fits.
    public var notices: [Diagnostic]

    public init(findings: [Finding], verdict: Verdict, notices: [Diagnostic] = []) {
        self.findings = findings
        self.verdict = verdict
        self.notices = notices
    }
}
