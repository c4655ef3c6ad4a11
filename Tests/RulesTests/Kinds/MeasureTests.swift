import Diagnostics
import Testing

@testable import Rules

@Suite struct MeasureTests {
    private func expect(_ keys: String, bad: [String], good: [String]) throws {
        try RulePack.expectExamples(rule: #""kind": "measure", \#(keys)"#, bad: bad, good: good)
    }

    @Test func `reply_seconds looks at each reply`() throws {
        try expect(
            #""metric": "reply_seconds", "gt": 60"#,
            bad: [#"["C@0:00 a", "C@0:50 b", "A@1:30 [[c]]", "C@2:00 d", "A@2:30 e", "C@3:00 f", "A@9:00 [[g]]"]"#],
            good: [#"["C@0:00 a", "A@1:00 b"]"#, #"["C: a", "A: b"]"#, #"["A@0:00 a", "C@1:00 b"]"#])
    }

    @Test func `first_reply_seconds looks at the first`() throws {
        try expect(
            #""metric": "first_reply_seconds", "gt": 60"#, bad: [#"["C@0:00 a", "B@0:01 auto", "A@5:00 [[b]]"]"#],
            good: [#"["C@0:00 a", "A@0:10 b", "C@1:00 c", "A@9:00 d"]"#])
    }

    @Test func `longest_wait_seconds finds the longest`() throws {
        try expect(
            #""metric": "longest_wait_seconds", "gt": 60"#, bad: [#"["C@0:00 a", "A@2:00 b", "C@3:00 c", "A@9:00 [[d]]", "C@9:10 e"]"#],
            good: [#"["C@0:00 a", "A@0:30 b"]"#])
    }

    @Test func `words, messages, questions and turns are counted by speaker`() throws {
        try expect(#""metric": "words", "by": "agent", "lt": 3"#, bad: [#"["A: [[Not yet]]"]"#], good: [#"["A: Not", "A: yet there"]"#, #"["C: no"]"#])
        try expect(#""metric": "messages", "by": "customer", "gt": 2"#, bad: [#"["C: a", "C: b", "C: [[c]]", "A: d"]"#], good: [#"["C: a", "A: b"]"#])
        try expect(#""metric": "questions", "gt": 1"#, bad: [#"["A: Who? Where?", "A: [[Yes.]]"]"#], good: [#"["A: Who? There."]"#])
        try expect(#""metric": "turns", "gt": 1"#, bad: [#"["A: a", "C: b", "A: c", "A: [[d]]"]"#], good: [#"["A: a", "A: b"]"#])
    }

    @Test func `per message`() throws {
        try expect(
            #""metric": "questions", "per": "message", "gt": 1"#, bad: [#"["A: [[Who? Where?]]", "A: Who?", "A: [[What? Why?]]"]"#],
            good: [#"["A: Who?", "A: Where?"]"#])
    }

    @Test func `ratios of two`() throws {
        try expect(
            #""metric": { "ratio": [{ "metric": "words", "by": "agent" }, { "metric": "words", "by": "customer" }] }, "gt": 3"#,
            bad: [#"["C: Why though?", "A: [[one two three four five six seven]]"]"#],
            good: [#"["C: Why though?", "A: one two three four five six"]"#, #"["A: nobody there to talk to"]"#])
    }

    @Test(arguments: [
        (#""metric": "speed", "gt": 1"#, "unknown-word"), (#""metric": "words""#, "missing-key"),
        (#""metric": "turns", "per": "message", "gt": 1"#, "bad-metric"), (#""metric": { "ratio": [] }, "gt": 1"#, "bad-metric"),
        (#""metric": "words", "gt": 1, "unless": "x""#, "unused-unless"),
    ])
    func `says what is wrong`(keys: String, code: String) {
        let text = RulePack.json(rule: #""kind": "measure", \#(keys)"#, bad: [#"["A: [[x]]"]"#], good: [#"["A: y"]"#])
        #expect(RulePack.reports(text).contains { $0.contains(code) })
    }

    @Test(arguments: [
        (0, "0 s"), (45.4, "45 s"), (60, "1 min"), (185, "3 min 5 s"), (7_800, "2 h 10 min"), (7_205, "2 h"), (100_800, "1 d 4 h"), (-90, "-1 min 30 s"),
        (.infinity, "a very long time"),
    ])
    func `times have a text`(seconds: Double, text: String) {
        #expect(Duration.text(seconds: seconds) == text)
    }
}
