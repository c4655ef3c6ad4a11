import RuleTesting
import Testing

@Suite struct CoverageTests {
    @Test func `phrases without an example are listed where they stand`() throws {
        let lists = #""calm": { "phrases": ["calm down", "relax", "@more"], "unless": ["please relax"] }, "more": ["chill", "settle"]"#
        let rules = try TestPack.load(
            #""kind": "forbid", "by": "agent", "phrases": ["@calm", "(whatever|enough)"]"#, lists: lists,
            bad: #"["A: [[calm down]]. [[Chill]]! [[Enough]]"]"#, good: #"["A: ok"]"#)
        let coverage = Coverage(of: rules)
        #expect(coverage.phrases.map(\.phrase) == ["calm down", "relax", "please relax", "chill", "settle", "(whatever|enough)"])
        #expect(coverage.unexercised.map { "\($0.owner): \($0.phrase ?? "") \($0.pointer)" } == [
            "list calm: relax /lists/calm/phrases/1", "list calm: please relax /lists/calm/unless/0", "list more: settle /lists/more/1",
        ])
    }

    @Test func `the same phrase in two places is two phrases`() throws {
        let rules = try TestPack.load(
            #""kind": "forbid", "by": "agent", "phrases": "calm down", "after": { "by": "customer", "phrases": "calm down" }"#,
            bad: #"["C: calm down", "A: [[calm down]]"]"#, good: #"["A: ok"]"#)
        let coverage = Coverage(of: rules)
        #expect(coverage.phrases.count == 2)
        #expect(coverage.unexercised.isEmpty)
    }
}
