/// Reads delimited text (RFC 4180) row by row, with the usual sins: quotes in the middle of a field, text behind a closing quote, any line
/// end.
struct DelimitedReader {
    struct Row {
        var fields: [String]
        /// Byte offsets in the text, without the line end.
        var bytes: Range<Int>
        /// Lines before the row.
        var line: Int
        /// Whether the text ended inside of quotes, or without a line end.
        var isUnclosed = false
        var isLast = false
    }

    private let text: [UInt8]
    private let delimiter: UInt8
    private var position = 0
    private var line = 0

    init(_ text: [UInt8], delimiter: UInt8) {
        self.text = text
        self.delimiter = delimiter
    }

    /// The next row that is not blank; nil at the end.
    mutating func next() -> Row? {
        while position < text.count, isLineEnd(text[position]) { endLine() }
        guard position < text.count else { return nil }
        var row = Row(fields: [], bytes: position..<position, line: line)
        repeat {
            row.fields.append(field(&row))
        } while takeDelimiter()
        row.bytes = row.bytes.lowerBound..<position
        row.isLast = position == text.count
        if position < text.count { endLine() }
        return row
    }

    private mutating func field(_ row: inout Row) -> String {
        guard position < text.count, text[position] == UInt8(ascii: "\"") else { return TextDecoding.text(takeUnquoted()) }
        position += 1
        var content: [UInt8] = []
        while true {
            let part = text[position...].prefix { $0 != UInt8(ascii: "\"") }
            content += part
            line += part.count { $0 == UInt8(ascii: "\n") }
            position += part.count
            guard position < text.count else {
                row.isUnclosed = true
                break
            }
            position += 1
            guard position < text.count, text[position] == UInt8(ascii: "\"") else { break }
            content.append(UInt8(ascii: "\""))
            position += 1
        }
        content += takeUnquoted()
        return TextDecoding.text(content)
    }

    private mutating func takeUnquoted() -> ArraySlice<UInt8> {
        let field = text[position...].prefix { $0 != delimiter && !isLineEnd($0) }
        position += field.count
        return field
    }

    private mutating func takeDelimiter() -> Bool {
        guard position < text.count, text[position] == delimiter else { return false }
        position += 1
        return true
    }

    private mutating func endLine() {
        let isPair = text[position] == 0x0D && position + 1 < text.count && text[position + 1] == 0x0A
        position += isPair ? 2 : 1
        line += 1
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
