import Diagnostics
import Rules

extension RuleSet {
    /// The rules of a name, as a user writes it: `pack/name`, or the name alone, which several packs may have; now or formerly.
    ///
    /// - Throws: `DiagnosticsError` where there is none.
    func rules(named name: String) throws -> [Rule] {
        let found = rules.filter { $0.isNamed(name) }
        guard found.isEmpty else { return found }
        let names = rules.map(\.reference.name)
        let question = Suggestion.question(for: name, in: names + rules.map(\.reference.path))
        let help = question ?? "the rules are \(names.joined(separator: ", "))"
        throw DiagnosticsError(Diagnostic(code: "unknown-rule", "there is no rule “\(name)”", help: help))
    }
}
