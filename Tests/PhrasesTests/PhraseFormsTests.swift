import Phrases
import Testing

/// Every form that a phrase can have, by name.
@Suite struct PhraseFormsTests {
    @Test func words() throws {
        #expect(try quotes("calm down", in: "Just CALM  down, please. Calm it down") == ["CALM  down"])
    }

    @Test func prefix() throws {
        #expect(try quotes("apolog*", in: "I apologise; my apologies. An apologist.") == ["apologise", "apologies", "apologist"])
        #expect(try quotes("apolog*", in: "apolo apology") == ["apology"])
    }

    @Test func alternatives() throws {
        #expect(try quotes("(sorry|apologies|my bad)", in: "Sorry! My bad. My apologies") == ["Sorry", "My bad", "apologies"])
        #expect(try quotes("so (very (sorry|sad)|apolog*) indeed", in: "so very sad indeed, so apologetic indeed, so sorry indeed")
            == ["so very sad indeed", "so apologetic indeed"])
    }

    @Test func gap() throws {
        let phrase = "there's nothing ~3 do"
        #expect(try quotes(phrase, in: "There is nothing do") == ["There is nothing do"])
        #expect(try quotes(phrase, in: "there's nothing I can really do about it") == ["there's nothing I can really do"])
        #expect(try quotes(phrase, in: "there's nothing that I can really do") == [])
    }

    @Test func optionalWord() throws {
        #expect(try quotes("?please send", in: "Please send it; send it") == ["Please send", "send"])
        #expect(try quotes("send ?(it|them now) back", in: "send back, send it back, send them now back, send them back")
            == ["send back", "send it back", "send them now back"])
    }

    @Test func anchors() throws {
        #expect(try quotes("^thanks", in: "Thanks. Many thanks! 😀 thanks") == ["Thanks", "thanks"])
        #expect(try quotes("^thanks", in: "“Thanks” and thanks") == ["Thanks"])
        #expect(try quotes("bye$", in: "Bye for now. Good bye!! 👋") == ["bye"])
        #expect(try quotes("^ok$", in: "ok. ok then. So ok. OK") == ["ok", "OK"])
    }

    @Test func list() throws {
        let lists = ["apology": ["sorry", "my @fault"], "fault": ["bad", "mistake"]]
        #expect(try quotes("so @apology", in: "so sorry, so my bad, so my fault", lists: lists) == ["so sorry", "so my bad"])
    }

    @Test func anchoredPhrasesOfLists() throws {
        let lists = ["start": ["^thanks"], "end": ["bye$"]]
        #expect(try quotes("?many @start", in: "thanks. many thanks", lists: lists) == ["thanks"])
        #expect(try quotes("good @end ?now", in: "good bye now. good bye", lists: lists) == ["good bye"])
    }

    @Test func numberAndMoney() throws {
        #expect(try quotes("<number> days", in: "3 days, 1,200 days, 4.5 days, some days") == ["3 days", "1,200 days", "4.5 days"])
        #expect(try quotes("<money>", in: "$20 or 20 €, EUR 20, 20 dollars, £1,200.50 and 20eur; 20 apples")
            == ["$20", "20 €", "EUR 20", "20 dollars", "£1,200.50", "20eur"])
    }

    @Test func numbersAsWords() throws {
        let texts = [
            "three", "zero", "nineteen", "twenty", "twenty-five", "Twenty five", "a hundred", "two hundred", "two hundred and ten", "a dozen",
            "two dozen", "two thousand five hundred", "ninety nine", "a thousand and twenty one", "3 million", "1.5 million", "fifty thousand",
            "forty-two thousand",
        ]
        for text in texts { #expect(try quotes("<number>", in: "for \(text) or so") == [text]) }
        let text = "three hours, 3 hours, twenty five days, twenty-five   days, one hour, one hundred days"
        #expect(try quotes("<number> (hours|days)", in: text)
            == ["three hours", "3 hours", "twenty five days", "twenty-five   days", "one hundred days"])
        #expect(try quotes("<number> hour", in: "one hour") == ["one hour"])
        #expect(try quotes("wait ~2 <number>", in: "wait a good twenty") == ["wait a good twenty"])
        #expect(try quotes("<number>", in: "threefold, once, a few, several, hundreds, first, second, and, a") == [])
    }

    @Test func oneIsANumberOnlyWhereThePhraseGoesOn() throws {
        #expect(try quotes("<number>", in: "No one came. One of them. This one") == [])
        #expect(try quotes("wait <number>", in: "wait one") == [])
        #expect(try quotes("<number> ?more", in: "one more") == [])
        #expect(try quotes("<number>", in: "twenty one and one hundred") == ["twenty one", "one hundred"])
        #expect(try quotes("<number> more", in: "one more") == ["one more"])
        #expect(try quotes("<number>$", in: "just one") == [])
        #expect(try quotes("(<number>|a few) (days|weeks)", in: "one week") == [])
        #expect(try quotes("(<number>|a few) (day|week)", in: "one week") == ["one week"])
        #expect(try quotes("@n days", in: "one days", lists: ["n": ["<number>"]]) == ["one days"])
    }

    @Test func moneyInWords() throws {
        let text = "twenty dollars, twenty-five euros, a hundred bucks, one pound, 3 million yen; twenty apples, a few dollars"
        #expect(try quotes("<money>", in: text)
            == ["twenty dollars", "twenty-five euros", "a hundred bucks", "one pound", "3 million yen"])
    }

    @Test func date() throws {
        let text = "2026-01-05, 5.1.2026, 01/05/26, 5 January, March 3rd, 2026, 3rd of March; 24/7, 1/2, 99-99-9999, 2026-01-05T10:00:00Z."
        #expect(try quotes("<date>", in: text)
            == ["2026-01-05", "5.1.2026", "01/05/26", "5 January", "March 3rd, 2026", "3rd of March", "2026-01-05T10:00:00Z"])
    }

    @Test func addresses() throws {
        #expect(try quotes("<email>", in: "mail jo.doe+x@mail.example.org. or @jo or a@b") == ["jo.doe+x@mail.example.org"])
        #expect(try quotes("<url>", in: "see https://example.org/a?b=c. or www.example.org, example.com/x), done.thanks")
            == ["https://example.org/a?b=c", "www.example.org", "example.com/x"])
        #expect(try quotes("example", in: "example.com jo@example.org https://example.org/example") == [])
    }

    @Test func phone() throws {
        let text = "+44 20 7946 0018, (212) 555-0199, 212-555-0199, 555-0199, 0800 123 456, 5550199123; 1 2 3 4 5 6 7 8, 10-15"
        #expect(try quotes("<phone>", in: text)
            == ["+44 20 7946 0018", "(212) 555-0199", "212-555-0199", "555-0199", "0800 123 456", "5550199123"])
    }

    @Test func orderID() throws {
        let text = "#10482, ORD-2291, INV12345, 112-1234567-1234567, order number 771, 771204; #delayed, covid19, mid-2020, 42"
        #expect(try quotes("<order-id>", in: text)
            == ["#10482", "ORD-2291", "INV12345", "112-1234567-1234567", "order number 771", "771204"])
    }

    @Test func shout() throws {
        #expect(try quotes("<shout>", in: "WHERE is MY order, ÉCOUTEZ! Ok OK A1B2") == ["WHERE", "ÉCOUTEZ"])
    }

    @Test func exclaimAndQuestion() throws {
        #expect(try quotes("<exclaim>", in: "No! No!! What?! No!?! ！！") == ["!!", "!?! ！！"])
        #expect(try quotes("<question>", in: "What? Why?! No. 何？") == ["?", "?!", "？"])
        #expect(try quotes("really <question>", in: "Really? really so?") == ["Really?"])
    }

    @Test func emoji() throws {
        #expect(try quotes("<angry-emoji>", in: "no 😡😡 so >:( 😀") == ["😡😡", ">:("])
        #expect(try quotes("<sad-emoji>", in: "no 😢 :( :-(( ☹️ see:(this)") == ["😢 :( :-(( ☹"])
        #expect(try quotes("thanks <angry-emoji> a lot", in: "thanks 😡 a lot, thanks a lot") == ["thanks 😡 a lot"])
    }

    @Test func joyAndDoubt() throws {
        #expect(try quotes("<happy-emoji>", in: "so 😊 and :) or ;-)) and :D. 1:D :Done ; )") == ["😊", ":)", ";-))", ":D"])
        #expect(try quotes("<sad-emoji>", in: "hm :/ or :-| but http://a.b and a:/b") == [":/", ":-|"])
        #expect(try quotes("<triple-mark>", in: "What? What?? What!!! So ?!? no") == ["!!!", "?!?"])
        #expect(try quotes("<question>", in: "What??? No.") == ["???"])
    }

    @Test func marksBetweenWordsArePassedOver() throws {
        #expect(try quotes(["fed up", "<sad-emoji>"], in: "fed 😢 up") == ["fed 😢 up", "😢"])
    }

    @Test func phrasesStayInTheirSentence() throws {
        #expect(try quotes("calm down", in: "Stay calm. Down it goes. calm\ndown, calm! Down") == [])
    }

    @Test func leftmostThenLongestWithoutOverlap() throws {
        #expect(try quotes("no ?no ?no", in: "no no no no no") == ["no no no", "no no"])
        #expect(try quotes("a ~2 b", in: "a a b b b") == ["a a b b"])
        #expect(try quotes("(b c|a b|b c d)", in: "a b c d, b c d") == ["a b", "b c d"])
    }

    @Test func matchesAreOrdered() throws {
        let scan = try matcher(["not", "can not", "can"]).scan("I can't. Not")
        #expect(scan.matches.map(\.phrase) == [0, 1, 2, 0])
        #expect(scan.matches.map(\.span) == [2..<7, 2..<7, 2..<7, 9..<12])
        #expect(scan.matches.map(\.words) == [2..<3, 1..<3, 1..<2, 3..<4])
        #expect(scan.matches.map(\.sentence) == [0, 0, 0, 1])
    }
}
