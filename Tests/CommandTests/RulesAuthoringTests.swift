import Foundation
import TestSupport
import Testing

@Suite struct RulesAuthoringTests {
    private static let pack = "Tests/Fixtures/commands/rules.json"
    private static let unformatted = "Tests/Fixtures/packs/unformatted.json"

    private func rules(_ arguments: [String], input: String = "") async throws -> Command.Outcome {
        try await Command.tact.run(["rules"] + arguments, input: input)
    }

    // MARK: fmt

    @Test func fmtPrintsWhatComesFromStandardInput() async throws {
        let outcome = try await rules(["fmt", "-"], input: try Repository.text(Self.unformatted))
        #expect(outcome.output == (try Repository.text("Tests/Golden/rules/formatted.json")))
        #expect(outcome.code == 0)
    }

    @Test func fmtWritesFilesOnceAndKeepsTheirMode() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(try Repository.text(Self.unformatted), to: "pack.json")
        let good = try folder.write(try Repository.text(Self.pack), to: "good.json")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.json"), withDestinationPath: "pack.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        #expect(try await rules(["fmt", "--check", folder.path("link.json"), good]).output == "\(folder.path("link.json"))\n")
        let outcome = try await rules(["fmt", folder.path("link.json"), good])
        #expect(outcome.output == "\(folder.path("link.json"))\n")
        #expect(outcome.code == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == (try Repository.text("Tests/Golden/rules/formatted.json")))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json")) == "pack.json")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["good.json", "link.json", "pack.json"])
        #expect(try await rules(["fmt", folder.path]).output.isEmpty)
    }

    @Test func fmtChecksWithoutWriting() async throws {
        let outcome = try await rules(["fmt", "--check", Self.pack, Self.unformatted])
        #expect(outcome.output == "\(Self.unformatted)\n")
        #expect(outcome.code == 1)
        #expect(try await rules(["fmt", "--check", Self.pack]).code == 0)
    }

    @Test func fmtRefusesWhatIsNoJSONAndWritesNothingThen() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(try Repository.text(Self.unformatted), to: "a.json")
        let torn = try folder.write("{ \"format\": 1,\n", to: "b.json")
        let outcome = try await rules(["fmt", file, torn])
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("b.json:"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == (try Repository.text(Self.unformatted)))
    }

    // MARK: Schema and pages

    @Test func schemaIsThePublishedOne() async throws {
        #expect(try await rules(["schema"]).output == (try Repository.text("rules/schema/pack.schema.json")))
    }

    @Test func docsAreOnePage() async throws {
        try expectGolden("commands/rules-docs.md", try await rules(["docs", Self.pack]).output)
        let html = try await rules(["docs", "--format", "html", Self.pack])
        #expect(html.output.hasPrefix("<!DOCTYPE html>") && html.output.contains("The customer was brushed off"))
        #expect(html.code == 0)
    }

    @Test func listAndExplainSpeakJSON() async throws {
        let list = try await rules(["list", "--format", "json", Self.pack])
        try expectGolden("commands/rules-list.jsonl", list.output)
        let page = try await rules(["explain", "--format", "json", "--rules", Self.pack, "no-jargon"])
        try expectGolden("commands/rules-explain.jsonl", page.output)
    }
}
