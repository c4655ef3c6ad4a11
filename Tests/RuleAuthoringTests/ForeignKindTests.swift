import Diagnostics
import RuleAuthoring
import Rules
import Testing

/// A kind that is only in the list of kinds: what follows from its declared keys.
@Suite struct ForeignKindTests {
    /// Finds nothing; its keys are what matters here.
    struct Mood: RuleKind {
        static let name = "mood"
        static let summary = "words of a mood"
        static let placeholders: [Placeholder] = []
        static let keys = [
            KeyDescription("colour", .word(["blue", "grey"]), "The colour of the mood.", isRequired: true, example: #""blue""#),
            KeyDescription("words", .shared(.phrases), "The words of the mood."),
        ]

        init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
            _ = rule.required("colour")
            _ = rule.optional("words")
        }

        func evaluate(_ evaluation: Evaluation) -> Outcome { Outcome() }
    }

    private static let language = PackLanguage(kinds: RuleKinds.all + [Mood.self])
    private static let source = SourceText(
        file: "mood.json",
        text: #"""
            {"format":1,"pack":{"name":"mood","version":"1.0.0","languages":["en"]},"rules":{"blue":{"words":["blue","sad"],"colour":"blue",
            "kind":"mood","category":"mood","behaviour":"listen","severity":"info","rev":1,"title":"T","message":"M","why":"W","fix":"F",
            "examples":{"bad":[["A: [[Hm]]."]],"good":[["A: Hello."]]}}}}
            """#)

    @Test func `schema, layout and pages follow from its keys`() throws {
        let schema = try PackSchema.text(Self.language)
        #expect(schema.contains(#""mood-rule": {"#) && schema.contains("The colour of the mood."))
        let layout = try PackLayout(Self.language).text(of: Self.source)
        #expect(layout.contains(#"      "colour": "blue", "words": ["blue", "sad"],"#))
        let rules = try #require(RuleSet.load([Self.source], kinds: Self.language.kinds).ruleSet)
        let page = try #require(rules.rules.first.map { RulePage($0, in: rules, language: Self.language) })
        #expect(page.looksFor.map { "\($0.label): \($0.text)" } == ["colour: blue", "words: “blue” or “sad”"])
        #expect(page.phrases.map { $0.entries.map(\.phrase) } == [["blue", "sad"]])
    }
}
