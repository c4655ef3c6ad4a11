import Phrases
import Testing

/// Where sentences end, and what is no speech at all.
@Suite struct SentenceTests {
    @Test func endMarks() throws {
        #expect(try sentences("One. Two!  Three?? Four… Five") == ["One.", "Two!", "Three??", "Four…", "Five"])
        #expect(try sentences("He said “Stop!” Then left.) Done") == ["He said “Stop!", "Then left.", "Done"])
        #expect(try sentences("一。二！三") == ["一。", "二！", "三"])
    }

    @Test func whatEndsNoSentence() throws {
        for text in [
            "It is 3.5 at 10:30 for Mr. Doe", "See e.g. this", "Use example.com now", "No. 5 is mine", "J. Doe wrote", "wow!nice one",
            "at 5 p.m. today", "rice, etc. and more",
        ] {
            #expect(try sentences(text) == [text])
        }
        #expect(try sentences("No. I will") == ["No.", "I will"])
        #expect(try sentences("Rice, etc. More") == ["Rice, etc.", "More"])
    }

    @Test func kinds() throws {
        let scan = try matcher(["a"]).scan("One. Two! Three? Four?! Five 😀")
        #expect(scan.sentences.map(\.kind) == [.statement, .exclamation, .question, .question, .statement])
    }

    @Test func marksAfterTheEndBelongToTheSentence() throws {
        let text = "Thanks! 😡 You never help"
        let scan = try matcher(["<angry-emoji>"]).scan(text)
        #expect(scan.sentences.map { text.bytes($0.span) } == ["Thanks! 😡", "You never help"])
        #expect(scan.matches.map(\.sentence) == [0])
    }

    @Test func lineBreaks() throws {
        #expect(try sentences("one\ntwo\r\nthree\n\nfour\u{2028}five") == ["one", "two", "three", "four", "five"])
    }

    @Test func wrappedLines() throws {
        let wrapped = "This line was broken by a mail program because it was too long\nto fit on the screen"
        #expect(try sentences(wrapped) == [wrapped])
        #expect(try sentences(wrapped.replacing("\nto", with: "\nTo")).count == 2)
        #expect(try sentences(wrapped.replacing("\nto", with: "\n\nto")).count == 2)
        #expect(try quotes("too long to fit", in: wrapped) == ["too long\nto fit"])
        #expect(try quotes("long to fit", in: "too long\nto fit") == [])
    }

    @Test func quotedLines() throws {
        #expect(try quotes("sorry", in: "> sorry\n >> sorry\nsorry\n> sorry") == ["sorry"])
        #expect(try quotes("so sorry", in: "so\n> quoted\nsorry") == [])
        #expect(try quotes("<angry-emoji>", in: ">:( no") == [">:("])
    }

    @Test func codeFences() throws {
        #expect(try quotes("sorry", in: "sorry ```sorry\nsorry``` sorry ``` sorry") == ["sorry", "sorry", "sorry"])
    }

    @Test func quotedMail() throws {
        let attribution = "Thanks\n\nOn Mon, Jan 5, 2026 at 10:00 AM Jane Doe <jane@example.org>\nwrote:\n\n"
        #expect(words(attribution + "sorry\nsorry") == ["thanks"])
        #expect(words(attribution + "> sorry\n> sorry\n\nMy answer") == ["thanks", "my", "answer"])
        #expect(words("Hello\n-----Original Message-----\nFrom: sorry") == ["hello"])
        #expect(words("On Monday I wrote: please help") == ["on", "monday", "i", "wrote", "please", "help"])
    }
}
