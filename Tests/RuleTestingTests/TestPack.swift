import Diagnostics
import Rules
import Testing

/// Packs for tests of rule tests.
enum TestPack {
    /// A pack with one rule.
    ///
    /// - Parameters:
    ///   - rule: The members of the rule that say what it looks for.
    ///   - lists: The members of `lists`.
    static func load(_ rule: String, lists: String = "", bad: String, good: String) throws -> RuleSet {
        let text = """
            { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] },
              "lists": { \(lists) },
              "rules": { "rule": {
                \(rule), "category": "test", "behaviour": "listen", "severity": "warning", "rev": 1,
                "title": "T", "message": "M", "why": "W", "fix": "F", "examples": { "bad": [\(bad)], "good": [\(good)] } } } }
            """
        let loaded = RuleSet.load([SourceText(file: "t.json", text: text)])
        return try #require(loaded.ruleSet, "\(loaded.diagnostics)")
    }

    static let forbid = #""kind": "forbid", "by": "agent", "phrases": "calm down""#
}
