import Phrases
import Testing

/// Texts that would take forever if anything took more than its share: that these tests end is what they say.
@Suite struct HostileTextTests {
    private static let size = 100_000

    static let pieces = [
        "!", "! ", "?!", ".", ". ", ">", "> x\n", "\n", "\n ", " ", "`", "```", "```\n", "a", "a ", "A", "a.", "a. ", "a.a", "a@", "a-",
        "-", "1", "1 ", "1.", "1,", "1-", "1:", "1/", "1.a", "(1", "+1", "#1", "#", "$", "$ ", "@", "@a", ":", ":(", ":( ", ">:(", "'",
        "a'", "’", "é", "e\u{301}", "\u{301}", "日", "ก", "😡", "😡😢", "😡 a ", "On 1 wrote:\n", "On 1 wrote:\n> x\n", "On 1\n", "-----",
        "--- original message", "www.", "http://", "x@x.", "can't ", "l'", "aaab ", "frustratde ", "MR. ", "\u{200D}", "\u{FEFF}", "！",
        "。", "ß", "\0", "\r", "\u{2028}", "order no ", "&", "&amp;", "a&#39;", "&#39;", "&gt;", "&gt; x\n", "&#",
    ]

    @Test(arguments: pieces)
    func manyTimesTheSame(_ piece: String) throws {
        let scanner = try matcher(Self.phrases)
        let text = String(repeating: piece, count: Self.size / piece.utf8.count)
        let scan = scanner.scan(text)
        #expect(scan.words <= 2 * text.utf8.count)
        #expect(scan.matches.allSatisfy { $0.span.upperBound <= text.utf8.count })
    }

    static let phrases = [
        "a ~9 a ~9 a", "(a|a a) (a|a a) (a|a a) (a|a a) (a|a a) (a|a a) b", "?a ?a ?a ?a ?a ?a ?a ?a a b", "<angry-emoji> <sad-emoji> b",
        "a <sad-emoji> b", "<number> ~9 b", "frustrated", "^a ~20 b$", "<order-id>", "<exclaim>", "(a|b) ~20 (a|b) ~20 (a|b) ~20 c",
    ]

    @Test func oneWordOfManyBytes() throws {
        let scan = try matcher(["aa*", "ab"]).scan(String(repeating: "ab", count: 10 * Self.size) + " ab")
        #expect(scan.words == 2)
        #expect(scan.matches.count == 1)
    }

    @Test func wordsUpToTheLimitAreCompared() throws {
        for length in [8, 9, 15, 16, 17, 24, 25, 63, 64] {
            // With a digit in it, for a word with one is never taken for another misspelt.
            let word = "a1" + String((2..<length).map { Character(Unicode.Scalar(UInt8(97 + $0 % 7))) })
            let other = String(word.dropLast()) + "z"
            #expect(try quotes(word, in: "\(other) \(word) \(word)x") == [word])
            #expect(try quotes(word + "*", in: "\(other) \(word)") == [word])
        }
    }

    @Test func aLongSentenceIsTakenAsSeveral() throws {
        let scan = try matcher(["a b"]).scan(String(repeating: "a b ", count: 50_000))
        #expect(scan.sentences.count == 2)
        #expect(scan.words == 100_000)
        #expect(scan.matches.count == 50_000)
    }

    @Test func fewMarksBetweenWordsAreKept() throws {
        let faces = String(repeating: "😡😢", count: 1000)
        #expect(try quotes("<angry-emoji>", in: faces).count == 1, "faces that no phrase asks for do not part those that one does")
        #expect(try quotes(["<angry-emoji>", "<sad-emoji>"], in: faces).count == 16)
        #expect(try quotes(["a b", "<sad-emoji>"], in: "a \(faces) b").contains { $0.hasPrefix("a") })
    }
}
