import Foundation
import TestSupport
import Testing

@Suite struct WhyCommandTests {
    private static let conversations = "Tests/Fixtures/commands/why.jsonl"

    private func why(_ arguments: [String], input: String = "") async throws -> Command.Outcome {
        try await Command.tact.run(["why", "--rules", "Tests/Fixtures/commands/every-kind.json"] + arguments, input: input)
    }

    @Test func tellsTheStoryOfEachRule() async throws {
        let outcome = try await why([Self.conversations, "--id", "w-1"])
        try expectGolden("commands/why.txt", outcome.output)
        #expect(outcome.errors.isEmpty && outcome.code == 0)
    }

    @Test func saysHowAMessageWasRead() async throws {
        try expectGolden("commands/why-message.txt", try await why([Self.conversations, "--id", "w-1", "--message", "3"]).output)
        let none = try await why([Self.conversations, "--id", "w-1", "--message", "0", "--quotes", "none"])
        try expectGolden("commands/why-none.txt", none.output)
    }

    @Test func tellsOfOneRuleWhatever() async throws {
        let outcome = try await why([Self.conversations, "--id", "w-2", "--rule", "every-kind/feeling-is-met", "--rule", "says-goodbye"])
        try expectGolden("commands/why-rule.txt", outcome.output)
        #expect(outcome.code == 0)
    }

    @Test func aLanguageWithoutRulesIsNoError() async throws {
        let outcome = try await why([Self.conversations, "--id", "w-3"])
        #expect(outcome.output.contains("every-kind@1.0.0 is for en, this is fr: it was not used"))
        #expect(outcome.code == 0)
    }

    @Test func isJSONForPrograms() async throws {
        let outcome = try await why([Self.conversations, "--id", "w-1", "--message", "0", "--format", "json"])
        try expectGolden("commands/why.json", outcome.output)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((object["rules"] as? [Any])?.count == 10)
        #expect(!outcome.output.contains("maria@example.com") && !outcome.output.contains("2345678"))
    }

    @Test func findsWhatLintFinds() async throws {
        let told = try await why([Self.conversations, "--id", "w-1", "--format", "json"])
        let linted = try await Command.tact.run(
            ["lint", "--rules", "Tests/Fixtures/commands/every-kind.json", "--format", "jsonl", "--fail-on", "never", Self.conversations])
        let ids = { (text: String) in Set(text.matches(of: /"id":"([0-9a-f]{32})"/).map { String($0.1) }) }
        let own = linted.output.split(separator: "\n").filter { $0.contains(#""transcript":{"id":"w-1""#) }.joined()
        #expect(ids(told.output) == ids(own))
        #expect(ids(own).count == 6)
    }

    @Test(arguments: [
        (["no/such.jsonl"], "no-such-file"), (["Tests/Fixtures/commands"], "several-transcripts"), ([conversations], "several-transcripts"),
        ([conversations, "--id", "w-9"], "did you mean “w-1”?"), ([conversations, "--id", "xyz"], "it has w-1, w-2, w-3"),
        ([conversations, "--id", "w-2", "--message", "1"], "its only message is 0"),
        ([conversations, "--id", "w-1", "--message", "9"], "its messages are 0 to 8"),
        ([conversations, "--id", "w-1", "--rule", "no-brush-of"], "did you mean “no-brush-off”?"),
    ])
    func saysWhatCannotBeExplained(_ arguments: [String], _ words: String) async throws {
        let outcome = try await why(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func readsStandardInput() async throws {
        let outcome = try await why(["-"], input: #"{"id": "1", "messages": [{"role": "agent", "text": "Calm down"}]}"#)
        #expect(outcome.output.contains("every-kind/no-brush-off: found at 0"))
        #expect(outcome.code == 0)
    }

    @Test func severalTranscriptsAreCounted() async throws {
        let outcome = try await why([Self.conversations])
        try expectGolden("commands/why-errors.txt", outcome.errors)
    }
}
