import Diagnostics
import RuleTesting
import Rules
import Testing

@Suite struct WaiveTests {
    private typealias Packs = ExtendingPacks

    private func outcomes(_ changes: String) throws -> [String] {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: #""no-rude": { "extends": "base/no-rude", \#(changes) }"#))
        return RuleTester.run(rules).map { "\($0.example.name) \($0.outcome.rawValue)" }
    }

    @Test func `inherited examples run again`() throws {
        #expect(try outcomes(#""severity": "info""#) == ["bad 1 held", "bad 2 held", "bad 3 held", "good 1 held"])
        #expect(try outcomes(#""phrases": "calm down""#) == ["bad 1 held", "bad 2 failed", "bad 3 failed", "good 1 held"])
    }

    @Test func `one that no longer holds is named in waive`() throws {
        let waived = try outcomes(#""phrases": "calm down", "waive": ["bad 2", "bad 3"]"#)
        #expect(waived == ["bad 1 held", "bad 2 waived", "bad 3 waived", "good 1 held"])
    }

    @Test func `one that still holds must not be waived`() throws {
        #expect(try outcomes(#""waive": ["bad 2"]"#) == ["bad 1 held", "bad 2 waived-in-vain", "bad 3 held", "good 1 held"])
    }

    @Test func `own examples come after those inherited`() throws {
        let own = try outcomes(#""phrases+": "boo", "examples": { "bad": [["A: [[Boo]]!"]], "good": [["A: Hello."]] }"#)
        #expect(own == ["bad 1 held", "bad 2 held", "bad 3 held", "bad 4 held", "good 1 held", "good 2 held"])
    }

    @Test func `only what extends has something to waive`() {
        let base = Packs.base.replacing("\"limit\": 5", with: "\"waive\": [\"bad 1\"]")
        #expect(Packs.codes(Packs.load(base)) == ["nothing-to-waive"])
    }
}
