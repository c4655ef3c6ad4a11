import Diagnostics
import Linting
import RuleTesting
import Rules
import Testing
import Transcripts

/// Packs that build on a small one, for tests.
enum ExtendingPacks {
    static let base = """
        { "format": 1, "pack": { "name": "base", "version": "1.2.0", "languages": ["en"], "turn_gap": "30m" },
          "lists": { "rude": { "phrases": ["calm down", { "phrase": "whatever", "weight": 2 }, "as if"], "unless": ["whatever works"] } },
          "rules": {
            "no-rude": {
              "kind": "forbid", "category": "dismissive-phrasing", "behaviour": "concern", "severity": "warning", "rev": 3, "aliases": ["be-kind"],
              "title": "Rude", "message": "“{match}” is rude.", "why": "Why", "fix": "Fix", "by": "agent", "phrases": "@rude", "limit": 5,
              "examples": { "bad": [["A: [[Calm down]]."], ["A: [[Whatever]]."], ["A: [[As if]]."]], "good": [["A: Whatever works for you."]] } } } }
        """

    /// A pack that extends the base.
    static func site(rules: String = "", lists: String = "", extends: String = #""base@^1""#, more: String = "") -> String {
        """
        { "format": 1, "pack": { "name": "site", "version": "0.1.0", "languages": ["en"], "extends": [\(extends)] },
          "lists": { \(lists) }, "rules": { \(rules) }\(more) }
        """
    }

    static func load(_ texts: String..., today: String? = nil) -> LoadedRules {
        RuleSet.load(texts.enumerated().map { SourceText(file: "\($0 + 1).json", text: $1) }, today: today)
    }

    static func rules(_ texts: String..., today: String? = nil) throws -> RuleSet {
        let loaded = RuleSet.load(texts.enumerated().map { SourceText(file: "\($0 + 1).json", text: $1) }, today: today)
        let mistakes = DiagnosticText().render(loaded.diagnostics)
        return try #require(loaded.ruleSet, "\(mistakes)")
    }

    /// `rule: quote` for what is found in one message by an agent.
    static func findings(_ rules: RuleSet, _ text: String, id: String = "t") -> [String] {
        let transcript = Transcript(id: id, messages: [Message(index: 0, role: .agent, text: text)])
        return Linter(rules).lint(transcript).findings.map { "\($0.rule.path): \($0.at.quote)" }
    }

    static func codes(_ loaded: LoadedRules) -> [String] { loaded.diagnostics.map(\.code) }
}
