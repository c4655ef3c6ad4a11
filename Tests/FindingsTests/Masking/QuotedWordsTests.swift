import Testing

@testable import Findings

@Suite struct QuotedWordsTests {
    @Test(arguments: [
        ("The customer said “help me”; the reply did not.", "The customer said “…”; the reply did not."),
        ("Said help me twice: help me", "Said … twice: …"),
        ("Said \"no\" and «nein» and „nö“.", "Said \"…\" and «…» and „…“."),
        ("Never closed “no", "Never closed “…"),
        ("Nothing said.", "Nothing said."),
    ])
    func wordsAreTakenOut(_ sentence: String, _ expected: String) {
        #expect(QuotedWords.removed(from: sentence, quotes: ["help", "help me", ""]) == expected)
    }

    @Test func aClosingMarkWithinTheWordsHidesNothing() {
        let words = "I said ” and 4711"
        #expect(QuotedWords.removed(from: "The customer said “\(words)” twice.", quotes: [words]) == "The customer said “…” twice.")
    }

    @Test func wordsAreFoundInLinearTime() {
        let text = String(repeating: "a", count: 20_000)
        let search = ByteSearch(Array(text.utf8) + [UInt8(ascii: "b")])
        #expect(search.first(in: Array((text + text).utf8), from: 0) == nil)
        #expect(search.first(in: Array((text + text + "b").utf8), from: 0) == 20_000)
        #expect(ByteSearch(Array("abab".utf8)).first(in: Array("ababab".utf8), from: 1) == 2)
    }
}
