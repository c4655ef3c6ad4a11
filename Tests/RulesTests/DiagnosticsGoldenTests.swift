import Diagnostics
import Rules
import TestSupport
import Testing

/// What an author sees of a pack with many mistakes.
@Suite struct DiagnosticsGoldenTests {
    @Test func `all mistakes of a pack come out at once, each at its place`() throws {
        let text = try Repository.text("Tests/Fixtures/packs/many-mistakes.json")
        let loaded = RuleSet.load([SourceText(file: "many-mistakes.json", text: text)])
        #expect(loaded.ruleSet == nil)
        #expect(loaded.diagnostics.allSatisfy { $0.place?.line != nil && $0.place?.pointer != nil && $0.help != nil })
        let renderer = DiagnosticText(style: TerminalStyle(hasColour: false))
        try expectGolden("rules/many-mistakes.txt", loaded.diagnostics.map { renderer.render($0) }.joined(separator: "\n") + "\n")
    }
}
