import CLibXML2
import Diagnostics

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
        if html.utf8.count < byteLimit / 2, let content = PlainHTML.content(of: html) { return content }
        return try contentOfAny(html, at: pointer())
    }

    /// The same of whatever it may be, read by libxml2.
    static func contentOfAny(
        _ html: String, at pointer: @autoclosure () -> String = ""
    ) throws(RecordError) -> (text: String, hadQuote: Bool) {
        let receiver = Receiver()
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
        switch withExtendedLifetime(receiver, { read(document, into: receiver) }) {
        case TACT_HTML_OK: return (receiver.builder.text, receiver.builder.hadQuote)
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

    /// What libxml2 tells of a document.
    private final class Receiver {
        var builder = HTMLTextBuilder()

        static func of(_ context: UnsafeMutableRawPointer?) -> Receiver? {
            context.map { Unmanaged<Receiver>.fromOpaque($0).takeUnretainedValue() }
        }

        func start(_ element: UnsafePointer<CChar>?, id: UnsafePointer<CChar>?, classes: UnsafePointer<CChar>?) {
            builder.start(
                HTMLElement.named(element.map { String(cString: $0) } ?? ""),
                isReply: id.map { String(cString: $0) == HTMLElement.replyID } ?? false,
                isQuote: classes.map { HTMLElement.areQuote(String(cString: $0)) } ?? false)
        }

        func add(_ characters: UnsafePointer<CChar>?, count: Int) {
            characters?.withMemoryRebound(to: UInt8.self, capacity: count) { builder.add(UnsafeBufferPointer(start: $0, count: count)) }
        }
    }

    private static func read(_ document: [UInt8], into receiver: Receiver) -> tact_html_result {
        var handler = tact_html_handler()
        handler.context = Unmanaged.passUnretained(receiver).toOpaque()
        handler.start = { Receiver.of($0)?.start($1, id: $2, classes: $3) }
        handler.end = { Receiver.of($0)?.builder.end() }
        handler.text = { Receiver.of($0)?.add($1, count: $2) }
        return document.withUnsafeBytes {
            tact_html_read($0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, depthLimit, &handler)
        }
    }

    /// Whether there is a tag or a character reference in a text; what has neither is plain, and its line breaks count.
    static func looksLikeHTML(_ text: String) -> Bool {
        var text = text
        return text.withUTF8(looksLikeHTML)
    }

    private static func looksLikeHTML(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while true {
            position = EightBytes.position(in: text, from: position, isPlain: hasNoMark, isNotable: isMark)
            guard position < text.count else { return false }
            let rest = text[(position + 1)...]
            if text[position] == UInt8(ascii: "<") ? beginsWithTag(rest) : beginsWithReference(rest) { return true }
            position += 1
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") }

    /// Whether eight bytes surely have none of both.
    private static func hasNoMark(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (tags, references) = (bytes ^ (ones &* 0x3C), bytes ^ (ones &* 0x26))
        return ((tags &- ones) & ~tags | (references &- ones) & ~references) & (ones &* 0x80) == 0
    }

    private static func beginsWithTag(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let name = bytes.first == UInt8(ascii: "/") ? bytes.dropFirst() : bytes
        if name.starts(with: "!--".utf8) { return true }
        let letters = name.prefix(11).prefix(while: \.isASCIIAlphanumeric)
        let rest = name.dropFirst(letters.count)
        guard let next = rest.first, " \t\r\n/>".utf8.contains(next), tags.contains(String(decoding: letters, as: UTF8.self).lowercased())
        else { return false }
        // With a space behind the name it has attributes, or it is “a <b and c> d”.
        return next == UInt8(ascii: ">") || rest.prefix(4096).prefix { $0 != UInt8(ascii: ">") }.contains { "=/".utf8.contains($0) }
    }

    private static func beginsWithReference(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
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
