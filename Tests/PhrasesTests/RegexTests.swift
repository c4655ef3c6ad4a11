import Phrases
import TestSupport
import Testing

/// Regular expressions among the phrases of a matcher.
@Suite struct RegexTests {
    private func scan(_ expressions: [String], phrases: [String] = [], in text: String) throws -> TextScan {
        let all = try expressions.map { Phrase(try RegularExpression(parsing: $0)) } + phrases.map { try Phrase(parsing: $0) }
        return try PhraseMatcher(all).scan(text)
    }

    private func quotes(_ expression: String, in text: String) throws -> [String] {
        try scan([expression], in: text).matches.map { text.bytes($0.span) }
    }

    @Test func theTextAsItStandsWithoutRegardToCase() throws {
        #expect(try quotes(#"case-\d+"#, in: "CASE-12, Case-7 and case 9") == ["CASE-12", "Case-7"])
        #expect(try quotes("don['’]t", in: "Don’t. DON'T! dont") == ["Don’t", "DON'T"])
        #expect(try quotes("über", in: "ÜBER über uber") == ["ÜBER", "über"])
        #expect(try quotes(#"(?-i:[A-Z]{2})\d"#, in: "AB1 ab1") == ["AB1"])
    }

    @Test func leftmostLongestAndNoneOverlap() throws {
        #expect(try quotes(#"\d+"#, in: "12 345") == ["12", "345"])
        #expect(try quotes("sorry( about that)?", in: "sorry, sorry about that") == ["sorry", "sorry about that"])
        #expect(try quotes("(abc|bcdef)", in: "abcdef") == ["abc"])
        #expect(try quotes("aba+", in: "ababaa") == ["aba"])
    }

    @Test func linesHaveAStartAndAnEnd() throws {
        #expect(try quotes("^sorry", in: "sorry sorry\nsorry") == ["sorry", "sorry"])
        #expect(try quotes("bye$", in: "bye bye\ngoodbye") == ["bye", "bye"])
    }

    @Test func whatTouchesQuotedTextIsNoMatch() throws {
        #expect(try quotes(#"ref\d+"#, in: "> ref1\nref2\n```ref3``` ref4\nOn 1 May 2026 Jo wrote:\nref5") == ["ref2", "ref4"])
        #expect(try quotes(#"one\s+> two"#, in: "one\n> two") == [])
        #expect(try quotes(#"```\w+"#, in: "a ```b``` c") == [])
        #expect(try quotes(#"ref\d[^x]*"#, in: "> ref1\nref2") == ["ref2"], "what is quoted hides nothing that is not")
    }

