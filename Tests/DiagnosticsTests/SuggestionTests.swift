import Testing

@testable import Diagnostics

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("phrazes", "phrases"), ("forbit", "forbid"), ("Agent", "agent"), ("warn", "warning"), ("warningly", "warning"), ("tunrs", "turns"),
    ])
    func `finds the name that was meant`(name: String, meant: String) {
        #expect(Suggestion.nearest(to: name, in: ["phrases", "forbid", "agent", "warning", "turns"]) == meant)
    }

    @Test(arguments: ["", "x", "wa", "completely-different", "phrases"])
    func `suggests nothing where nothing is near`(name: String) {
        #expect(Suggestion.nearest(to: name, in: ["phrases", "warning"]) == nil)
    }

    @Test(arguments: [("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ab", "", 2)])
    func `counts edits`(a: String, b: String, distance: Int) {
        #expect(Suggestion.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == distance)
        #expect(Suggestion.distance(Array(b.unicodeScalars), Array(a.unicodeScalars)) == distance)
    }
}
