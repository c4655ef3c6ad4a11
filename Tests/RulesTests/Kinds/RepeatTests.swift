import Testing

@Suite struct RepeatTests {
    @Test func `words of one list, so many times`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "repeat", "by": "agent", "phrases": ["policy", "terms"], "min": 3"#,
            bad: [#"["A: Our policy.", "C: policy", "A: The terms say so.", "A: [[Policy]] is policy."]"#],
            good: [#"["A: Our policy. The terms.", "C: policy"]"#])
    }

    @Test func `messages of nearly the same words`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "repeat", "by": "customer", "similar": 0.6"#,
            bad: [
                #"["C: When will my parcel arrive?", "A: Hello", "C: [[So when will my parcel arrive?]]"]"#,
                #"["C: Where is it please now?", "C: When will my parcel arrive?", "C: [[where is it PLEASE now]]", "C: [[When will my parcel arrive!]]"]"#,
            ],
            good: [
                #"["C: When will my parcel arrive?", "C: My parcel is green and heavy."]"#, #"["C: Hello?", "C: Hello?"]"#,
                #"["A: When will my parcel arrive?", "C: When will my parcel arrive?"]"#,
            ])
    }

    @Test func `the finding is at the last of the fewest`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "repeat", "by": "agent", "phrases": "policy""#,
            bad: [#"["A: policy, [[policy]], policy"]"#], good: [#"["A: policy"]"#])
    }

    @Test func `either phrases or similar`() throws {
        for keys in [#""min": 2"#, #""phrases": "x", "similar": 0.5"#] {
            let text = RulePack.json(rule: #""kind": "repeat", "by": "agent", \#(keys)"#, bad: [#"["A: [[x]]"]"#], good: [#"["A: y"]"#])
            #expect(RulePack.reports(text).contains { $0.contains("missing-key") })
        }
    }
}
