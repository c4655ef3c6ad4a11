import Diagnostics
import RuleTesting
import Rules
import TestSupport
import Testing

@Suite struct RuleTesterTests {
    private func results(bad: String, good: String) throws -> [ExampleResult] {
        RuleTester.run(try TestPack.load(TestPack.forbid, bad: bad, good: good))
    }

    @Test func `examples that hold pass`() throws {
        let results = try results(bad: #"["A: [[calm down]]", "A: Now [[do calm down]]"]"#, good: #"["C: calm down"]"#)
        #expect(results.map(\.passed) == [true, true])
        #expect(results.map(\.example.name) == ["bad 1", "good 1"])
    }

    @Test func `a mark without a finding is missing`() throws {
        let result = try results(bad: #"["A: [[calm]] down", "A: [[hello]]"]"#, good: #"["A: ok"]"#)[0]
        #expect(result.missing.flatMap(\.pieces).map(\.message) == [0, 1])
        #expect(result.unexpected.map(\.at.span) == [0..<9])
        #expect(!result.passed)
    }

    @Test func `a finding in a good example is unexpected`() throws {
        let result = try results(bad: #"["A: [[calm down]]"]"#, good: #"["A: calm down"]"#)[1]
        #expect(result.unexpected.count == 1 && result.missing.isEmpty && !result.passed)
    }

    @Test func `one mark stands for one finding`() throws {
        let result = try results(bad: #"["A: [[calm down. calm down]]"]"#, good: #"["A: ok"]"#)[0]
        #expect(result.unexpected.count == 1)
    }

    @Test func `a known miss passes until it holds`() throws {
        let results = try results(
            bad: #"{ "todo": true, "lines": ["A: [[chill]]"] }, { "todo": true, "lines": ["A: [[calm down]]"] }"#,
            good: #"{ "todo": false, "lines": ["A: calm down"] }"#)
        #expect(results.map(\.outcome) == [.knownMiss, .heldUnexpectedly, .failed])
        #expect(results.map(\.passed) == [true, false, false])
        #expect(results.flatMap(\.diagnostics).map(\.code) == ["known-miss", "todo-holds", "unexpected-finding"])
    }

    @Test func `the shipped packs pass their own examples`() throws {
        let loaded = RuleSet.load(paths: [Repository.url("rules").path()])
        let rules = try #require(loaded.ruleSet)
        #expect(loaded.diagnostics.isEmpty)
        let report = TestReport(rules)
        let results = report.examples
        #expect(results.count >= 2 * rules.rules.count)
        for result in results {
            #expect(result.passed, "\(result.rule.path), \(result.name): missing \(result.missing), unexpected \(result.unexpected.map(\.message))")
        }
        for result in report.unless { #expect(result.isNeeded, "\(result.name)") }
        #expect(report.passed && !report.unless.isEmpty)
        #expect(report.coverage.unexercised.map { "\($0.owner): \($0.phrase ?? "")" } == [])
    }
}
