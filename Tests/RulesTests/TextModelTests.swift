import Testing

/// What the language's page says of messages, turns and replies, seen through rules.
@Suite struct TextModelTests {
    private static let follow = #""kind": "follow", "trigger": { "by": "customer", "phrases": "fed up" }, "#
        + #""response": { "by": "agent", "phrases": "sorry" }"#
    private static let forbid = #""kind": "forbid", "by": "agent", "phrases": "calm down""#

    @Test func `a turn is a run of messages by one side`() throws {
        try RulePack.expectExamples(
            rule: Self.follow + #", "within": { "turns": 1 }"#, bad: [#"["C: fed up", "A: [[ok]]", "C: hm", "A: sorry"]"#],
            good: [#"["C: fed up", "C: hm", "A: ok", "A: sorry"]"#])
    }

    @Test func `bot, system and note messages do not break a turn`() throws {
        try RulePack.expectExamples(
            rule: Self.follow + #", "within": { "turns": 1 }"#, bad: [#"["C: fed up", "A: [[ok]]", "C: hm", "B: x", "A: sorry"]"#],
            good: [#"["C: fed up", "A: ok", "B: x", "S: x", "N: x", "A: sorry"]"#])
    }

    @Test func `they never trigger a rule and never satisfy one, unless a selector asks for them by role`() throws {
        try RulePack.expectExamples(
            rule: Self.forbid, bad: [#"["A: [[calm down]]"]"#], good: [#"["B: calm down", "S: calm down", "N: calm down"]"#])
        try RulePack.expectExamples(
            rule: Self.follow, bad: [#"["C: fed up", "B: sorry", "N: sorry", "A: [[ok]]", "S: sorry"]"#], good: [#"["B: fed up", "A: ok"]"#])
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": ["bot", "note"], "phrases": "calm down""#, bad: [#"["B: [[calm down]]", "N: [[calm down]]"]"#],
            good: [#"["A: calm down", "S: calm down"]"#])
    }

    @Test func `a silence longer than turn_gap within one side starts a new turn; by default none does`() throws {
        let rule = Self.follow + #", "within": { "turns": 1 }"#
        try RulePack.expectExamples(
            rule: rule, bad: [#"["C@0:00 fed up", "A@0:10 [[ok]]", "A@9:00:00 sorry"]"#],
            good: [#"["C@0:00 fed up", "A@0:10 ok", "A@0:20 sorry"]"#],
            head: #", "turn_gap": "30m""#)
        try RulePack.expectExamples(
            rule: rule, bad: [#"["C: fed up", "A: [[ok]]"]"#], good: [#"["C@0:00 fed up", "A@0:10 ok", "A@9:00:00 sorry"]"#])
    }

    @Test func `whoever of the agents says it first, satisfies`() throws {
        try RulePack.expectExamples(
            rule: Self.follow + #", "within": { "turns": 1 }"#, bad: [#"["C: fed up", "A: [[ok]]"]"#],
            good: [#"["C: fed up", "A: ok", "A: This is the team lead: sorry"]"#])
    }

    @Test func `positions are byte offsets, beside the quoted words themselves`() throws {
        try RulePack.expectExamples(rule: Self.forbid, bad: [#"["A: Ünd 😀 [[Calm DOWN]], é"]"#], good: [#"["A: calm"]"#])
    }
}
