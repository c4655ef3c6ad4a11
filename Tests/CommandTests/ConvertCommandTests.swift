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

    @Test(arguments: [
        ("settings", ["--export-settings", "Tests/Fixtures/commands/acme-settings.json", "Tests/Fixtures/commands/acme.json"]),
        ("several", ["Tests/Fixtures/samples"]),
    ])
    func explainsHowFilesWereUnderstood(_ name: String, _ arguments: [String]) async throws {
        let outcome = try await Command.tact.run(["convert", "--explain"] + arguments)
        try expectGolden("commands/convert-explain-\(name).txt", outcome.output + outcome.errors)
        #expect(outcome.code == (name == "several" ? 2 : 0))
    }

    @Test func optionsSayWhatTheFileDoesNot() async throws {
        let log = "[12:00] Ann: Hello\n[12:01] Bob: It never works!\n"
        let without = try await Command.tact.run(["convert", "-"], input: log)
        #expect(without.code == 2 && without.errors.contains("[unknown-speakers]"))
        let with = try await Command.tact.run(["convert", "--agent", "ann", "--channel", "sms", "-"], input: log)
        #expect(with.output.contains(#""role":"agent","author":"Ann""#) && with.output.contains(#""role":"customer","author":"Bob""#))
        let table = "conversation_id,role,text,time\n1,agent,Hi,2026-01-05 10:00\n"
        let shifted = try await Command.tact.run(["convert", "--time-zone", "+02:00", "-"], input: table)
        #expect(shifted.output.contains("2026-01-05T08:00:00Z"))
        let oneSided = try await Command.tact.run(["convert", "--explain", "-"], input: "conversation_id,author,text\n1,Kim,Hi\n1,Mia,Hello\n")
        #expect(oneSided.output.contains("nobody is taken for an agent"))
        let wrong = try await Command.tact.run(["convert", "--time-zone", "Europe/Berln", "-"], input: table)
        #expect(wrong.code == 2 && wrong.errors.contains("Europe/Berlin"))
    }

    /// What is wrong with a file in an archive is told of that file.
    @Test func aFileInAnArchiveIsNamed() async throws {
        let outcome = try await Command.tact.run(["convert", "Tests/Fixtures/commands/broken.zip"])
        #expect(outcome.errors.hasPrefix("Tests/Fixtures/commands/broken.zip/a.json: error: "))
        #expect(outcome.code == 2)
    }
}
