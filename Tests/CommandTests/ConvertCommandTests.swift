import TestSupport
import Testing

@Suite struct ConvertCommandTests {
    @Test func writesOneTranscriptALine() async throws {
        let outcome = try await Command.tact.run(["convert", "Tests/Fixtures/commands/conversations.jsonl"])
        try expectGolden("commands/convert.jsonl", outcome.output)
        #expect(outcome.code == 0)
        let again = try await Command.tact.run(["convert", "-"], input: outcome.output)
        #expect(again.output == outcome.output)
    }

    @Test(arguments: ["", "hello", "\u{0}\u{1}\u{2}", "{", "<html>"])
    func whatCannotBeReadIsCodeTwoWithNothingOnStandardOutput(_ input: String) async throws {
        let outcome = try await Command.tact.run(["convert", "-"], input: input)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("<stdin>"))
        #expect(outcome.errors.contains("help: "))
    }
}
