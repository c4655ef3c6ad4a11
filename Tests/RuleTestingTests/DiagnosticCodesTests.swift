import Diagnostics
import Foundation
import RuleTesting
import Rules
import TestSupport
import Testing

/// Every code that authors of packs can meet: it is documented in `rules/DIAGNOSTICS.md`, and a fixture shows it.
///
/// A new code needs an entry there, a pack `Tests/Fixtures/diagnostics/CODE.json` that gives it (further ones are `CODE-2.json` …; a folder
/// `CODE/` holds several packs), and its golden file, which `UPDATE_GOLDEN=1 swift test` writes.
@Suite struct DiagnosticCodesTests {
    private static let folder = "Tests/Fixtures/diagnostics"
    /// Those that concern no place in particular.
    private static let placeless: Set<String> = ["no-packs", "unreadable-file"]

    /// Those that no fixture shows: the one needs a pack of megabytes, the other more classes of tokens than there are.
    private static let fixtureless: Set<String> = ["too-many-words", "too-many-token-classes"]

    static var fixtures: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Repository.url(folder).path())) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test(arguments: fixtures)
    func `a fixture gives its code, with place and help`(_ name: String) throws {
        let code = Self.code(of: name)
        let diagnostics = Self.diagnostics(at: name)
        let own = diagnostics.filter { $0.code == code }
        #expect(!own.isEmpty, "\(diagnostics.map(\.code))")
        for diagnostic in own {
            #expect(!(diagnostic.help ?? "").isEmpty)
            guard !Self.placeless.contains(code) else { continue }
            let place = try #require(diagnostic.place)
            #expect(place.line != nil && place.column != nil && place.excerpt != nil)
            #expect(place.pointer != nil || Self.codes(in: ["Sources/Diagnostics/JSONParser.swift"]).contains(code))
        }
        let text = DiagnosticText().render(diagnostics).replacing(Repository.url(Self.folder).path() + "/", with: "")
        try expectGolden("diagnostics/\(name.replacing(".json", with: "")).txt", text)
    }

    @Test func `the codes of the sources, the documentation and the fixtures are the same`() throws {
        let sources = Self.codes(in: try Self.sources(["Sources/Rules", "Sources/Phrases", "Sources/RuleTesting", "Sources/Diagnostics"]))
        let fixtures = Set(Self.fixtures.map { Self.code(of: $0) })
        let documentation = try Repository.text("rules/DIAGNOSTICS.md")
        let documented = documentation.matches(of: /(?m)^### ([a-z0-9-]+)$/).map { String($0.1) }
        #expect(sources.count > 60)
        #expect(sources.subtracting(documented) == [], "no entry in rules/DIAGNOSTICS.md")
        #expect(Set(documented).subtracting(sources) == [], "an entry in rules/DIAGNOSTICS.md for a code that no source gives")
        #expect(sources.subtracting(fixtures) == Self.fixtureless, "no fixture in \(Self.folder)")
        #expect(fixtures.subtracting(sources) == [], "a fixture for a code that no source gives")
        #expect(Set(documented).count == documented.count)
    }

    @Test func `the documentation says what it means, shows it, and what to do`() throws {
        for entry in try Repository.text("rules/DIAGNOSTICS.md").components(separatedBy: "\n### ").dropFirst() {
            let body = entry.prefix { $0 != "#" }.split(separator: "\n", maxSplits: 1).last ?? ""
            #expect(body.contains("`"), "an example: \(entry.prefix(30))")
            #expect(body.contains("→"), "what to do: \(entry.prefix(30))")
        }
    }

    // MARK: Parts

    /// `bad-name-2.json` is a fixture of `bad-name`.
    private static func code(of name: String) -> String {
        name.replacing(".json", with: "").replacing(/-\d+$/, with: "")
    }

    /// What `tact rules check` and `tact rules test` say of a fixture.
    private static func diagnostics(at name: String) -> [Diagnostic] {
        let loaded = RuleSet.load(paths: [Repository.url(folder).appending(path: name).path()], today: "2026-11-24")
        guard let rules = loaded.ruleSet else { return loaded.diagnostics }
        let report = TestReport(rules)
        return loaded.diagnostics + rules.review() + report.examples.flatMap(\.diagnostics) + report.unless.flatMap(\.diagnostics)
    }

    private static func sources(_ folders: [String]) throws -> [String] {
        try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: Repository.url(folder).path()).filter { $0.hasSuffix(".swift") }
                .map { "\(folder)/\($0)" }
        }
    }

    /// The string literals that stand where a code does; one that ends in `\(noun)` is a code for rules and one for lists.
    private static func codes(in files: [String]) -> Set<String> {
        let literal = /(?:(?:report|mistake|error)\(|code:)\s*"([a-z][a-z0-9]*(?:-(?:[a-z0-9]+|\\\(noun\)))*)"/
        return Set(
            files.flatMap { ((try? Repository.text($0)) ?? "").matches(of: literal) }.flatMap { match -> [String] in
                let code = String(match.1)
                return code.contains("noun") ? ["rule", "list"].map { code.replacing("\\(noun)", with: $0) } : [code]
            })
    }
}
