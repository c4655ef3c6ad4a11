import CLibXML2

/// The text of HTML, as a person reads it.
///
/// Blocks and `<br>` become line breaks, list items begin with `- `, runs of white space one space; images, scripts and quoted mail are dropped.
enum HTMLText {
    /// How deep elements may be nested. libxml2 looks through all open elements at a closing tag that fits none, so that without a limit an
    /// export could keep it busy for hours.
    static let depthLimit = 512

    /// - Throws: Where the nesting is over the limit, or memory runs out.
    static func text(_ html: String, at pointer: String = "") throws(RecordError) -> String {
        guard looksLikeHTML(html) else { return html }
        guard let parser = htmlNewParserCtxt() else { throw RecordError("out-of-memory", "no memory to read HTML", at: pointer) }
        defer { htmlFreeParserCtxt(parser) }
        let builder = HTMLTextBuilder(parser: parser)
        return try withExtendedLifetime(builder) { () throws(RecordError) in
            parser.pointee.sax.pointee = handlers
            parser.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
            // The element around it all keeps libxml2 from putting a <p> around text that stands in none.
            var document = Array("<html><body><div>".utf8)
            document += html.utf8.filter { $0 != 0 }
            document += "</div></body></html>".utf8
            guard let count = Int32(exactly: document.count) else { throw RecordError("text-too-long", "HTML of 2 GiB", at: pointer) }
            let options = HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
            document.withUnsafeBytes { bytes in
                let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
                let tree = htmlCtxtReadMemory(parser, start, count, nil, "UTF-8", Int32(options | HTML_PARSE_IGNORE_ENC.rawValue))
                if let tree { xmlFreeDoc(tree) }
            }
            guard !builder.isTooDeep else {
                throw RecordError(
                    "too-deep", "HTML nested more than \(depthLimit) deep", at: pointer, help: "no mail program writes this; remove the message")
            }
            return builder.text
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
        let letters = name.prefix(11).prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || $0.isDigit }
        guard let next = name.dropFirst(letters.count).first, " \t\r\n/>".utf8.contains(next) else { return false }
        return tags.contains(Substring(letters).lowercased())
    }

    private static func beginsWithReference(_ bytes: Substring.UTF8View) -> Bool {
        let name = bytes.prefix(10).prefix { $0 != UInt8(ascii: ";") }
        guard !name.isEmpty, bytes.dropFirst(name.count).first == UInt8(ascii: ";") else { return false }
        return name.first == UInt8(ascii: "#") ? name.dropFirst().allSatisfy(\.isHexDigitOrX) : name.allSatisfy(\.isASCIIAlphanumeric)
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "s", "p", "br", "hr", "div", "span", "img", "em", "strong", "small", "font", "center", "ul", "ol", "li", "dl", "dt",
        "dd", "table", "tbody", "thead", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "code", "blockquote", "html", "head",
        "body", "meta", "style", "script", "title", "section", "article", "header", "footer", "sub", "sup", "del", "ins", "mark", "figure",
    ]

    private static var handlers: xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.startElement = { HTMLTextBuilder.of($0)?.start($1, attributes: $2) }
        handlers.endElement = { context, _ in HTMLTextBuilder.of(context)?.end() }
        handlers.characters = { HTMLTextBuilder.of($0)?.characters($1, count: $2) }
        handlers.ignorableWhitespace = handlers.characters
        handlers.cdataBlock = handlers.characters
        return handlers
    }
}

extension UInt8 {
    fileprivate var isASCIIAlphanumeric: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
    fileprivate var isHexDigitOrX: Bool { isHexDigit || self | 0x20 == UInt8(ascii: "x") }
}
