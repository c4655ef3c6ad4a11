import Foundation
import TestSupport
import Testing

/// What the README shows is what happens.
@Suite struct ReadmeTests {
    private let readme: String

    init() throws { readme = try Repository.text("README.md") }

    @Test func theFindingIsReal() async throws {
        let fixtures = Repository.url("Tests/Fixtures/commands").path(percentEncoded: false)
        let outcome = try await Command.shell("cd '\(fixtures)' && tact lint tickets.jsonl")
        #expect(readme.contains("```\n$ tact lint tickets.jsonl\n\(outcome.output)```\n"))
    }

    @Test func theExplanationIsReal() async throws {
        let fixtures = Repository.url("Tests/Fixtures/commands").path(percentEncoded: false)
        let command = "tact why tickets.jsonl --message 0 --rule missing-acknowledgement"
        let outcome = try await Command.shell("cd '\(fixtures)' && \(command)")
        #expect(readme.contains("```\n$ \(command)\n\(outcome.output)```\n"))
    }

    /// A row for each format, in whatever order, and none for any other.
    @Test func theFormatsAreThoseThatAreKnown() async throws {
        let outcome = try await Command.tact.run(["formats"])
        let known = outcome.output.split(separator: "\n").filter { $0.first != " " }.map { line in
            let words = line.split(separator: " ", maxSplits: 1)
            return "| \(words[1].drop { $0 == " " }) | `\(words[0])` |"
        }
        let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| `") && $0.contains("` |") }
        #expect(rows.count == known.count)
        for row in known { #expect(rows.contains { $0.hasPrefix(row) }, "\(row)") }
    }

    @Test func theMappingIsReal() async throws {
        let fixtures = Repository.url("Tests/Fixtures/commands").path(percentEncoded: false)
        #expect(readme.contains("```json\n\(try Repository.text("Tests/Fixtures/commands/acme-settings.json"))```\n"))
        let command = "tact convert --explain --export-settings acme-settings.json acme.json"
        let outcome = try await Command.shell("cd '\(fixtures)' && \(command)")
        #expect(readme.contains("```\n$ \(command)\n\(outcome.output)```\n"))
    }

    @Test func theRuleLoadsAndHolds() async throws {
        let blocks = readme.components(separatedBy: "```json\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let pack = try #require(blocks.first { $0.hasPrefix("{ \"format\"") })
        let folder = try TemporaryFolder()
        let outcome = try await Command.tact.run(["rules", "test", try folder.write(pack, to: "pack.json")])
        #expect(outcome.output == "1 rule, 2 examples, 4 variants: all hold\n")
        #expect(outcome.errors.isEmpty)
    }

    @Test func theRecordHasTheMembersOfRecords() async throws {
        let blocks = readme.components(separatedBy: "```json\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        let record = try #require(blocks.first { $0.hasPrefix("{\"type\"") })
        let shown = try #require(try JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any])
        let outcome = try await Command.tact.run(["lint", "--format", "jsonl", "Tests/Fixtures/commands/tickets.jsonl"])
        let line = try #require(outcome.output.split(separator: "\n").first)
        let real = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(Set(shown.keys).subtracting(["seq", "time"]).isSubset(of: real.keys))
        #expect(shown["id"] as? String == real["id"] as? String)
        #expect(shown["message"] as? String == real["message"] as? String)
    }
}
