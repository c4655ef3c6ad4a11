import Foundation
import TestSupport
import Testing

/// Where the time went. The times themselves are the machine's.
@Suite struct ProfileTests {
    private static let rules = "Tests/Fixtures/commands/rules.json"
    private static let conversations = "Tests/Fixtures/commands/conversations.jsonl"

    @Test(arguments: ["1", "3"])
    func lintShowsItOnStandardErrorAndChangesNothingElse(_ jobs: String) async throws {
        let plain = ["lint", "--rules", Self.rules, "--jobs", jobs, Self.conversations]
        let without = try await Command.tact.run(plain)
        let with = try await Command.tact.run(plain + ["--profile"])
        #expect(with.output == without.output)
        #expect(with.code == without.code)
        let names = with.errors.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix { $0 != " " } }
        #expect(names.prefix(6) == ["phase", "reading", "matching", "evaluating", "writing", "together"])
        #expect(with.errors.contains("on the clock with \(jobs) thread"))
        #expect(Set(names.suffix(3)) == ["team/no-brush-off", "team/no-jargon", ""])
        let findings = without.output.split(separator: "\n").count { $0.contains("[team/no-brush-off]") }
        let row = try #require(with.errors.split(separator: "\n").first { $0.hasPrefix("team/no-brush-off") })
        #expect(row.split(separator: " ").last.flatMap { Int($0) } == findings)
    }

    @Test func rulesProfileTakesTheExamplesWhereNoFileIsNamed() async throws {
        let outcome = try await Command.tact.run(["rules", "profile", "--rules", Self.rules])
        #expect(outcome.output.hasPrefix("4 transcripts, 6 messages, "))
        #expect(outcome.output.contains("\nphrases of"))
        #expect(outcome.output.contains("rule no-jargon of team"))
        #expect(outcome.output.contains("1 of 3 phrases matched nothing\n"))
        #expect(outcome.errors.isEmpty)
        #expect(outcome.code == 0)
    }

    @Test func rulesProfileCountsForPrograms() async throws {
        let outcome = try await Command.tact.run(["rules", "profile", "--rules", Self.rules, "--format", "jsonl", Self.conversations])
        let objects = try outcome.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let types = objects.compactMap { $0["type"] as? String }
        #expect(types == ["run", "rule", "rule", "list", "list", "phrase", "phrase", "phrase"])
        #expect(outcome.code == 0)
    }

    @Test func whatCannotBeReadIsTold() async throws {
        let outcome = try await Command.tact.run(["rules", "profile", "--rules", Self.rules, "no/such/file", Self.conversations])
        #expect(outcome.errors.contains("no/such/file"))
        #expect(!outcome.output.hasPrefix("0 transcripts"))
        #expect(outcome.code == 2)
    }
}
