import RuleTesting
import Rules
import Testing

@Suite struct VariantTests {
    private func results(_ rule: String, bad: String, good: String = #"["A: ok"]"#) throws -> [ExampleResult] {
        RuleTester.runWithVariants(try TestPack.load(rule, bad: bad, good: good))
    }

    /// What the messages of a variant of the first example are, and its marks as `message:from-to`.
    private func rendition(_ rule: String, bad: String, _ variant: Variant) throws -> (texts: [String], marks: [String])? {
        let result = try results(rule, bad: bad).first { $0.variant == variant && $0.example.name == "bad 1" }
        return result.map { result in
            let marks = result.rendition.marks.map { mark in
                mark.pieces.map { "\($0.message):\($0.span.lowerBound)-\($0.span.upperBound)" }.joined(separator: "|")
            }
            return (result.rendition.transcript.messages.map(\.text), marks)
        }
    }

    @Test func `capitals move the marks with the text`() throws {
        let capitals = try #require(try rendition(TestPack.forbid, bad: #"["A: Straße! [[calm down]]"]"#, .capitals))
        #expect(capitals.texts == ["STRASSE! CALM DOWN"])
        #expect(capitals.marks == ["0:9-18"])
    }

    @Test func `smart quotes open and close`() throws {
        let bad = #"["A: 'so' don't \"[[calm down]]\" (\"ok\")"]"#
        let quotes = try #require(try rendition(TestPack.forbid, bad: bad, .smartQuotes))
        #expect(quotes.texts == ["‘so’ don’t “calm down” (“ok”)"])
        #expect(quotes.marks == ["0:20-29"])
        #expect(try rendition(TestPack.forbid, bad: #"["A: [[calm down]]"]"#, .smartQuotes) == nil)
    }

    @Test func `an emoji is in front, but not of a quote`() throws {
        let emoji = try #require(try rendition(TestPack.forbid, bad: #"["C: > hello", "A: [[calm down]]"]"#, .emoji))
        #expect(emoji.texts == ["> hello", "📦 calm down"])
        #expect(emoji.marks == ["1:0-14"])
    }

    @Test func `a message is split after its sentences`() throws {
        let split = try #require(try rendition(TestPack.forbid, bad: #"["B: One. Two.", "A: Hey. Now [[calm down]]! Please."]"#, .split))
        #expect(split.texts == ["One. Two.", "Hey. ", "Now calm down! ", "Please."])
        #expect(split.marks == ["2:4-13"])
    }

    @Test func `a mark of several sentences becomes one of several messages`() throws {
        let rule = #""kind": "require", "by": "agent", "phrases": "sorry""#
        let split = try #require(try rendition(rule, bad: #"["A: [[One. Two.]]"]"#, .split))
        #expect(split.marks == ["0:0-5|1:0-4"])
        #expect(try results(rule, bad: #"["A: [[One. Two.]]"]"#, good: #"["A: sorry"]"#).allSatisfy { $0.passed })
    }

    @Test func `messages that follow each other are joined`() throws {
        let bad = #"["A: Hey", "A: now [[calm down]]", "C: ok", "A@0:01: a", "A@0:02: b"]"#
        let joined = try #require(try rendition(TestPack.forbid, bad: bad, .joined))
        #expect(joined.texts == ["Hey\nnow calm down", "ok", "a", "b"])
        #expect(joined.marks == ["0:8-17"])
    }

    @Test func `a mark of a whole message becomes one of the joined message`() throws {
        let rule = #""kind": "require", "by": "agent", "phrases": "sorry""#
        let joined = try #require(try rendition(rule, bad: #"["A: One.", "A: [[Two.]]"]"#, .joined))
        #expect(joined.marks == ["0:0-9"])
    }

    @Test(arguments: [
        #""kind": "forbid", "by": "agent", "phrases": "calm down", "max_words": 9"#,
        #""kind": "forbid", "by": "agent", "phrases": ["calm down", { "phrase": "please", "weight": -1 }]"#,
        #""kind": "forbid", "by": "agent", "phrases": "calm down", "unless": [{ "phrases": "please", "in": "message" }]"#,
        #""kind": "forbid", "by": "agent", "phrases": "calm down", "none": [{ "phrases": "please" }]"#,
    ])
    func `a rule that looks at single messages is not split and joined`(rule: String) throws {
        let results = try results(rule, bad: #"["A: Hey. [[calm down]]", "A: now"]"#)
        #expect(results.compactMap(\.variant).contains(.capitals))
        #expect(!results.contains { $0.variant == .split || $0.variant == .joined })
    }

    @Test(arguments: [
        #""kind": "require", "by": "agent", "phrases": [{ "phrase": "sorry", "weight": 2 }]"#,
        #""kind": "measure", "by": "agent", "metric": "words", "lt": 100"#,
        #""kind": "repeat", "by": "agent", "similar": 0.9"#,
    ])
    func `so it is for weights, measures and likeness`(rule: String) throws {
        let twice = #"["A: It is late. So it is.", "A: [[It is late. So it is.]]"]"#
        let bad = rule.contains("repeat") ? twice : #"["A: Hey. You.", "A: [[Now. Then.]]"]"#
        let results = try results(rule, bad: bad, good: #"["C: sorry"]"#)
        #expect(results.allSatisfy { $0.passed })
        #expect(results.contains { $0.variant == .capitals })
        #expect(!results.contains { $0.variant == .split || $0.variant == .joined })
    }

    @Test func `a rule that looks at turns is split and joined`() throws {
        let rule = #""kind": "follow", "trigger": { "by": "customer", "phrases": "hi", "per": "turn", "none": [{ "phrases": "bye" }] }, "#
            + #""response": { "by": "agent", "phrases": "hello" }"#
        let results = try results(rule, bad: #"["C: Hi. You.", "A: [[What. Now.]]", "A: So."]"#)
        #expect(results.filter { $0.variant == .split || $0.variant == .joined }.count == 2)
        #expect(results.allSatisfy { $0.passed })
    }

    @Test func `a conversation that would be another one for the rule is left out`() throws {
        let results = try results(
            TestPack.forbid + #", "when": { "min_messages": 2 }"#, bad: #"["C: hi", "A: [[calm down]]"]"#, good: #"["A: Please. Calm down."]"#)
        #expect(!results.contains { $0.example.verdict == .good && $0.variant == .split })
    }

    @Test func `capitals are left out where the pack looks for them`() throws {
        let results = try results(
            #""kind": "forbid", "by": "agent", "phrases": ["calm down", "(<shout>|oh) now"]"#, bad: #"["A: [[calm down]]"]"#)
        #expect(results.compactMap(\.variant).allSatisfy { $0 != .capitals })
    }

    @Test func `an example that fails has no variants`() throws {
        let results = try results(TestPack.forbid, bad: #"["A: [[calm]] [[down]]"]"#)
        #expect(results.filter { $0.example.name == "bad 1" }.map(\.variant) == [nil])
    }

    @Test func `a variant that fails says which it is`() throws {
        let results = try results(#""kind": "forbid", "by": "agent", "phrases": "<sad-emoji>""#, bad: #"["A: so [[:'(]]"]"#)
        let failed = results.filter { !$0.passed }
        #expect(failed.map(\.name) == ["bad 1 (smart-quotes)"])
        #expect(failed.flatMap(\.diagnostics).map(\.message) == ["test/rule, bad 1 (smart-quotes): the rule finds nothing at “:’(”"])
    }
}