    @Test func sentencesAndWords() throws {
        let text = "I can't. Is it #12-34? @jo: (see 5)"
        let found = try scan([#"#\d+-\d+"#, #"@[a-z]+:"#, #"can.t\. is"#, #"\(see"#], in: text)
        #expect(found.matches.map { text.bytes($0.span) } == ["can't. Is", "#12-34", "@jo:", "(see"])
        #expect(found.matches.map(\.sentence) == [0, 1, 2, 2])
        #expect(found.matches.map(\.words) == [1..<4, 5..<6, 6..<6, 6..<7])
        #expect(found.words == 8)
    }

    @Test func signsAloneAreASentenceWhereSomebodyAsksForThem() throws {
        let found = try scan(["[*]{3}"], in: " *** ")
        #expect(found.sentences == [Sentence(span: 1..<4, kind: .statement)])
        #expect(found.matches.map(\.sentence) == [0])
    }

    @Test func besidePhrasesInTheOrderOfTheText() throws {
        let found = try scan([#"\d{3}"#, "sorry"], phrases: ["sorry", "so sorry"], in: "so sorry 123")
        #expect(found.matches.map(\.phrase) == [3, 1, 2, 0])
    }

    @Test func neverOfZeroLength() throws {
        for source in ["(abc)?", "a*", #"\d*"#, "", "^", "$", #"\b"#] {
            let error = #expect(throws: PhraseError.self) { try RegularExpression(parsing: source) }
            #expect(error?.code == "regex-too-broad", "\(source)")
        }
    }

    @Test(arguments: [
        "abc", #"\d"#, "[0-9]+", "[!?]{2}", "a{3}", "(abc|[0-9])", #"\w+@abc"#, "x?abc", "(?i:abc)", #"\Qa.abc\E"#, "[[:digit:]]", "退款",
        "(?#no)abc",
        "(?P<name>abc)", "[]^]x", "ab(c)abc", "(a(b(cde)+))", "#a", #"a\.b"#,
    ])
    func whatCanBeSearchedFor(_ source: String) throws { #expect(try RegularExpression(parsing: source).source == source) }

    @Test(arguments: [
        "ab", "a.b", #"\w+"#, ".+", "[a-z]+", "[^0-9]", #"\s"#, "(abc|x)", "ab?cd", "(abc)?x", "(abc){0,3}x", #"\p{L}x"#, "a b c", "[ ]",
        "(?#abc)x",
        #"\bab"#, #"ab\n"#, "(a|#)", "x[[:alpha:]]", "aa+b", "退",
    ])
    func whatIsTooBroad(_ source: String) {
        let error = #expect(throws: PhraseError.self) { try RegularExpression(parsing: source) }
        #expect(error?.code == "regex-too-broad")
    }

    /// The golden file shows each mistake as an author sees it.
    @Test func everyMistake() throws {
        let sources = [
            "(abc", "abc)", "abc[d", "abc{5,2}", "*abc", #"abc\1"#, #"(abc)\1"#, "(?=x)abc", "(?<!é)abc", "(?>abc)", "abc++", #"é\Kabc"#,
            #"abc\p{Lx}"#,
            "(?R)", "abc\u{0}d", "abc.{1,90000}", #"(\w{1,100}\W{1,100}){1,5}\d"#, "(abc)?", "a.b", String(repeating: "abc ", count: 257),
        ]
        var report = ""
        for source in sources {
            let error = try #require(#expect(throws: PhraseError.self) { try RegularExpression(parsing: source) })
            report += "\(source.count > 80 ? "\(source.prefix(20))…" : source.replacing("\0", with: "␀"))\n"
            report += "\(error.range) \(error.code): \(error.message)\n  \(error.help)\n\n"
        }
        try expectGolden("regex-errors.txt", report)
    }

    @Test func aListWithARegularExpressionStandsAlone() throws {
        let lists = ["ids": [Phrase(try RegularExpression(parsing: "abc"))]]
        let error = #expect(throws: PhraseMatcherError.self) {
            try PhraseMatcher([Phrase(parsing: "x"), Phrase(parsing: "the @ids")]) { lists[$0] ?? [] }
        }
        #expect(error?.phrase == 1)
        #expect(error?.reason.code == "regex-in-phrase")
    }

    @Test func moreThanThereMayBe() throws {
        let many = try (0...256).map { Phrase(try RegularExpression(parsing: "abc\($0)")) }
        let error = #expect(throws: PhraseMatcherError.self) { try PhraseMatcher(many) }
        #expect(error?.phrase == 256)
        #expect(error?.reason.code == "regex-too-large")
        #expect(try PhraseMatcher(Array(many.dropLast())).scan("abc255").matches.count == 3)
    }

    /// That it ends is what it says: a matcher that goes back would take longer than there is time.
    @Test(arguments: ["(aaa+)+$", "(a|aa)+[0-9]", "(aaa*)*b[0-9]", #"\d+(\w+\s?)+$"#, "aaa.*aaa.*aaa"])
    func hostileTextsTakeLinearTime(_ source: String) throws {
        let matcher = try PhraseMatcher([Phrase(try RegularExpression(parsing: source))])
        let text = String(repeating: "a", count: 200_000) + "!"
        #expect(matcher.scan(text).matches.count <= 1)
        #expect(matcher.scan(String(repeating: "a1 ", count: 70_000) + "!").matches.count <= 70_000)
    }

    @Test func threadsShareAMatcher() async throws {
        let matcher = try PhraseMatcher([Phrase(try RegularExpression(parsing: #"\d+"#))])
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { (0..<200).reduce(0) { sum, _ in sum + matcher.scan("1 22 333").matches.count } } }
            for await count in group { #expect(count == 600) }
        }
    }
}
