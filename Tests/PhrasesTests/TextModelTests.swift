import Foundation
import Phrases
import Testing

/// What words are: everything that a person would call the same word is the same word.
@Suite struct TextModelTests {
    @Test func caseAndCompatibilityFolding() {
        #expect(words("SORRY Sorry ｓｏｒｒｙ 𝐒𝐨𝐫𝐫𝐲") == ["sorry", "sorry", "sorry", "sorry"])
        #expect(words("STRASSE Straße straẞe") == ["strasse", "strasse", "strasse"])
        #expect(words("ΣΊΣΥΦΟΣ σίσυφος") == ["σίσυφοσ", "σίσυφοσ"])
        #expect(words("ПРИВЕТ Привет ﬁne") == ["привет", "привет", "fine"])
    }

    @Test func combiningMarksAndAccents() throws {
        #expect(words("cafe\u{301} CAFÉ cafe") == ["café", "café", "cafe"])
        #expect(Array(words("cafe\u{301}")[0].utf8) == Array("caf\u{E9}".utf8))
        #expect(Array(words("\u{1112}\u{1161}\u{11AB}")[0].utf8) == Array("\u{D55C}".utf8))
        #expect(Array(words("e\u{302}\u{301}")[0].utf8) == Array("\u{1EBF}".utf8))
        #expect(try quotes("café", in: "cafe café cafe\u{301}") == ["café", "cafe\u{301}"])
    }

    @Test func apostrophes() throws {
        #expect(words("wit's wit’s wit‘s wit`s wit´s 'wit' o'clock") == ["wit's", "wit's", "wit's", "wit's", "wit's", "wit", "o'clock"])
        #expect(words("l'attente aujourd’hui dell’ordine d'accord") == ["l", "attente", "aujourd'hui", "dell", "ordine", "d", "accord"])
        #expect(try quotes("attente", in: "L’attente") == ["L’attente"])
    }

    @Test func contractions() throws {
        for text in ["can't", "cant", "can’t", "cannot", "can not", "CAN'T"] { #expect(words(text) == ["can", "not"]) }
        #expect(words("won't didnt I'm youre that's let's they've we'd") == [
            "will", "not", "did", "not", "i", "am", "you", "are", "that", "is", "let", "us", "they", "have", "we", "would",
        ])
        #expect(words("gonna wanna gotta u pls thx") == ["going", "to", "want", "to", "got", "to", "you", "please", "thanks"])
        #expect(words("ill id were well hell shell wed shed its lets company's")
            == ["ill", "id", "were", "well", "hell", "shell", "wed", "shed", "its", "lets", "company's"])
        #expect(try quotes("do not worry", in: "Dont worry, don’t worry, do not worry") == ["Dont worry", "don’t worry", "do not worry"])
    }

    @Test func everyContractionReadsAsItsWords() throws {
        for line in ["it's = it is", "wouldn't've = would not have", "y'all = you all", "dunno = do not know", "where's = where is"] {
            let sides = line.components(separatedBy: " = ")
            #expect(words(sides[0]) == words(sides[1]), "\(line)")
        }
    }

    @Test func elongations() throws {
        #expect(try quotes("so sorry", in: "soooo sorrrrry, sooo sorry, soo sorry") == ["soooo sorrrrry", "sooo sorry"])
        #expect(try quotes("too bad", in: "toooo baaaad") == ["toooo baaaad"])
        #expect(try quotes("apolog*", in: "apoooologies") == ["apoooologies"])
        #expect(try quotes("привет", in: "приветттт") == ["приветттт"])
        #expect(try quotes("10 days", in: "1000 days") == [])
    }

    @Test func misspellings() throws {
        let phrases = ["frustrated", "receive", "refund*", "charged", "apolog*", "waited", "billing"]
        let text = "frustated recieve frsutrated frustrateed recceive appologize apologice"
        let matches = try quotes(phrases, in: text)
        #expect(matches == text.split(separator: " ").map { String($0) })
    }

    @Test func realWordsAreNoMisspellings() throws {
        let phrases = ["frustrated", "receive", "charged", "waited", "billing", "contact", "message", "refund", "listen", "terrible"]
        let text = "frustrates deceive changed charger charges waiter waist filling contract massage refunds listens terribly wit"
        #expect(try quotes(phrases, in: text) == [])
        #expect(try quotes("wait", in: "wiat") == [], "shorter than six letters")
    }

    @Test func hashtagsAndMentions() throws {
        #expect(words("#delayed @airline_help again @Jo") == ["delayed", "again"])
        #expect(try quotes("^thanks", in: "@jo thanks") == ["thanks"])
        #expect(try matcher(["a"]).scan("#delayed @airline again").words == 2)
    }

    @Test func entitiesOfHTMLInPlainText() throws {
        #expect(words("I don&#39;t &amp; won&apos;t &lt;go&gt; &quot;now&quot;&nbsp;please, it&rsquo;s AT&T, AT&amp;T; R&D")
            == ["i", "do", "not", "will", "not", "go", "now", "please", "it", "is", "at", "t", "at", "t", "r", "d"])
        #expect(try quotes("do not know", in: "I don&#39;t know") == ["don&#39;t know"])
        #expect(try matcher(["a"]).scan("don&#39;t").words == 2)
        #expect(try quotes("wit's", in: "wit&#x27;s wit&#039;s &#39;wit&#39; &#39;s") == ["wit&#x27;s", "wit&#039;s"])
        #expect(try sentences("Thanks!&nbsp;Sorry.&quot; Bye") == ["Thanks!", "Sorry.", "Bye"])
        #expect(try quotes("sorry", in: "&gt; sorry\nsorry &gt; sorry\n &gt;&gt; sorry") == ["sorry", "sorry"])
        #expect(try quotes("<sad-emoji>", in: "&gt;:( no") == [":("])
        #expect(try quotes("<order-id>", in: "&#8211; and &#12345; no") == [])
    }

    @Test func ignorableCharacters() {
        #expect(words("in\u{AD}con\u{200D}venience \u{FEFF}sorry️") == ["inconvenience", "sorry"])
    }

    @Test func wordCount() throws {
        #expect(try matcher(["a"]).scan("I can't pay $20 at a@b.com!").words == 7)
        #expect(try matcher(["a"]).scan("> quoted words\nmine").words == 1)
    }

    @Test func unsegmentedScripts() throws {
        let matcher = try matcher(["sorry"])
        for text in ["ขอโทษครับ", "对不起", "すみません sorry", "សូមទោស"] { #expect(matcher.scan(text).hasUnsegmentedScript, "\(text)") }
        for text in ["sorry", "죄송합니다", "извините", "معذرة", "क्षमा करें"] { #expect(!matcher.scan(text).hasUnsegmentedScript, "\(text)") }
        #expect(matcher.scan("すみません sorry").matches.count == 1)
    }
}
