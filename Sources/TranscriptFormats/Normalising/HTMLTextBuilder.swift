/// Puts the text of an HTML document together while libxml2 reads it.
final class HTMLTextBuilder {
    private(set) var text = ""

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

    private struct Ending {
        var breaks: Int
        var isPreformatted: Bool
    }

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
        } else if Self.dropped.contains(name) || classes.map({ Self.areQuote(String(cString: $0)) }) == true {
            droppedFrom = open.count
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
        let characters = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        for scalar in characters.unicodeScalars {
            switch scalar {
            case "\n" where preformatted > 0, "\r" where preformatted > 0: breaks = min(breaks + 1, 2)
            case " ", "\t", "\n", "\r", "\u{0C}", "\u{A0}": hasSpace = true
            default: append(String(scalar))
            }
        }
    }

    private func append(_ part: String) {
        if !text.isEmpty {
            if breaks > 0 { text += String(repeating: "\n", count: breaks) } else if hasSpace, text.last != " " { text += " " }
        }
        breaks = 0
        hasSpace = false
        text += part
    }

    /// Asks for a line break (1) or a blank line (2) before the next text.
    private func breakLines(_ count: Int) {
        breaks = max(breaks, count)
    }

    /// Whether the classes of an element are those that mail programs give to a quoted mail.
    private static func areQuote(_ classes: String) -> Bool {
        classes.split(separator: " ").contains {
            ["gmail_quote", "freshdesk_quote", "zmail_extra"].contains($0) || $0.hasPrefix("moz-cite")
        }
    }

    private static let dropped: Set<String> = ["script", "style", "head", "title", "blockquote", "template", "noscript", "object"]

    /// The line breaks before and after an element.
    private static let blocks: [String: Int] = [
        "p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "ul": 2, "ol": 2, "dl": 2, "table": 2, "pre": 2, "blockquote": 2, "hr": 2,
        "div": 1, "li": 1, "tr": 1, "dt": 1, "dd": 1, "section": 1, "article": 1, "header": 1, "footer": 1, "address": 1, "center": 1,
        "fieldset": 1, "form": 1, "figure": 1, "caption": 1,
    ]
}
