import CLibXML2

/// The text of HTML, as a person reads it.
///
/// Blocks and `<br>` become line breaks, list items begin with `- `, runs of white space one space; images, scripts and quoted mail are
/// dropped.
enum HTMLText {
    /// How deep elements may be nested: more than mail programs and their quotes need, and little enough to be read fast.
    static let depthLimit = 512
    /// How many bytes of HTML there may be in one message, pictures that are written into it included.
    static let byteLimit = 16 << 20

    /// - Throws: Where it is over a limit, or memory runs out.
    static func text(_ html: String, at pointer: @autoclosure () -> String = "") throws(RecordError) -> String {
        try content(of: html, at: pointer()).text
    }

    /// The text, and whether quoted mail was left out of it.
    ///
    /// - Throws: Where it is over a limit, or memory runs out.
    static func content(of html: String, at pointer: @autoclosure () -> String = "") throws(RecordError) -> (text: String, hadQuote: Bool) {
        guard looksLikeHTML(html) else { return (html, false) }
        let builder = HTMLTextBuilder()
        // The element around it all keeps libxml2 from putting a <p> around text that stands in none.
        let document = Array("<html><body><div>".utf8) + html.utf8.filter { $0 != 0 } + Array("</div></body></html>".utf8)
        guard document.count <= byteLimit else {
            throw RecordError(
                "text-too-long", "a message of \(document.count) bytes of HTML; the limit is \(byteLimit)", at: pointer(),
                help: "leave the pictures out of it, or shorten it")
        }
        guard HTMLTags.areBounded(document) else {
            throw RecordError(
                "bad-html", "an HTML tag that does not end, or has more than \(HTMLTags.attributeLimit) attributes", at: pointer(),
                help: "no mail program writes this; remove the message")
        }
        switch withExtendedLifetime(builder, { read(document, into: builder) }) {
        case TACT_HTML_OK: return (builder.text, builder.hadQuote)
        case TACT_HTML_TOO_DEEP:
            throw RecordError(
                "too-deep", "HTML nested more than \(depthLimit) deep", at: pointer(),
                help: "no mail program writes this; remove the message"
            )
        default:
            throw RecordError(
                "out-of-memory", "no memory to read HTML", at: pointer(), help: "split the file, or give the program more memory")
        }
    }

    private static func read(_ document: [UInt8], into builder: HTMLTextBuilder) -> tact_html_result {
        var handler = tact_html_handler()
        handler.context = Unmanaged.passUnretained(builder).toOpaque()
        handler.start = { HTMLTextBuilder.of($0)?.start($1, id: $2, classes: $3) }
        handler.end = { HTMLTextBuilder.of($0)?.end() }
        handler.text = { HTMLTextBuilder.of($0)?.characters($1, count: $2) }
        return document.withUnsafeBytes {
            tact_html_read($0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, depthLimit, &handler)
        }
    }

    /// Whether there is a tag or a character reference in a text; what has neither is plain, and its line breaks count.
    static func looksLikeHTML(_ text: String) -> Bool {
        var bytes = text.utf8[...]
        while let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            let rest = bytes[bytes.index(after: mark)...]
            if bytes[mark] == UInt8(ascii: "<") ? beginsWithTag(rest) : beginsWithReference(rest) { return true }
            bytes = rest
        }
        return false
    }

    private static func beginsWithTag(_ bytes: Substring.UTF8View) -> Bool {
        let name = bytes.first == UInt8(ascii: "/") ? bytes.dropFirst() : bytes
        if name.starts(with: "!--".utf8) { return true }
        let letters = name.prefix(11).prefix(while: \.isASCIIAlphanumeric)
        let rest = name.dropFirst(letters.count)
        guard let next = rest.first, " \t\r\n/>".utf8.contains(next), tags.contains(Substring(letters).lowercased()) else { return false }
        // With a space behind the name it has attributes, or it is “a <b and c> d”.
        return next == UInt8(ascii: ">") || rest.prefix(4096).prefix { $0 != UInt8(ascii: ">") }.contains { "=/".utf8.contains($0) }
    }

    private static func beginsWithReference(_ bytes: Substring.UTF8View) -> Bool {
        let name = bytes.prefix(10).prefix { $0 != UInt8(ascii: ";") }
        guard !name.isEmpty, bytes.dropFirst(name.count).first == UInt8(ascii: ";") else { return false }
        return name.first == UInt8(ascii: "#") ? name.dropFirst().allSatisfy(\.isHexDigitOrX) : name.allSatisfy(\.isASCIIAlphanumeric)
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "s", "p", "br", "hr", "div", "span", "img", "em", "strong", "small", "font", "center", "ul", "ol", "li", "dl",
        "dt",
        "dd", "table", "tbody", "thead", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "code", "blockquote", "html", "head",
        "body", "meta", "style", "script", "title", "section", "article", "header", "footer", "sub", "sup", "del", "ins", "mark", "figure",
    ]
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool { isDigit || isASCIILetter }
    fileprivate var isHexDigitOrX: Bool { isHexDigit || self | 0x20 == UInt8(ascii: "x") }
}
