import Foundation
import TestSupport
import Testing

@Suite struct LintCommandTests {
    private static let rules = "Tests/Fixtures/commands/rules.json"
    private static let conversations = "Tests/Fixtures/commands/conversations.jsonl"
    private static let torn = "Tests/Fixtures/commands/torn.jsonl"

    private func lint(_ arguments: [String], input: String = "") async throws -> Command.Outcome {
        try await Command.tact.run(["lint", "--rules", Self.rules] + arguments, input: input)
    }

    @Test func showsFindingsToPeople() async throws {
        let outcome = try await lint([Self.conversations])
        try expectGolden("commands/lint.txt", outcome.output)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.code == 1)
    }

    @Test func writesRecordsForPrograms() async throws {
        let outcome = try await lint(["--format", "jsonl", Self.conversations])
        try expectGolden("commands/lint.jsonl", outcome.output)
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: [("info", 1), ("warning", 1), ("error", 1), ("never", 0)])
    func failsOnTheSeverityAskedFor(_ failOn: String, _ code: Int32) async throws {
        #expect(try await lint(["--fail-on", failOn, Self.conversations]).code == code)
    }

    @Test func lesserFindingsDoNotFail() async throws {
        let input = #"{"id": "1", "language": "en", "messages": [{"role": "agent", "text": "Which SKU?"}]}"#
        #expect(try await lint(["-"], input: input).code == 0)
        #expect(try await lint(["-", "--fail-on", "warning"], input: input).code == 0)
        #expect(try await lint(["-", "--fail-on", "info"], input: input).code == 1)
    }

    @Test func whatCannotBeReadIsToldAndTheRestIsLinted() async throws {
        let outcome = try await lint([Self.torn, "no/such/file", Self.conversations])
        try expectGolden("commands/torn.txt", outcome.output)
        try expectGolden("commands/torn-errors.txt", outcome.errors)
        #expect(outcome.code == 2)
    }

    @Test func rejectedPartsAreRecords() async throws {
        let outcome = try await lint(["--format", "jsonl", Self.torn])
        #expect(outcome.output.contains(#""type":"rejected""#))
        #expect(outcome.output.split(separator: "\n").count { $0.contains(#""type":"transcript""#) } == 2)
        #expect(outcome.code == 2)
    }

    @Test func badRulesKeepItFromRunning() async throws {
        let outcome = try await Command.tact.run(["lint", "--rules", "Tests/Fixtures/commands/bad-rules.json", Self.conversations])
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("did you mean “forbid”?"))
    }

    @Test func rulesComeFromTheEnvironment() async throws {
        var tact = Command.tact
        tact.environment["TACT_RULES"] = Self.rules
        let outcome = try await tact.run(["lint", Self.conversations])
        #expect(outcome.output.contains("team/no-brush-off"))
    }

    @Test func coloursAreForTerminalsOnly() async throws {
        let plain = try await lint([Self.conversations])
        #expect(!plain.output.contains("\u{1B}"))
        #expect(!plain.errors.contains("\u{1B}"))
        let command = "tact lint --rules \(Self.rules) \(Self.conversations)"
        let coloured = try await Command.shell("TERM=xterm script --quiet --command '\(command)' /dev/null")
        #expect(coloured.output.contains("\u{1B}[1;31merror"))
        let refused = try await Command.shell("NO_COLOR=1 TERM=xterm script --quiet --command '\(command)' /dev/null")
        #expect(refused.output.contains("error: "))
        #expect(!refused.output.contains("\u{1B}["))
    }

    @Test func readersMayStopEarly() async throws {
        let many = Array(repeating: Self.conversations, count: 500).joined(separator: " ")
        let outcome = try await Command.shell("tact lint --rules \(Self.rules) \(many) | head -n 1; exit ${PIPESTATUS[0]}")
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.code == 141, "the code with which a shell reports an end by SIGPIPE")
    }

    @Test func aFullDiskIsAnError() async throws {
        let outcome = try await Command.shell("tact lint --rules \(Self.rules) \(Self.conversations) > /dev/full")
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("No space left on device"))
    }

    @Test(arguments: ["text", "jsonl"])
    func outputDoesNotDependOnTheNumberOfThreads(_ format: String) async throws {
        let folder = try TemporaryFolder()
        let words = ["Please calm down.", "Which SKU?", "Not my problem!", "I am sorry.", "Gladly."]
        let lines = (0..<1500).map { number in
            #"{"id": "\#(number)", "language": "en", "messages": [{"role": "agent", "text": "\#(words[number % words.count])"}]}"#
        }
        try folder.write(lines[..<700].joined(separator: "\n"), to: "a.jsonl")
        try folder.write("no export", to: "b/c.txt")
        try folder.write(lines[700...].joined(separator: "\n"), to: "b/d.jsonl")
        let one = try await lint(["--format", format, "--jobs", "1", folder.path])
        #expect(one.output.utf8.count > 50_000)
        for jobs in ["2", "7", "64"] {
            let several = try await lint(["--format", format, "--jobs", jobs, folder.path])
            #expect(several.output == one.output)
            #expect(several.errors == one.errors)
            #expect(several.code == one.code)
        }
    }

    @Test func foldersAreReadInTheOrderOfNames() async throws {
        let folder = try TemporaryFolder()
        for name in ["b.jsonl", "a/z.jsonl", "a/b/y.jsonl", "a.jsonl", ".hidden.jsonl", "c/.git/x.jsonl", "é.jsonl"] {
            try folder.write(#"{"id": "\#(name)", "messages": [{"role": "agent", "text": "Hi."}]}"#, to: name)
        }
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.jsonl"), withDestinationPath: folder.path("b.jsonl"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: folder.path)
        let outcome = try await Command.tact.run(["convert", folder.path])
        let ids = outcome.output.matches(of: /"id":"([^"]+)"/).map { String($0.1) }
        #expect(ids == ["a/b/y.jsonl", "a/z.jsonl", "a.jsonl", "b.jsonl", "é.jsonl"])
        #expect(outcome.code == 0)
    }
}
