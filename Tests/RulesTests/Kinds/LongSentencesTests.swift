import Diagnostics
import RuleTesting
import Rules
import TestSupport
import Testing

/// The kind that CONTRIBUTING.md shows how to add: it does not ship, but it works.
@Suite struct LongSentencesTests {
    private static let pack = RulePack.json(
        rule: #""kind": "long-sentences", "max_words": 8"#,
        bad: [
            #"["C: Where is it?", "A: Good question. [[The parcel that you asked about was sent on Monday.]]"]"#,
            #"["A: [[One two three four five six seven eight nine.]] [[And one two three four five six seven eight nine.]]"]"#,
        ],
        good: [
            #"["C: I would like to know where my parcel is now, please.", "A: We sent it on Monday. It comes tomorrow."]"#
        ]
    ).replacing(#""message": "Message""#, with: #""message": "{value} words: “{match}”""#)

    private static let source = SourceText(file: "test.json", text: pack)

    @Test func `a pack that uses it holds`() throws {
        let loaded = RuleSet.load([Self.source], kinds: RuleKinds.all + [LongSentences.self])
        let rules = try #require(loaded.ruleSet, "\(loaded.diagnostics)")
        let results = RuleTester.run(rules)
        #expect(results.count == 3)
        for result in results { #expect(result.passed, "\(result.example.name): \(result.missing) \(result.unexpected.map(\.at))") }
    }

    @Test func `it is unknown where it is not in the list`() {
        #expect(RuleSet.load([Self.source]).diagnostics.map(\.code) == ["unknown-kind"])
    }

    @Test func `its mistakes are found`() {
        let text = Self.pack.replacing(#""max_words": 8"#, with: #""max_words": 0, "unless": "hello", "words": 8"#)
        let loaded = RuleSet.load([SourceText(file: "test.json", text: text)], kinds: RuleKinds.all + [LongSentences.self])
        #expect(loaded.diagnostics.map(\.code) == ["unused-unless", "out-of-range", "unknown-key"])
    }

    @Test func `CONTRIBUTING shows exactly what is compiled here`() throws {
        let guide = try Repository.text("CONTRIBUTING.md")
        let section = try #require(guide.components(separatedBy: "\n## Adding a kind of rule\n").dropFirst().first)
        let shown = try #require(section.components(separatedBy: "```swift\n").dropFirst().first?.components(separatedBy: "```").first)
        // Inside the module the kind does not import it.
        let compiled = try Repository.text("Tests/RulesTests/Kinds/LongSentences.swift").replacing("@testable import Rules\n", with: "")
        #expect(shown == compiled)
    }

    @Test func `the rule that CONTRIBUTING shows loads and holds`() throws {
        let guide = try Repository.text("CONTRIBUTING.md")
        let section = try #require(guide.components(separatedBy: "\n## Adding a kind of rule\n").dropFirst().first)
        let pack = try #require(section.components(separatedBy: "```json\n").dropFirst().first?.components(separatedBy: "```").first)
        let loaded = RuleSet.load([SourceText(file: "guide.json", text: pack)], kinds: RuleKinds.all + [LongSentences.self])
        let results = RuleTester.run(try #require(loaded.ruleSet, "\(loaded.diagnostics)"))
        #expect(!results.isEmpty && results.allSatisfy(\.passed))
    }
}
