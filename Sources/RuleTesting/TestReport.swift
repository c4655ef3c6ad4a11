import Rules

/// What came of all tests of a rule set.
public struct TestReport: Sendable {
    public let ruleCount: Int
    /// The examples, each followed by its variants, in the order of the rules.
    public let examples: [ExampleResult]
    /// In the order of the packs.
    public let unless: [UnlessResult]
    public let coverage: Coverage

    public init(_ rules: RuleSet) {
        ruleCount = rules.rules.count
        examples = RuleTester.runWithVariants(rules)
        unless = UnlessTester(rules, held: examples.filter { $0.variant == nil && $0.outcome == .held }).run()
        coverage = Coverage(of: rules)
    }

    /// Whether nothing is to be done; phrases that no example exercises do not matter here.
    public var passed: Bool { examples.allSatisfy { $0.passed } && unless.allSatisfy { $0.isNeeded } }
}
