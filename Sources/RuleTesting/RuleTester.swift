import Diagnostics
import Findings
import Linting
import Rules

/// What came of one example.
public struct ExampleResult: Sendable {
    public let rule: RuleReference
    public let example: Example
    /// Marks without a finding inside.
    public let missing: [Spot]
    /// Findings that no mark asked for.
    public let unexpected: [Finding]

    public var passed: Bool { missing.isEmpty && unexpected.isEmpty }
}

/// Runs the examples of rules through the linter that lints everything else.
public enum RuleTester {
    /// The results of all examples, in the order of the rules.
    public static func run(_ rules: RuleSet) -> [ExampleResult] {
        let linter = Linter(rules)
        return rules.rules.flatMap { rule in rule.examples.map { result(of: $0, for: rule, linter) } }
    }

    private static func result(of example: Example, for rule: Rule, _ linter: Linter) -> ExampleResult {
        var unexpected = linter.lint(example.transcript).findings.filter { $0.rule == rule.reference }
        let missing = example.marks.filter { mark in
            guard let index = unexpected.firstIndex(where: { fits($0.at, mark) }) else { return true }
            unexpected.remove(at: index)
            return false
        }
        return ExampleResult(rule: rule.reference, example: example, missing: missing, unexpected: unexpected)
    }

    /// A finding fits a mark that it lies within.
    private static func fits(_ at: Quotation, _ mark: Spot) -> Bool {
        at.message == mark.message && mark.span.lowerBound <= at.span.lowerBound && at.span.upperBound <= mark.span.upperBound
    }
}
