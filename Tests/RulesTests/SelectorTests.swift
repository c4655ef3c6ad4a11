import Testing

/// What selectors select, seen through a rule that forbids it.
@Suite struct SelectorTests {
    private func expect(_ selector: String, bad: [String], good: [String]) throws {
        try RulePack.expectExamples(rule: #""kind": "forbid", \#(selector)"#, bad: bad, good: good)
    }

    @Test func `by names one speaker or several`() throws {
        try expect(
            #""by": ["bot", "note"], "phrases": "x""#, bad: [#"["B: [[x]]", "N: [[x]]"]"#], good: [#"["A: x", "C: x", "S: x"]"#])
    }

    @Test func `first_turns and last_turns count the speaker's turns`() throws {
        try expect(
            #""by": "agent", "phrases": "x", "first_turns": 1"#, bad: [#"["C: hi", "A: hi", "B: hi", "A: [[x]]", "C: x", "A: x"]"#],
            good: [#"["A: hi", "C: hi", "A: x"]"#])
        try expect(
            #""by": "agent", "phrases": "x", "last_turns": 2"#, bad: [#"["A: x", "C: y", "A: [[x]]", "C: y", "A: [[x]]", "C: z"]"#],
            good: [#"["A: x", "C: a", "A: b", "C: c", "A: d"]"#])
    }

    @Test func `sentence looks at the kind of the sentence that matches`() throws {
        try expect(
            #""by": "agent", "phrases": "ready", "sentence": "question""#, bad: [#"["A: It is ready. Are you [[ready]]?"]"#],
            good: [#"["A: It is ready. Really?"]"#])
    }

    @Test func `min_words and max_words bound the message`() throws {
        try expect(
            #""by": "agent", "phrases": "ok", "max_words": 2"#, bad: [#"["A: [[ok]] then"]"#], good: [#"["A: ok, I will do that"]"#])
        try expect(
            #""by": "agent", "phrases": "ok", "min_words": 3"#, bad: [#"["A: [[ok]], I will"]"#], good: [#"["A: ok then"]"#])
    }

    @Test func `any, all and none hold for the same message`() throws {
        try expect(
            #""by": "agent", "phrases": "x", "any": [{ "phrases": "a" }, { "phrases": "b" }]"#, bad: [#"["A: [[x]] b"]"#],
            good: [#"["A: x", "A: a"]"#])
        try expect(
            #""by": "agent", "phrases": "x", "all": [{ "phrases": "a" }, { "phrases": "b" }]"#, bad: [#"["A: b [[x]] a"]"#], good: [#"["A: x a"]"#])
        try expect(
            #""by": "agent", "phrases": "x", "none": [{ "phrases": "a" }]"#, bad: [#"["A: [[x]]", "A: a"]"#], good: [#"["A: x a"]"#])
    }

    @Test func `first_turns and last_turns count within any, all and none, too`() throws {
        try expect(
            #""by": "agent", "phrases": "x", "none": [{ "phrases": "x", "first_turns": 1 }]"#, bad: [#"["A: x", "C: ?", "A: [[x]]"]"#],
            good: [#"["A: x", "C: ?", "A: y"]"#])
        try expect(
            #""by": "agent", "phrases": "x", "all": [{ "phrases": "x", "last_turns": 1 }]"#, bad: [#"["A: x", "C: ?", "A: [[x]]"]"#],
            good: [#"["A: x", "C: ?", "A: y"]"#])
    }

    @Test func `quoted history is nobody's speech`() throws {
        try expect(#""by": "agent", "phrases": "calm down""#, bad: [#"["A: [[calm down]]\n> calm down"]"#], good: [#"["A: > calm down\nok"]"#])
    }
}
