import Testing

@Suite struct ForbidTests {
    @Test func `each match is a finding`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": ["calm down", "not my (job|problem)"]"#,
            bad: [#"["A: Please [[calm down]]. It is [[not my job]]."]"#],
            good: [#"["C: calm down", "B: calm down", "N: calm down", "A: Hello"]"#])
    }

    @Test func `with a threshold the unit is one finding, at its heaviest match`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": ["well", { "phrase": "obviously", "weight": 1.5 }], "at_least": 2"#,
            bad: [#"["A: Well, [[obviously]] not."]"#], good: [#"["A: Well.", "A: Obviously."]"#])
    }

    @Test func `summed over a turn`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": ["well", { "phrase": "obviously", "weight": 1.5 }], "at_least": 2, "per": "turn""#,
            bad: [#"["A: Well.", "A: [[Obviously]]."]"#], good: [#"["A: Well.", "C: What?", "A: Obviously."]"#])
    }

    @Test func `only after something`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "great", "after": { "by": "customer", "phrases": "broken" }"#,
            bad: [#"["C: It is broken", "A: [[Great]]"]"#], good: [#"["A: Great", "C: It is broken"]"#])
    }

    @Test func `only before something`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "your password", "before": { "by": "agent", "phrases": "verified" }"#,
            bad: [#"["A: [[Your password]]?", "A: You are verified"]"#], good: [#"["A: You are verified", "A: Your password?"]"#])
    }

    @Test func `unless phrases protect what they overlap`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "not my job", "unless": "not my job alone""#,
            bad: [#"["A: It is [[not my job]]."]"#], good: [#"["A: It is not my job alone."]"#])
    }

    @Test func `unless objects protect by context`() throws {
        let scopes = [
            ("message", #"["A: Sorry, calm down"]"#, #"["A: Sorry", "A: [[calm down]]"]"#),
            ("turn", #"["A: Sorry", "A: calm down"]"#, #"["A: Sorry", "C: ok", "A: [[calm down]]"]"#),
            ("previous_turn", #"["C: Sorry", "A: calm down"]"#, #"["C: Sorry", "A: ok", "C: hm", "A: [[calm down]]"]"#),
            ("transcript", #"["C: Sorry", "A: ok", "C: hm", "A: calm down"]"#, #"["A: [[calm down]]"]"#),
        ]
        for (scope, silent, loud) in scopes {
            try RulePack.expectExamples(
                rule: #""kind": "forbid", "by": "agent", "phrases": "calm down", "unless": { "phrases": "sorry", "in": "\#(scope)" }"#,
                bad: [loud], good: [silent])
        }
    }

    @Test func `limit bounds the findings of a transcript`() throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "calm down", "limit": 1"#,
            bad: [#"["A: [[Calm down]]. Calm down."]"#], good: [#"["A: ok"]"#])
    }

    @Test func `when chooses transcripts`() throws {
        let line = #""lines": ["C: a", "A: calm down"]"#
        let marked = #""lines": ["C: a", "A: [[calm down]]"]"#
        let cases = [
            (#""channel": ["chat", "sms"]"#, #""channel": "chat""#, #""channel": "email""#),
            (#""state": "closed""#, #""state": "closed""#, #""state": "open""#),
            (#""queue": "billing""#, #""queue": "billing""#, #""queue": "sales""#),
            (#""language": "en""#, #""language": "en-GB""#, #""queue": "x""#),
            (#""tags": { "any": ["vip"], "none": ["test"] }"#, #""tags": ["vip"]"#, #""tags": ["vip", "test"]"#),
        ]
        for (when, fits, fitsNot) in cases {
            try RulePack.expectExamples(
                rule: #""kind": "forbid", "by": "agent", "phrases": "calm down", "when": { \#(when) }"#,
                bad: [#"{ "meta": { \#(fits) }, \#(marked) }"#], good: [#"{ "meta": { \#(fitsNot) }, \#(line) }"#])
        }
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": "calm down", "when": { "min_messages": 2, "last_by": "agent" }"#,
            bad: [#"["C: a", "A: [[calm down]]"]"#], good: [#"["A: calm down"]"#, #"["A: calm down", "C: a"]"#])
    }
}
