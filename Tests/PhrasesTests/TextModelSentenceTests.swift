import Phrases
import Testing

/// What the language's page says of words and of quoted text, sentence by sentence, as a phrase sees it.
@Suite struct TextModelSentenceTests {
    /// Expects a phrase to match all of some texts.
    private func expect(_ phrase: String, matches texts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
        for text in texts { #expect(try quotes(phrase, in: text) == [text], "\(text)", sourceLocation: sourceLocation) }
    }

    private func expect(_ phrase: String, doesNotMatch texts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
        for text in texts { #expect(try quotes(phrase, in: text) == [], "\(text)", sourceLocation: sourceLocation) }
    }

    @Test func `words are letters and digits with inner apostrophes`() throws {
        #expect(words("o'clock 'tis' rock'n'roll 2nd co-op a_b (x)") == ["o'clock", "tis", "rock'n'roll", "2nd", "co", "op", "a", "b", "x"])
    }

    @Test func `compared after Unicode case folding`() throws {
        try expect("straße", matches: ["STRASSE", "Straße", "straẞe", "strasse"])
        try expect("économie", matches: ["ÉCONOMIE", "Économie"])
        try expect("σίσυφος", matches: ["ΣΊΣΥΦΟΣ"])
        try expect("économie", doesNotMatch: ["economy", "economie’s"])
    }

    @Test func `smart quotes equal straight ones`() throws {
        try expect("o'clock", matches: ["o’clock", "o‘clock", "o`clock", "o´clock", "o＇clock"])
        #expect(try quotes("my bad", in: "“My bad” «my bad» ‚my bad‘") == ["My bad", "my bad", "my bad"])
    }

    @Test func `can't, cant, can not and cannot are one word sequence, and so on for all contractions`() throws {
        for phrase in ["can't help", "cant help", "can not help", "cannot help"] {
            try expect(phrase, matches: ["can't help", "can’t help", "CANT help", "can not help", "cannot help"])
        }
        try expect("I will not", matches: ["I won't", "I wont", "i WON’T"])
        try expect("you are", matches: ["you're", "youre"])
        try expect("it is", matches: ["it's", "IT’S"])
        try expect("it is", doesNotMatch: ["its"])
    }

    @Test func `a letter repeated three times or more counts as two, then one`() throws {
        try expect("so", matches: ["soooo", "SOOO"])
        try expect("too", matches: ["tooo", "toooooo"])
        try expect("hello", matches: ["helllo", "hellooo"])
        try expect("so", doesNotMatch: ["soo"])
    }

    @Test func `a misspelt word of six letters or more matches at one edit's distance`() throws {
        try expect("frustrated", matches: ["frustated", "frusstrated", "frustrsted", "frustrtaed"])
        try expect("receive", matches: ["recieve"])
        try expect("frustrated", doesNotMatch: ["frustate", "fustated"])
        try expect("refund", doesNotMatch: ["fund", "refunder"])
    }

    @Test func `unless it is itself a common word`() throws {
        try expect("receive", doesNotMatch: ["deceive"])
        try expect("listen", doesNotMatch: ["listens"])
        try expect("message", doesNotMatch: ["massage"])
    }

    @Test func `everything a person would call the same word is the same word`() throws {
        try expect("delayed", matches: ["ｄｅｌａｙｅｄ", "𝐝𝐞𝐥𝐚𝐲𝐞𝐝", "DELAYED", "de\u{AD}layed", "delay\u{200D}ed", "ⓓⓔⓛⓐⓨⓔⓓ"])
        #expect(try quotes("delayed", in: "#delayed #Delayed") == ["delayed", "Delayed"])
        try expect("café", matches: ["cafe\u{301}", "CAFE\u{301}", "CAFÉ"])
        try expect("fine", matches: ["ﬁne"])
        #expect(try quotes("attente", in: "l’attente, d'attente, attente") == ["l’attente", "d'attente", "attente"])
        #expect(try quotes("ordine", in: "L'ordine, dell’ordine, un'ordine") == ["L'ordine", "dell’ordine", "un'ordine"])
        try expect("aujourd'hui", matches: ["aujourd’hui"])
        #expect(try quotes("thank you", in: "Thank 😀 you, thank @jo you") == ["Thank 😀 you", "thank @jo you"])
    }

    @Test func `a mention is no word of the text`() throws {
        #expect(try quotes("delta", in: "@Delta @delta_help delta") == ["delta"])
    }

    @Test func `quoted text is not speech`() throws {
        let mail = "Thanks.\n\nOn 5 Jan 2026, at 10:00, Jo <jo@example.org> wrote:\n> sorry\n>> sorry\n"
        for text in [
            "> sorry", "ok\n> sorry\n>sorry", " >> sorry", "```\nsorry\n```", "see ```sorry``` there", mail, "Hi\n----- Original Message -----\nsorry",
            "&gt; sorry",
        ] { #expect(try quotes("sorry", in: text) == [], "\(text)") }
        #expect(try quotes("sorry", in: mail + "\nSorry") == ["Sorry"])
    }

    @Test func `positions are UTF-8 byte offsets into the text as it stands`() throws {
        let text = "Ünd 😀 “ＳＯＲＲＹ”, don’t &amp; so\u{301}rry"
        let scan = try matcher(["sorry", "do not"]).scan(text)
        #expect(scan.matches.map(\.span) == [13..<28, 33..<40])
        #expect(scan.matches.map { text.bytes($0.span) } == ["ＳＯＲＲＹ", "don’t"])
    }
}
