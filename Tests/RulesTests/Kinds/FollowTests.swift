import Testing

@Suite struct FollowTests {
    private let base = #"""
        "kind": "follow", "trigger": { "by": "customer", "phrases": "fed up" }, "response": { "by": "agent", "phrases": "sorry" }
        """#

    @Test func `the reply must respond`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 1 }"#,
            bad: [
                #"["C: I'm fed up.", "A: [[Please hold.]]", "C: ok", "A: Sorry."]"#,
                #"["C: fed up", "B: Sorry", "N: Sorry", "S: Sorry", "A: [[Yes?]]"]"#,
                #"["A: Sorry", "C: fed up", "A: [[Yes?]]"]"#,
            ],
            good: [
                #"["C: I'm fed up.", "C: Hello?", "A: One moment.", "A: Sorry, I was reading the notes."]"#,
                #"["C: fed up"]"#, #"["C: fed up", "B: Hm", "C: Hello?"]"#, #"["C: fine", "A: ok"]"#,
            ])
    }

    @Test func `one obligation for each trigger turn`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 1 }"#,
            bad: [#"["C: fed up", "C: so fed up", "A: [[x]]", "C: fed up!", "A: [[y]]"]"#], good: [#"["C: fed up", "C: fed up", "A: sorry"]"#])
    }

    @Test func `two turns to respond in`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 2 }"#,
            bad: [#"["C: fed up", "A: [[x]]", "C: y", "A: z", "C: w", "A: sorry"]"#, #"["C: fed up", "A: [[x]]"]"#],
            good: [#"["C: fed up", "A: x", "C: y", "A: sorry"]"#])
    }

    @Test func `time closes the window too`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 1, "time": "10m" }"#,
            bad: [#"["C@0:00 fed up", "A@1:00 [[x]]", "A@11:00 sorry"]"#],
            good: [
                #"["C@0:00 fed up", "A@10:00 sorry"]"#,
                // Without times a time window does not apply.
                #"["C: fed up", "A: x", "A: sorry"]"#,
                // Nobody answered within the window: another rule's business.
                #"["C@0:00 fed up", "A@11:00 sorry"]"#,
            ])
    }

    @Test func `cancelled before the response`() throws {
        try RulePack.expectExamples(
            rule: base + #", "cancel": { "by": "customer", "phrases": "never mind" }"#,
            bad: [#"["C: fed up", "A: [[x]]", "C: hm"]"#], good: [#"["C: fed up", "A: x", "C: never mind"]"#])
    }

    @Test func `at the end of the transcript`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 2 }, "at_end": "missed""#, bad: [#"["C: I'm [[fed up]]."]"#], good: [#"["C: fed up", "A: sorry"]"#])
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 2 }, "at_end": "ignored""#, bad: [#"["C: fed up", "A: [[x]]", "C: y", "A: z"]"#],
            good: [#"["C: fed up", "A: x"]"#])
    }

    @Test func `pending while the conversation goes on`() throws {
        try RulePack.expectExamples(
            rule: base + #", "at_end": "missed""#, bad: [#"{ "meta": { "state": "closed" }, "lines": ["C: [[fed up]]"] }"#],
            good: [#"{ "meta": { "state": "open" }, "lines": ["C: fed up", "A: x"] }"#])
    }

    @Test func `anchored at the trigger`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 1 }, "anchor": "trigger""#, bad: [#"["C: I'm [[fed up]].", "A: x"]"#], good: [#"["C: x"]"#])
    }

    @Test func `a promise may be kept in the same turn, or message`() throws {
        try RulePack.expectExamples(
            rule: #"""
                "kind": "follow", "trigger": { "by": "agent", "phrases": "let me check" }, "response": { "by": "agent", "phrases": "found it" },
                "at_end": "missed", "anchor": "trigger"
                """#,
            bad: [#"["A: Found it. [[Let me check]] again."]"#], good: [#"["A: Let me check.", "A: Found it."]"#, #"["A: Let me check. Thanks for waiting, I found it."]"#])
    }

    @Test func `a silence within one side's messages starts a new turn`() throws {
        try RulePack.expectExamples(
            rule: base + #", "within": { "turns": 1 }"#, bad: [#"["C@0:00 fed up", "A@1:00 [[x]]", "A@59:00 sorry"]"#],
            good: [#"["C@0:00 fed up", "A@1:00 x", "A@20:00 sorry"]"#], head: #", "turn_gap": "30m""#)
    }
}
