import Testing

@testable import TranscriptFormats

@Suite struct HTMLTextTests {
    private func text(_ html: String) throws -> String { PlainText.tidied(try HTMLText.text(html)) }

    @Test(arguments: [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br/><br />Three", "One\nTwo\n\nThree"),
        ("<p>a\n  b\t c&nbsp;&nbsp;d</p>", "a b c d"),
        ("<ul><li>one</li><li>two <b>bold</b></li></ul>", "- one\n- two bold"),
        ("<p>Hi</p><ol><li>a</li></ol><p>Bye</p>", "Hi\n\n- a\n\nBye"),
        ("&lt;b&gt; &amp; &eacute; &#8211; &#x1F600;", "<b> & é – 😀"),
        ("<style>p{}</style><script>alert('<p>')</script><p>x</p>", "x"),
        ("<p>see<img src=x alt=picture> it</p>", "see it"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("</div></p>text</body></html> after", "text\n\nafter"),
        ("<!-- hidden --><p>shown</p>", "shown"),
        ("<p>Thanks!</p><blockquote>old <div>words</div></blockquote><p>Mia</p>", "Thanks!\n\nMia"),
        ("<div>New</div><div class=\"gmail_quote\">On … wrote:<blockquote>old</blockquote></div>", "New"),
        ("<div>New</div><div class=\"x moz-cite-prefix\">On … wrote:</div><blockquote>old</blockquote>", "New"),
        ("<div>New</div><div id=\"divRplyFwdMsg\">From: x</div><div>old</div>", "New"),
        ("<meta charset=\"latin1\"><p>é 😀</p>", "é 😀"),
        ("", ""), ("<p></p>", ""),
    ])
    func htmlReadsAsAPersonReadsIt(_ html: String, _ expected: String) throws { #expect(try text(html) == expected) }

    @Test(arguments: [
        "Is 3 < 4 & 5 > 4?", "line one\nline two", "a<b and c>d", "AT&T; R&D", "<name> of the customer", "<3", "x <- y", "tab\there",
    ])
    func plainTextStaysAsItIs(_ plain: String) throws { #expect(try HTMLText.text(plain) == plain) }

    @Test func zerosDoNotEndTheText() throws { #expect(try text("<p>a\u{0}b</p>") == "ab") }

    @Test func nestingHasALimit() throws {
        let fine = String(repeating: "<div>", count: 400) + "deep" + String(repeating: "</div>", count: 400)
        #expect(try text(fine) == "deep")
        let hostile = String(repeating: "<b>", count: 100_000) + String(repeating: "</i>", count: 100_000)
        let error = try #require(throws: RecordError.self) { try HTMLText.text(hostile, at: "/body") }
        #expect(error.code == "too-deep")
        #expect(error.pointer == "/body")
    }

    /// One tag with very many attributes would keep libxml2 busy for hours.
    @Test(arguments: ["", "x=\">\" ", "\" x=\">\" ", "=\"x ", "x='>' "]) func attributesHaveALimit(_ beginning: String) throws {
        let attributes = (0..<100_000).map { "a\($0)" }.joined(separator: " ")
        let error = try #require(throws: RecordError.self) { try HTMLText.text("<p>x</p><a \(beginning)\(attributes)>y</a>") }
        #expect(error.code == "bad-html")
    }

    @Test func longTextWithoutTagsIsFine() throws {
        let words = String(repeating: "word ", count: 50_000)
        #expect(try text("<pre class=\"log\" id='x' data-x=1 hidden>\(words)</pre>").utf8.count == words.utf8.count - 1)
    }
}
