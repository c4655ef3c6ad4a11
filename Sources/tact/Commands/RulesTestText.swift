import Diagnostics
import RuleTesting

/// What `tact rules test` shows people.
enum RulesTestText {
    static func text(_ results: [ExampleResult], rules: Int, style: TerminalStyle) -> String {
        let variants = results.count { $0.variant != nil }
        let examples = results.count - variants
        let failed = results.count { !$0.passed }
        let known = results.count { $0.outcome == .knownMiss }
        let outcome = failed == 0 ? (known == 0 ? "all hold" : "the others hold") : "\(failed) do not hold"
        let misses = known == 0 ? "" : "\(known) known not to hold yet, "
        return DiagnosticText(style: style).render(results.flatMap(\.diagnostics))
            + "\(rules.counted("rule")), \(examples.counted("example")), \(variants.counted("variant")): \(misses)\(outcome)\n"
    }
}
