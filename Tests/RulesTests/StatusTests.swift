import Rules
import Testing

@Suite struct StatusTests {
    private typealias Packs = ExtendingPacks

    @Test func `a preview rule is in force only where that is asked for`() throws {
        let site = Packs.site(rules: #""no-scorn": { "extends": "base/no-rude", "status": "preview" }"#)
        let rules = try Packs.rules(Packs.base, site)
        #expect(Packs.findings(rules, "Calm down.") == ["base/no-rude: Calm down", "site/no-scorn: Calm down"])
        #expect(Packs.findings(rules.withoutPreviews, "Calm down.") == ["base/no-rude: Calm down"])
    }

    @Test func `a rule that is not enabled is left out, also by an override`() throws {
        let rules = try Packs.rules(Packs.base, Packs.site(rules: #""no-rude": { "extends": "base/no-rude", "enabled": false }"#))
        #expect(rules.rules.isEmpty)
    }
}
