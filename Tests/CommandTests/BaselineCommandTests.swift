import Foundation
import TestSupport
import Testing

@Suite struct BaselineCommandTests {
    private static let rules = "Tests/Fixtures/commands/rules.json"
    private static let conversations = "Tests/Fixtures/commands/conversations.jsonl"

    private func tact(_ arguments: [String], input: String = "") async throws -> Command.Outcome {
        try await Command.tact.run(arguments + ["--rules", Self.rules], input: input)
    }

    private func export(_ texts: [String], id: String = "n-1") -> String {
        let messages = texts.map { #"{"role": "agent", "text": "\#($0)"}"# }.joined(separator: ", ")
        return #"{"id": "\#(id)", "language": "en", "messages": [\#(messages)]}"# + "\n"
    }

    @Test func writesToStandardOutput() async throws {
        let outcome = try await tact(["baseline", "write", Self.conversations])
        try expectGolden("commands/baseline.json", outcome.output)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.code == 0)
    }

    @Test func whatIsKnownIsLeftOutAndWhatIsNewIsShown() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path("baseline.json")
        let written = try await tact(["baseline", "write", "-o", file, Self.conversations])
        #expect(written.errors == "\(file): 2 findings of 3 transcripts\n")
        #expect(written.output.isEmpty && written.code == 0)
        let known = try await tact(["lint", "--baseline", file, Self.conversations])
        try expectGolden("commands/lint-baseline.txt", known.output)
        #expect(known.errors == "\(file): 2 known findings left out\n")
        #expect(known.code == 0)
        let records = try await tact(["lint", "--format", "jsonl", "--baseline", file, Self.conversations])
        try expectGolden("commands/lint-baseline.jsonl", records.output)
        let more = try await tact(["lint", "--baseline", file, Self.conversations, "-"], input: export(["Not my problem!"]))
        #expect(more.output.contains("“Not my problem” brushes the customer off.") && !more.output.contains("“calm down”"))
        #expect(more.code == 1)
    }

    @Test func pruneTakesAwayWhatIsGone() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path("baseline.json")
        let old = export(["Calm down.", "Which SKU?"]) + export(["Calm down."], id: "n-2")
        #expect(try await tact(["baseline", "write", "-o", file, "-"], input: old).code == 0)
        let before = try String(contentsOfFile: file, encoding: .utf8)
        let mended = export(["Gladly.", "Which SKU?", "Not my problem!"])
        let lint = try await tact(["lint", "--baseline", file, "-"], input: mended)
        #expect(lint.errors == "\(file): 1 known finding left out; 1 entry no longer occurs: run tact baseline prune\n")
        #expect(lint.code == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == before)
        let prune = try await tact(["baseline", "prune", "--baseline", file, "-"], input: mended)
        #expect(prune.errors == "\(file): 1 finding taken away, 2 findings kept\n")
        #expect(prune.code == 0)
        let again = try await tact(["lint", "--baseline", file, "-"], input: old)
        #expect(again.errors == "\(file): 2 known findings left out\n")
        #expect(again.output.contains("1 error"))
    }

    @Test func aBadBaselineKeepsItFromRunning() async throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("{\"format\": 1, \"findings\": {}}\n", to: "bad.json")
        for arguments in [["lint"], ["baseline", "prune"]] {
            let outcome = try await tact(arguments + ["--baseline", bad, Self.conversations])
            #expect(outcome.errors.contains("this must be an array, not an object"))
            #expect(outcome.output.isEmpty && outcome.code == 2)
            let missing = try await tact(arguments + ["--baseline", folder.path("none.json"), Self.conversations])
            #expect(missing.errors.contains("tact baseline write"))
            #expect(missing.code == 2)
        }
    }

    @Test func whatCannotBeReadIsToldAndTheRestIsWritten() async throws {
        let outcome = try await tact(["baseline", "write", "no/such/file", Self.conversations])
        try expectGolden("commands/baseline.json", outcome.output)
        #expect(outcome.errors.contains("no-such-file"))
        #expect(outcome.code == 2)
    }
}
