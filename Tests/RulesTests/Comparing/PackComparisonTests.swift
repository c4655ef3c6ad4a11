import Diagnostics
import Rules
import Testing

@Suite struct PackComparisonTests {
    private typealias Packs = ExtendingPacks

    private func changes(_ edits: (String) -> String) -> PackComparison.PackChanges? {
        let source = { SourceText(file: "base.json", text: $0) }
        return PackComparison(from: [source(Packs.base)], to: [source(edits(Packs.base))]).packs.first
    }

    private func step(_ old: String, _ new: String) -> VersionStep? { changes { $0.replacing(old, with: new) }?.step }

    @Test func `the same packs have no changes`() {
        #expect(changes { $0 } == nil)
        // Neither layout nor the order of keys says anything.
        #expect(changes { $0.replacing("\"why\": \"Why\", \"fix\": \"Fix\"", with: "\"fix\": \"Fix\",\n \"why\": \"Why\"") } == nil)
    }

    @Test func `each change asks for a version`() {
        #expect(step("\"title\": \"Rude\"", "\"title\": \"Unkind\"") == .patch)
        #expect(step("[\"A: [[As if]].\"]", "[\"A: [[As if]]!\"]") == .patch)
        #expect(step("\"severity\": \"warning\"", "\"severity\": \"error\"") == .minor)
        #expect(step("\"limit\": 5", "\"limit\": 6") == .minor)
        #expect(step("\"as if\"", "\"boo\"") == .minor)
        #expect(step("\"turn_gap\": \"30m\"", "\"turn_gap\": \"1h\"") == .minor)
        #expect(step("\"behaviour\": \"concern\"", "\"behaviour\": \"patience\"") == .major)
        #expect(step("\"languages\": [\"en\"]", "\"languages\": [\"de\"]") == .major)
        #expect(step("\"no-rude\": {", "\"no-scorn\": {") == .major)
    }

    @Test func `a rule with an alias is renamed, not removed`() throws {
        let changes = try #require(
            changes { $0.replacing("\"no-rude\": {", with: "\"no-scorn\": {").replacing("[\"be-kind\"]", with: "[\"be-kind\", \"no-rude\"]") })
        #expect(changes.entries.map(\.event) == [.renamed(from: "no-rude")])
        #expect(changes.step == .minor)
    }

    @Test func `what changes in a list changes the rules that name it`() throws {
        let changes = try #require(changes { $0.replacing("\"as if\"", with: "\"boo\"") })
        #expect(changes.entries.map(\.name) == ["rude", "no-rude"])
        #expect(changes.entries.map(\.lists) == [[], ["rude"]])
        #expect(changes.entries[0].keys.map(\.added) == [["\"boo\""]])
        #expect(changes.entries[0].keys.map(\.removed) == [["\"as if\""]])
    }

    @Test func `a rule that may find something else needs a new revision`() throws {
        let unchanged = try #require(changes { $0.replacing("\"limit\": 5", with: "\"limit\": 6") })
        #expect(unchanged.entries.map(\.needsRev) == [true])
        let raised = try #require(changes { $0.replacing("\"limit\": 5", with: "\"limit\": 6").replacing("\"rev\": 3", with: "\"rev\": 4") })
        #expect(raised.entries.map(\.needsRev) == [false])
        let wording = try #require(changes { $0.replacing("\"Why\"", with: "\"Because\"") })
        #expect(wording.entries.map(\.needsRev) == [false])
    }

    @Test(arguments: [("1.2.0", false), ("1.2.1", false), ("1.3.0", true), ("2.0.0", true), ("1.1.0", false)])
    func `the version has to say as much as changed`(version: String, isEnough: Bool) throws {
        let changes = try #require(
            changes { text in
                text.replacing("\"severity\": \"warning\"", with: "\"severity\": \"error\"").replacing("1.2.0", with: version)
            })
        #expect(changes.leastVersion?.description == "1.3.0")
        #expect(changes.isVersionedWell == isEnough)
    }

    @Test func `a pack that extends is compared with all that it takes over`() throws {
        let site = SourceText(file: "site.json", text: Packs.site(rules: #""no-rude": { "extends": "base/no-rude", "severity": "info" }"#))
        let base = { SourceText(file: "base.json", text: $0) }
        let comparison = PackComparison(
            from: [base(Packs.base), site], to: [base(Packs.base.replacing("\"limit\": 5", with: "\"limit\": 6")), site])
        #expect(comparison.packs.map(\.name) == ["base", "site"])
        #expect(comparison.packs.map { $0.entries.flatMap(\.keys).map(\.key) } == [["limit"], ["limit"]])
    }

    @Test func `a pack more or less is said`() {
        let base = SourceText(file: "base.json", text: Packs.base)
        let site = SourceText(file: "site.json", text: Packs.site(lists: #""a": ["x"]"#))
        #expect(PackComparison(from: [base], to: [base, site]).packs.map(\.entries).map { $0.map(\.event) } == [[.added]])
        #expect(PackComparison(from: [base, site], to: [base]).packs.map(\.entries).map { $0.map(\.event) } == [[.removed]])
    }
}
