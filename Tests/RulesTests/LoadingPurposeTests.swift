import Diagnostics
import Rules
import Testing

/// What is read of packs that are for linting alone.
@Suite struct LoadingPurposeTests {
    private func diagnostics(_ text: String, for purpose: LoadingPurpose) -> [Diagnostic] {
        RuleSet.load([SourceText(file: "test.json", text: text)], for: purpose).diagnostics
    }

    private func pack(_ rule: String, lists: String = "") -> String {
        let kind = #""kind": "forbid", "by": "agent", "#
        return RulePack.json(rule: kind + rule, lists: lists, bad: [#"["A: [[boo]]"]"#], good: [#"["A: x"]"#])
    }

    @Test func examplesAreNotReadButMustBeThere() {
        let text = pack(#""phrases": "boo""#)
        let mistaken = text.replacing("[[boo]]", with: "[[boo")
        #expect(diagnostics(mistaken, for: .everything).map(\.code) == ["bad-mark"])
        #expect(diagnostics(mistaken, for: .lintingAlone).isEmpty)
        #expect(diagnostics(text.replacing("\"examples\"", with: "\"exmples\""), for: .lintingAlone).map(\.code).contains("missing-key"))
        #expect(diagnostics(mistaken.replacing("x\"]]", with: "x\"]"), for: .lintingAlone).map(\.code) == ["unexpected-character"])
    }

    @Test func allElseIsReportedAlike() {
        let long = Array(repeating: "a", count: 60).joined(separator: " ")
        let texts = [
            pack(#""phrases": ["boo", "boo", "(boo", "@no"], "limit": 0"#),
            pack(#""phrases": ["@long @long"]"#, lists: "\"long\": [\"\(long)\"]"),
            pack(#""phrases": ["@long"]"#, lists: "\"long\": [\"\(long)\"], \"idle\": [\"boo\"]"),
        ]
        for text in texts {
            #expect(!diagnostics(text, for: .everything).isEmpty)
            #expect(diagnostics(text, for: .lintingAlone) == diagnostics(text, for: .everything))
        }
    }
}
