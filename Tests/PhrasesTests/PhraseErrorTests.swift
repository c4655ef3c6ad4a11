import Phrases
import TestSupport
import Testing

/// Every mistake in a phrase, by its code, with the place that is shown.
@Suite struct PhraseErrorTests {
    static let mistakes = [
        "", "  ", "^$", "(sorry", "sorry)", "(sorry|)", "()", "a|b", "~3 do", "nothing ~3", "(~2 a|b) c", "?please ~3 send", "a ~ b",
        "a ~0 b", "a ~99 b", "a*", "apo*logy", "*ing", "don't*", "e-mail*", "apolog(y|ies)", "(a|b)*", "<numbr>", "<number", "a ^b",
        "a$ b", "(a$|b)", "pay $20", "please? send", "send ?", "?please", "?a ?b", "@", "@no such", "sorry, but", "“sorry”", "now!!",
        "a.m.", "#delayed", "😡", "soooo sorry", "on 1/2/2026", "call 555-0199", "((((((((((((((((((a))))))))))))))))))", "é*", "~3",
    ]

    /// The golden file shows each mistake as an author sees it.
    @Test func everyMistake() throws {
        var report = ""
        for source in Self.mistakes {
            do {
                let phrase = try Phrase(parsing: source)
                report += "\(source)\n  no mistake: \(phrase.elements)\n\n"
            } catch {
                #expect(error.range.lowerBound >= 0 && error.range.upperBound <= source.utf8.count)
                let underline = String(repeating: " ", count: source.bytes(0..<error.range.lowerBound).count)
                    + String(repeating: "^", count: max(1, source.bytes(error.range).count))
                report += "\(source)\n\(underline)\n\(error.code): \(error.message)\n  \(error.help)\n\n"
            }
        }
        try expectGolden("phrase-errors.txt", report)
    }

    @Test func elementsOfAPhrase() throws {
        let phrase = try Phrase(parsing: "^ ?please (send|resend*|@how) ~3 <date> can't$")
        #expect(phrase.isAnchoredAtStart && phrase.isAnchoredAtEnd)
        #expect(phrase.lists == ["how"])
        #expect(phrase.wholeList == nil)
        #expect(try Phrase(parsing: "@apology").wholeList == "apology")
        #expect(try Phrase(parsing: "Can’t  HELP").elements == Phrase(parsing: "can not help").elements)
        #expect(try Phrase(parsing: "follow-up 24/7").elements == [.word("follow"), .word("up"), .word("24"), .word("7")])
    }

    @Test func tooLongOnceListsArePutIn() throws {
        let long = try Phrase(parsing: Array(repeating: "a", count: 60).joined(separator: " "))
        let twice = try Phrase(parsing: "@long @long")
        let error = #expect(throws: PhraseMatcherError.self) { try PhraseMatcher([long, twice]) { _ in [long] } }
        #expect(error?.phrase == 1)
        #expect(error?.reason.code == "phrase-too-long")
    }

    @Test func tooLargeOnceListsArePutIn() throws {
        let words = try (0..<500).map { try Phrase(parsing: "word\($0)") }
        let phrase = try Phrase(parsing: Array(repeating: "@words", count: 50).joined(separator: " "))
        let error = #expect(throws: PhraseMatcherError.self) { try PhraseMatcher([phrase]) { _ in words } }
        #expect(error?.reason.code == "phrase-too-large")
    }

    @Test func aListInItselfIsAnErrorAndNoEndlessLoop() throws {
        let phrase = try Phrase(parsing: "@self")
        #expect(throws: PhraseMatcherError.self) { try PhraseMatcher([phrase]) { _ in [phrase] } }
    }
}
