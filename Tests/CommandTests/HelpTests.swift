import TestSupport
import Testing

@Suite struct HelpTests {
    @Test(arguments: [
        [], ["lint"], ["why"], ["convert"], ["formats"], ["rules"], ["rules", "check"], ["rules", "test"], ["rules", "profile"], ["rules", "list"],
        ["rules", "explain"], ["rules", "docs"], ["rules", "diff"], ["rules", "fmt"], ["rules", "schema"],
        ["config"], ["config", "check"], ["tail"], ["baseline"], ["baseline", "write"], ["baseline", "prune"],
    ])
    func helpIsOnStandardOutput(_ command: [String]) async throws {
        // The number of processors is the machine's.
        let outcome = try await Command.tact.run(command + ["--help"])
        let text = outcome.output.replacing(/any number. \(default: \d+\)/, with: "any number. (default: N)")
        try expectGolden("commands/help-\((["tact"] + command).joined(separator: "-")).txt", text)
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
    }

    @Test func versionIsOneLine() async throws {
        let outcome = try await Command.tact.run(["--version"])
        #expect(outcome.output.wholeMatch(of: /tact \d+\.\d+\.\d+\n/) != nil)
        #expect(outcome.code == 0)
    }

    @Test(arguments: [
        ["lint"], ["lint", "--format", "xml", "x"], ["lint", "--jobs", "0", "x"], ["lnt"], ["rules", "explain"], ["lint", "--fail-on"],
        ["convert"], ["--no-such-flag"],
    ])
    func wrongUsageIsCodeTwoWithNothingOnStandardOutput(_ arguments: [String]) async throws {
        let outcome = try await Command.tact.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Error:"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsNameTheCommands(_ shell: String) async throws {
        let outcome = try await Command.tact.run(["--generate-completion-script", shell])
        #expect(outcome.code == 0)
        #expect(["lint", "convert", "explain", "fail-on"].allSatisfy { outcome.output.contains($0) })
    }
}
