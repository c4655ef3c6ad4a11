import Testing

@Suite struct RequireTests {
    private let rule = #""kind": "require", "by": "agent", "phrases": "anything else""#

    @Test func `said anywhere is enough`() throws {
        try RulePack.expectExamples(
            rule: rule, bad: [#"["A: Hello", "A: [[Bye]]", "C: Anything else?"]"#],
            good: [#"["A: Anything else?", "C: no", "A: Bye"]"#, #"["C: nobody answers"]"#])
    }

    @Test func `said in the last turns`() throws {
        try RulePack.expectExamples(
            rule: rule + #", "where": { "last_turns": 1 }"#,
            bad: [#"["A: Anything else?", "C: no", "A: [[Bye]]"]"#, #"["A: Anything else?", "C: no", "A: [[Bye]]", "C: hm"]"#],
            good: [#"["A: x", "C: y", "A: Anything else?", "S: closed", "A: Bye"]"#])
    }

    @Test func `said in the first turn`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "require", "by": "agent", "phrases": "hello", "where": { "first_turns": 1 }"#,
            bad: [#"["C: hello", "A: [[What?]]", "C: x", "A: hello"]"#], good: [#"["C: x", "A: Hello", "C: y", "A: z"]"#])
    }

    @Test func `the end of a conversation that goes on is pending`() throws {
        try RulePack.expectExamples(
            rule: rule + #", "where": { "last_turns": 1 }"#, bad: [#"{ "meta": { "state": "closed" }, "lines": ["A: [[Bye]]"] }"#],
            good: [#"{ "meta": { "state": "open" }, "lines": ["A: Bye"] }"#, #"{ "meta": { "state": "pending" }, "lines": ["A: Bye"] }"#])
    }
}
