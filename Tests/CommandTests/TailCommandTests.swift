import TestSupport
import Testing

@Suite struct TailCommandTests {
    @Test func showsWhatIsInTheLogAndStops() async throws {
        let folder = try TemporaryFolder()
        let found = try await Command.tact.run([
            "lint", "--format", "jsonl", "--rules", "Tests/Fixtures/commands/rules.json", "Tests/Fixtures/commands/conversations.jsonl",
        ])
        let log = try folder.write(found.output + "{\"type\":\"finding\"", to: "findings.jsonl")
        let outcome = try await Command.tact.run(["tail", "--all", "--stop", log])
        try expectGolden("commands/tail.txt", outcome.output)
        #expect(outcome.code == 0)
    }

    @Test func aFolderThatIsNotThereIsAnError() async throws {
        let outcome = try await Command.tact.run(["tail", "--stop", "no/such/findings.jsonl"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("no/such/findings.jsonl"))
    }
}
