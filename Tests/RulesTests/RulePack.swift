import Diagnostics
import RuleTesting
import Rules
import Testing

/// Packs with one rule, written as short as a test wants them.
enum RulePack {
    /// The JSON of a pack with one rule.
    ///
    /// - Parameters:
    ///   - rule: The members of the rule that its kind and test are about; all others are filled in.
    ///   - lists: The members of `lists`.
    ///   - bad: Bad examples, each a JSON array of lines.
    static func json(rule: String, lists: String = "", bad: [String], good: [String], head: String = "") -> String {
        """
        { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"]\(head) }, "lists": { \(lists) }, "rules": { "rule": {
          "category": "test", "behaviour": "listen", "severity": "warning", "rev": 1, "title": "Title", "message": "Message", "why": "Why",
          "fix": "Fix", \(rule),
          "examples": { "bad": [\(bad.joined(separator: ","))], "good": [\(good.joined(separator: ","))] } } } }
        """
    }

    /// Loads the pack and expects every example to hold.
    static func expectExamples(
        rule: String, lists: String = "", bad: [String], good: [String], head: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let loaded = RuleSet.load([SourceText(file: "test.json", text: json(rule: rule, lists: lists, bad: bad, good: good, head: head))])
        let rules = try #require(loaded.ruleSet, "\(loaded.diagnostics.map { "\($0.code): \($0.message)" })", sourceLocation: sourceLocation)
        let results = RuleTester.run(rules)
        #expect(results.count == bad.count + good.count, sourceLocation: sourceLocation)
        for result in results {
            #expect(
                result.passed, "\(result.example.name): missing \(result.missing), unexpected \(result.unexpected.map(\.at))",
                sourceLocation: sourceLocation)
        }
    }

    /// What loading reports: `line:column severity code pointer`.
    static func reports(_ text: String) -> [String] {
        RuleSet.load([SourceText(file: "test.json", text: text)]).diagnostics.map { diagnostic in
            let place = diagnostic.place
            return "\(place?.line ?? 0):\(place?.column ?? 0) \(diagnostic.severity) \(diagnostic.code) \(place?.pointer ?? "")"
        }
    }
}
