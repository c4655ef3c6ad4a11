/// Puts the text of an HTML document together while libxml2 reads it.
final class HTMLTextBuilder {
    /// UTF-8.
    private var bytes: [UInt8] = []
    /// The line breaks and the space that the next text is to have before it.
    private var breaks = 0
    private var hasSpace = false
    /// For each open element, what its end does.
    private var open: [Ending] = []
    /// The depth of the element whose content is dropped; nil outside of one.
    private var droppedFrom: Int?
    /// Whether all that follows is a quoted mail.
    private var isOver = false
    private var preformatted = 0
    /// Whether quoted mail was left out.
    private(set) var hadQuote = false

    private struct Ending {
        var breaks: Int
        var isPreformatted: Bool
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    static func of(_ context: UnsafeMutableRawPointer?) -> HTMLTextBuilder? {
        context.map { Unmanaged<HTMLTextBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ element: UnsafePointer<CChar>?, id: UnsafePointer<CChar>?, classes: UnsafePointer<CChar>?) {
        let name = element.map { String(cString: $0) } ?? ""
        let breaks = Self.blocks[name] ?? 0
        open.append(Ending(breaks: breaks, isPreformatted: name == "pre"))
        if name == "pre" { preformatted += 1 }
        guard droppedFrom == nil, !isOver else { return }
        if id.map({ String(cString: $0) }) == "divRplyFwdMsg" {
            isOver = true
            hadQuote = true
        } else if Self.dropped.contains(name) {
            droppedFrom = open.count
            hadQuote = hadQuote || name == "blockquote"
        } else if classes.map({ Self.areQuote(String(cString: $0)) }) == true {
            droppedFrom = open.count
            hadQuote = true
        }
        breakLines(breaks)
        guard droppedFrom == nil, !isOver else { return }
        switch name {
        case "br": self.breaks = min(self.breaks + 1, 2)
        case "li": append("- ")
        case "td", "th": hasSpace = true
        default: break
        }
    }

    func end() {
        guard let ending = open.popLast() else { return }
        if ending.isPreformatted { preformatted -= 1 }
        if let from = droppedFrom {
            if open.count < from { droppedFrom = nil }
        }
        if droppedFrom == nil { breakLines(ending.breaks) }
    }

    func characters(_ start: UnsafePointer<CChar>?, count: Int) {
        guard droppedFrom == nil, !isOver, let start else { return }
        let characters = UnsafeRawBufferPointer(start: start, count: count)
        var index = 0
        while index < count {
            let byte = characters[index]
            let isNoBreakSpace = byte == 0xC2 && index + 1 < count && characters[index + 1] == 0xA0
            if preformatted > 0, byte == 0x0A || byte == 0x0D {
                breaks = min(breaks + 1, 2)
            } else if byte == 0x20 || 0x09...0x0D ~= byte || isNoBreakSpace {
                hasSpace = true
            } else {
                separate()
                bytes.append(byte)
            }
            index += isNoBreakSpace ? 2 : 1
        }
    }

    private func append(_ part: StaticString) {
        separate()
        bytes += UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
    }

    /// Writes the line breaks or the space that are due.
    private func separate() {
        if !bytes.isEmpty {
            if breaks > 0 {
                bytes.append(contentsOf: repeatElement(0x0A, count: breaks))
            } else if hasSpace, bytes.last != 0x20 {
                bytes.append(0x20)
            }
        }
        breaks = 0
        hasSpace = false
    }

    /// Asks for a line break (1) or a blank line (2) before the next text.
    private func breakLines(_ count: Int) {
        breaks = max(breaks, count)
    }

    /// Whether the classes of an element are those that mail programs give to a quoted mail.
    private static func areQuote(_ classes: String) -> Bool {
        classes.split(separator: " ").contains {
            quoteClasses.contains($0) || $0.hasPrefix("moz-cite") || $0.hasSuffix("yahoo_quoted")
        }
    }

    private static let quoteClasses: Set<Substring> = [
        "gmail_quote", "freshdesk_quote", "zmail_extra", "protonmail_quote", "tutanota_quote",
    ]

    private static let dropped: Set<String> = ["script", "style", "head", "title", "blockquote", "template", "noscript", "object"]

    /// The line breaks before and after an element.
    private static let blocks: [String: Int] = [
        "p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "ul": 2, "ol": 2, "dl": 2, "table": 2, "pre": 2, "blockquote": 2,
        "hr": 2,
        "div": 1, "li": 1, "tr": 1, "dt": 1, "dd": 1, "section": 1, "article": 1, "header": 1, "footer": 1, "address": 1, "center": 1,
        "fieldset": 1, "form": 1, "figure": 1, "caption": 1,
    ]
}
