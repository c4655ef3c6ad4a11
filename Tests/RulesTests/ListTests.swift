import Testing

/// What lists match, seen through a rule that forbids them.
@Suite struct ListTests {
    private func expect(_ lists: String, phrases: String = "\"@a\"", atLeast: Double = 1, bad: [String], good: [String]) throws {
        try RulePack.expectExamples(
            rule: #""kind": "forbid", "by": "agent", "phrases": \#(phrases), "at_least": \#(atLeast)"#, lists: lists, bad: bad, good: good)
    }

    @Test func `weights add up to at_least`() throws {
        try expect(
            #""a": ["x", { "phrase": "y", "weight": 0.5 }]"#, atLeast: 1.5, bad: [#"["A: [[x]] y"]"#], good: [#"["A: x"]"#, #"["A: x", "A: y"]"#])
    }

    @Test func `a negative weight counts against`() throws {
        try expect(#""a": ["x", { "phrase": "y", "weight": -1 }]"#, bad: [#"["A: [[x]]"]"#], good: [#"["A: x and y"]"#])
    }

    @Test func `unless protects what it overlaps, and no more`() throws {
        try expect(
            #""a": { "phrases": ["my job"], "unless": ["my job alone"] }"#, bad: [#"["A: not my job alone, not [[my job]]"]"#],
            good: [#"["A: my job alone"]"#])
    }

    @Test func `of overlapping matches the longest counts`() throws {
        try expect(
            #""a": ["sorry", { "phrase": "sorry but no", "weight": -1 }]"#, bad: [#"["A: [[sorry]], really"]"#], good: [#"["A: sorry but no"]"#])
    }

    @Test func `of equally long matches the heaviest counts`() throws {
        try expect(
            #""a": ["appl*", { "phrase": "(apple|apply)", "weight": 3 }]"#, atLeast: 3, bad: [#"["A: [[apple]]"]"#], good: [#"["A: applied"]"#])
    }

    @Test func `a list brings its weights and its unless along`() throws {
        try expect(
            #""a": ["@b", "z"], "b": { "phrases": [{ "phrase": "x", "weight": 2 }], "unless": ["x ray"] }"#, atLeast: 2,
            bad: [#"["A: [[x]]"]"#, #"["A: [[z]] and z"]"#], good: [#"["A: x ray"]"#, #"["A: z"]"#])
    }

    @Test func `a list in the midst of a phrase stands for its phrases`() throws {
        try expect(
            #""a": ["no @b today"], "b": ["(cold|warm) milk", "tea"]"#, bad: [#"["A: [[No warm milk today]]. [[No tea today]]."]"#],
            good: [#"["A: No milk today, no tea"]"#])
    }
}
