import RuleTesting
import Testing

@Suite struct UnlessTests {
    private func unless(_ rule: String, lists: String = "", bad: String = #"["A: [[calm down]]"]"#, good: String) throws -> [String: Bool] {
        let report = TestReport(try TestPack.load(rule, lists: lists, bad: bad, good: good))
        #expect(report.passed == (report.unless.allSatisfy { $0.isNeeded } && report.examples.allSatisfy { $0.passed }))
        return Dictionary(uniqueKeysWithValues: report.unless.map { ($0.place.pointer, $0.isNeeded) })
    }

    @Test func `a list's entries are needed each by itself`() throws {
        let lists = #""calm": { "phrases": "calm down", "unless": ["do calm down", "then calm down", "then calm"] }"#
        let needed = try unless(
            #""kind": "forbid", "by": "agent", "phrases": "@calm""#, lists: lists, good: #"["A: do calm down"], ["A: then calm down"]"#)
        #expect(needed == ["/lists/calm/unless/0": true, "/lists/calm/unless/1": false, "/lists/calm/unless/2": false])
    }

    @Test func `a rule's phrases and contexts are needed`() throws {
        let rule = TestPack.forbid + #", "unless": ["do calm down", { "phrases": "please", "in": "turn" }, { "phrases": "joke", "in": "turn" }]"#
        let needed = try unless(rule, good: #"["A: do calm down"], ["A: please", "A: calm down"]"#)
        #expect(needed == ["/rules/rule/unless/0": true, "/rules/rule/unless/1": true, "/rules/rule/unless/2": false])
    }

    @Test func `a list within an unless is one entry`() throws {
        let lists = #""soft": ["@softer", "kindly calm"], "softer": ["do calm"], "none": ["now calm"], "#
            + #""calm": { "phrases": "calm down", "unless": ["@soft", "@none"] }"#
        let needed = try unless(
            #""kind": "forbid", "by": "agent", "phrases": "@calm""#, lists: lists, good: #"["A: do calm down"]"#)
        #expect(needed == ["/lists/calm/unless/0": true, "/lists/calm/unless/1": false])
    }

    @Test func `an entry that lets a bad example fire is needed`() throws {
        let needed = try unless(
            #""kind": "require", "by": "agent", "phrases": "sorry", "unless": ["not sorry"]"#, bad: #"["A: [[not sorry]]"]"#, good: #"["A: sorry"]"#)
        #expect(needed == ["/rules/rule/unless/0": true])
    }

    @Test func `what needs no unless says so where it stands`() throws {
        let report = TestReport(try TestPack.load(TestPack.forbid + #", "unless": "so calm""#, bad: #"["A: [[calm down]]"]"#, good: #"["A: ok"]"#))
        let diagnostic = try #require(report.unless.flatMap(\.diagnostics).first)
        #expect(diagnostic.code == "unneeded-unless")
        #expect(diagnostic.message == "rule rule: unless “so calm”: no example fails without it")
        #expect(diagnostic.place?.pointer == "/rules/rule/unless" && diagnostic.place?.line == 4)
        #expect(!report.passed)
    }

    @Test func `an example that does not hold proves nothing`() throws {
        let report = TestReport(
            try TestPack.load(
                TestPack.forbid + #", "unless": "do calm""#, bad: #"["A: [[calm down]]"]"#,
                good: #"["A: do calm down", "A: calm down"], { "todo": true, "lines": ["A: do calm down", "A: calm down"] }"#))
        #expect(report.unless.map(\.isNeeded) == [false])
    }
}
