/// Writes blocks as lines: what fits on a line stands on it, what does not is opened, two spaces deeper.
struct LayoutWriter {
    /// The most characters of a line, unless a single phrase is longer.
    static let lineWidth = 140

    private(set) var text = ""

    static func text(of block: LayoutBlock) -> String {
        var writer = LayoutWriter()
        writer.write(block, indent: 0, used: 0, after: 0)
        return writer.text + "\n"
    }

    /// - Parameters:
    ///   - used: The characters that the line has already.
    ///   - after: The characters that must fit after it.
    private mutating func write(_ block: LayoutBlock, indent: Int, used: Int, after: Int) {
        if block.isTight || used + block.width + after <= Self.lineWidth { return writeInline(block) }
        switch block.content {
        case .leaf(let text): self.text += text
        case .array(let items): writeOpen(items, "[", "]", indent: indent)
        case .object(let items): writeOpen(items, "{", "}", indent: indent)
        }
    }

    private mutating func writeInline(_ block: LayoutBlock) {
        switch block.content {
        case .leaf(let text): self.text += text
        case .array(let items):
            text += "["
            writeInline(items)
            text += "]"
        case .object(let items):
            text += items.isEmpty ? "{" : "{ "
            writeInline(items)
            text += items.isEmpty ? "}" : " }"
        }
    }

    private mutating func writeInline(_ items: [LayoutBlock.Item]) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            writeName(of: item)
            writeInline(item.block)
        }
    }

    private mutating func writeOpen(_ items: [LayoutBlock.Item], _ open: String, _ close: String, indent: Int) {
        guard !items.isEmpty else { return text += open + close }
        let inner = indent + 2
        text += open
        var column = 0
        for (index, item) in items.enumerated() {
            let comma = index + 1 < items.count ? 1 : 0
            let joins = index > 0 && item.sharesLine && items[index - 1].sharesLine && !item.isAfterEmptyLine
            if joins, column > 0, column + 1 + item.width + comma <= Self.lineWidth {
                text += " "
                column += 1
            } else {
                text += item.isAfterEmptyLine && index > 0 ? "\n\n" : "\n"
                text += String(repeating: " ", count: inner)
                column = inner
            }
            let isWhole = column + item.width + comma <= Self.lineWidth
            writeName(of: item)
            write(item.block, indent: inner, used: column + (item.name.map { $0.count + 2 } ?? 0), after: comma)
            if comma == 1 { text += "," }
            // Nothing follows on the line where an opened block ends.
            column = isWhole ? column + item.width + comma : 0
        }
        text += "\n" + String(repeating: " ", count: indent) + close
    }

    private mutating func writeName(of item: LayoutBlock.Item) {
        if let name = item.name { text += "\(name): " }
    }
}
