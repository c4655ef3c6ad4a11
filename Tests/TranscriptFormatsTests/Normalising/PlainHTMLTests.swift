import TestSupport
import Testing

@testable import TranscriptFormats

/// Plain HTML is read without libxml2, and comes out as libxml2 reads it.
@Suite struct PlainHTMLTests {
    private static let names = [
        "div", "p", "span", "a", "b", "i", "u", "em", "strong", "ul", "ol", "li", "blockquote", "br", "img", "hr", "pre", "td", "DIV",
    ]
    private static let attributes = [
        #" class="zd-comment""#, #" class='x gmail_quote'"#, #" class="moz-cite-prefix""#, #" class="zmail_extra""#, #" class="a&amp;b""#,
        #" id="divRplyFwdMsg""#, #" id="x""#, #" href="https://example.com/?a=1&b=2&amp;c""#, " hidden", " dir=auto", #" style="a:b""#,
        " data-x='\"<>'", "\n", " / ",
    ]
    private static let texts = [
        "word", "two words", " ", "  ", "\n", "\t", "\r\n", "a  b ", "é", "日本", "😀", "\u{A0}", "\u{2028}", "\u{FF01}", "\u{FFFE}",
        "\u{FEFF}", "\u{0}", "\u{B}", "\u{7F}", "&amp;", "&lt;b&gt;", "&nbsp;", "&#39;", "&#x2019;", "&#X41;", "&#10;", "&#1;",
        "&#150;", "&#x1F600;", "&#xD800;", "&#99999999;", "&apos;", "&rsquo;", "&mdash;", "&hellip;", "&eacute;", "&nothing;", "&amp",
        "& ", "R&D", "<", ">", "< b", "<!-- c -->", "<3", "</", "</p >", "</br>", "<br/>", "<br />", "<p/>", "<!DOCTYPE html>",
        "<?x?>",
    ]

    private func piece(_ depth: Int, isTidy: Bool, _ numbers: inout SeededGenerator) -> String {
        if depth == 0 || Bool.random(using: &numbers) {
            let texts = isTidy ? Array(Self.texts.prefix(14)) + ["&amp;", "&nbsp;", "&#39;", "<br>"] : Self.texts
            return texts.randomElement(using: &numbers) ?? ""
        }
        let name = (isTidy ? Array(Self.names.prefix(15)) : Self.names).randomElement(using: &numbers) ?? ""
        var attributes = ""
        while Int.random(in: 0...2, using: &numbers) == 0 {
            attributes += (isTidy ? Array(Self.attributes.prefix(4)) : Self.attributes).randomElement(using: &numbers) ?? ""
        }
        let content = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in piece(depth - 1, isTidy: isTidy, &numbers) }.joined()
        if ["br", "img", "hr"].contains(name) { return "<\(name)\(attributes)>\(content)" }
        let isOpen = !isTidy && Int.random(in: 0...9, using: &numbers) == 0
        return "<\(name)\(attributes)>\(content)\(isOpen ? "" : "</\(name)>")"
    }

    @Test(arguments: [true, false]) func itComesOutAsLibxml2ReadsIt(isTidy: Bool) throws {
        var numbers = SeededGenerator(seed: isTidy ? 1 : 2)
        var plain = 0
        for _ in 0..<20_000 {
            let html = (0..<3).map { _ in piece(4, isTidy: isTidy, &numbers) }.joined()
            guard let content = PlainHTML.content(of: html) else { continue }
            plain += 1
            let expected = try HTMLText.contentOfAny(html)
            #expect(content == expected, "\(html.debugDescription)")
        }
        #expect(plain > (isTidy ? 5000 : 1000))
    }

    @Test(arguments: [
        "<p>One</p>", "<div class=\"zd-comment\" dir=\"auto\"><p>a <a href='x' rel=\"noopener\">b</a><br>c</p></div>", "a &amp; b",
        "<ul><li><b>one</b></li><li>two<ol><li>three</li></ol></li></ul>", "<blockquote>old</blockquote><img src=\"x\">",
    ])
    func whatEditorsWriteIsPlain(_ html: String) { #expect(PlainHTML.content(of: html) != nil) }

    @Test(arguments: [
        "<p>a<p>b", "<p><div>a</div></p>", "<b><p>a</p></b>", "<a>x<a>y</a></a>", "<p>a", "a</p>", "<table></table>",
        "<p hidden>a</p>", "R&D", "<b>a</i>", "<ul>a</ol>", "<script>a</script>", "<!-- a -->",
        String(repeating: "<div>", count: 100) + String(repeating: "</div>", count: 100),
        "<p " + String(repeating: "a=\"\" ", count: 20) + ">a</p>", "<p a=\"", "<p", "<", "&", "<p a", "<p a=", "<br", "<br/", "&#",
        "&#;", "&#x;",
    ])
    func whatReadersMayReadDifferentlyIsNot(_ html: String) { #expect(PlainHTML.content(of: html) == nil) }
}
