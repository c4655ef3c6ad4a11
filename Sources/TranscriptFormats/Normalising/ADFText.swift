/// The text of a document in the Atlassian Document Format (`{"type":"doc","content":[…]}`), as a person reads it.
///
/// Quotes are left out, list items begin with `- `, and pictures and files are named apart from the text.
struct ADFText {
    private(set) var text = ""
    /// Whether a quote was left out.
    private(set) var hadQuote = false
    /// The names of embedded files; nil for one without a name.
    private(set) var files: [String?] = []

    /// The line breaks that the next text is to have before it.
    private var breaks = 0

    init(_ document: JSONValue) { read(document, isCompact: false) }

    /// - Parameter isCompact: Whether blocks stand in a list or a table, where no blank line is between them.
    private mutating func read(_ node: JSONValue, isCompact: Bool) {
        let kind = node["type"].string ?? ""
        let attributes = node["attrs"]
        switch kind {
        case "text": append(node["text"].string ?? "")
        case "hardBreak": breaks = min(breaks + 1, 2)
        case "mention": append(attributes["text"].name ?? attributes["id"].name.map { "@\($0)" } ?? "")
        case "emoji": append(attributes.firstName("text", "shortName") ?? "")
        case "inlineCard", "blockCard", "embedCard": append(attributes["url"].name ?? "")
        case "status": append(attributes["text"].name ?? "")
        case "date": append(Self.date(attributes["timestamp"]))
        case "media", "mediaInline": files.append(attributes.firstName("alt", "title"))
        case "blockquote": hadQuote = true
        default: readBlock(node, kind: kind, isCompact: isCompact)
        }
    }

    private mutating func readBlock(_ node: JSONValue, kind: String, isCompact: Bool) {
        let isItem = ["listItem", "taskItem", "decisionItem"].contains(kind)
        let isPart = isItem || kind == "tableRow"
        let isCell = kind == "tableCell" || kind == "tableHeader"
        let needed = isPart || isCompact ? 1 : 2
        if !isCell { breaks = max(breaks, needed) }
        if isItem { append("- ") }
        if isCell, breaks == 0, !text.isEmpty { append(" ") }
        if let title = node["attrs"]["title"].name {
            append(title)
            breaks = needed
        }
        for (index, child) in node["content"].elements.enumerated() {
            // The first block of an item stands on the line of its mark, and what is in a cell on the line of the row.
            let isInline = isCell || isItem && index == 0
            if isInline, child["type"].string == "paragraph" {
                for part in child["content"].elements { read(part, isCompact: true) }
            } else {
                read(child, isCompact: isCompact || isPart || isCell)
            }
        }
        if !isCell { breaks = max(breaks, needed) }
    }

    private mutating func append(_ part: String) {
        guard !part.isEmpty else { return }
        if !text.isEmpty { text += String(repeating: "\n", count: breaks) }
        breaks = 0
        text += part
    }

    /// A day, which documents have as milliseconds since 1970.
    private static func date(_ timestamp: JSONValue) -> String {
        timestamp.decimal.flatMap { SourceTime(epoch: $0) }.map { String($0.messageTime.description.prefix(10)) } ?? ""
    }
}
