import Findings
import Linting
import Rules

/// Runs the examples of rules through the linter that lints everything else.
public enum RuleTester {
    /// The results of all examples as they are written, in the order of the rules.
    public static func run(_ rules: RuleSet) -> [ExampleResult] {
        rules.rules.flatMap { rule in
            let runner = ExampleRunner(rule.reference, of: rules)
            return rule.examples.map { runner.run($0) }
        }
    }

    /// The results of all examples, each followed by those of its variants.
    ///
    /// Only an example that holds as it is written has variants: where it does not, they would say the same again.
    public static func runWithVariants(_ rules: RuleSet) -> [ExampleResult] {
        rules.rules.flatMap { rule in
            let runner = ExampleRunner(rule.reference, of: rules)
            let maker = VariantMaker(rule: rule, rules: rules)
            return rule.examples.flatMap { example in
                let plain = runner.run(example)
                guard plain.outcome == .held else { return [plain] }
                let variants = Variant.allCases.compactMap { variant in
                    maker.rendition(of: example, as: variant).map { runner.run(example, as: $0, variant) }
                }
                return [plain] + variants
            }
        }
    }
}

/// Runs examples of one rule.
struct ExampleRunner {
    let rule: RuleReference
    private let linter: Linter

    init(_ rule: RuleReference, of rules: RuleSet) {
        self.rule = rule
        linter = Linter(rules.only(rule))
    }

    func run(_ example: Example) -> ExampleResult { run(example, as: Rendition(example), nil) }

    func run(_ example: Example, as rendition: Rendition, _ variant: Variant?) -> ExampleResult {
        var unexpected = linter.lint(rendition.transcript).findings.filter { $0.rule == rule }
        let missing = rendition.marks.filter { mark in
            guard let index = unexpected.firstIndex(where: { mark.holds($0.at.span, in: $0.at.message) }) else { return true }
            unexpected.remove(at: index)
            return false
        }
        return ExampleResult(
            rule: rule, example: example, variant: variant, rendition: rendition, missing: missing, unexpected: unexpected)
    }
}
