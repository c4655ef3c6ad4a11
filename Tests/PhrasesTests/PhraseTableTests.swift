import Phrases
import Testing

/// The table of phrases in the language's page, row by row: the examples that it has, and what is just not one.
@Suite struct PhraseTableTests {
    @Test func `calm down: the words in this order`() throws {
        #expect(try quotes("calm down", in: "Calm down. Down, calm. Calm him down. Calm. Down.") == ["Calm down"])
    }

    @Test func `apolog*: any word with that beginning`() throws {
        #expect(try quotes("apolog*", in: "Apologies, I apologise, apologetic, apology; unapologetic, apo logy")
            == ["Apologies", "apologise", "apologetic", "apology"])
    }

    @Test func `(sorry|apologies|my bad): one of these`() throws {
        #expect(try quotes("(sorry|apologies|my bad)", in: "Sorry, my apologies, my bad, bad, sorrow") == ["Sorry", "apologies", "my bad"])
    }

    @Test func `there's nothing ~3 do: up to three words between`() throws {
        let phrase = "there's nothing ~3 do"
        for words in ["", "I ", "I can ", "that I can "] {
            #expect(try quotes(phrase, in: "There’s nothing \(words)do").count == 1, "\(words)")
        }
        #expect(try quotes(phrase, in: "There's nothing that we could ever do").isEmpty)
    }

    @Test func `?please send: an optional word`() throws {
        #expect(try quotes("?please send", in: "Please send it, or do send it, please") == ["Please send", "send"])
    }

    @Test func `^thanks, bye$: at the start, at the end of a sentence`() throws {
        #expect(try quotes(["^thanks", "bye$"], in: "Thanks, and thanks. Bye for now, bye!") == ["Thanks", "bye"])
    }

    @Test func `@apology: every phrase of that list`() throws {
        #expect(try quotes("@apology", in: "Sorry. My apologies.", lists: ["apology": ["sorry", "apolog*"]]) == ["Sorry", "apologies"])
    }

    @Test(arguments: [
        ("number", "12", "twelfth"), ("number", "three", "once"), ("money", "$5", "5"), ("date", "2026-01-05", "24/7"),
        ("email", "a@b.org", "@bob"), ("url", "www.b.org", "b.orgs"), ("phone", "555-0199", "10-15"), ("order-id", "ORD-2291", "mid-22"),
    ])
    func `number, money, date, email, url, phone, order-id: a token of that class`(_ name: String, _ token: String, _ other: String) throws {
        #expect(try quotes("<\(name)>", in: "see \(token) now") == [token])
        #expect(try quotes("<\(name)>", in: "see \(other) now") == [])
    }

    @Test(arguments: [
        ("shout", "NOW", "Now"), ("exclaim", "!!", "!"), ("question", "?", "."), ("angry-emoji", "😡", "😀"), ("sad-emoji", "😢", "🙂"),
        ("triple-mark", "?!?", "??"), ("happy-emoji", "😊", "😢"),
    ])
    func `shout, exclaim, question, angry-emoji, sad-emoji: capitals, marks, emoji`(_ name: String, _ token: String, _ other: String) throws {
        #expect(try quotes("<\(name)>", in: "so \(token) it") == [token])
        #expect(try quotes("<\(name)>", in: "so \(other) it") == [])
    }

    @Test func `regex: a regular expression`() throws {
        let text = "Case no. 1234, case no 12"
        let scan = try PhraseMatcher([Phrase(RegularExpression(parsing: #"case no\.? \d{4}"#))]).scan(text)
        #expect(scan.matches.map { text.bytes($0.span) } == ["Case no. 1234"])
    }
}
