import Diagnostics

/// Reads delimited text (RFC 4180) row by row, with the usual sins: quotes in the middle of a field, text behind a closing quote, any line
/// end.
struct DelimitedReader {
    struct Row {
        var fields: [String] = []
        /// Whether the text ended inside of quotes.
        var isUnclosed = false
        /// Whether nothing follows in the file, not even a line end.
        var isLast = false
        /// Where the row begins.
        var origin: RecordOrigin
    }

    private(set) var input: Input
    private let delimiter: UInt8
    private let limit: Int
    /// The bytes of the row that was given last, which are still in front of the input, and those of its line end.
    private var rowLength = 0
    private var lineEndLength = 0

    /// - Parameter limit: How many bytes a row may have.
    init(_ input: Input, delimiter: UInt8, limit: Int) {
        self.input = input
        self.delimiter = delimiter
        self.limit = limit
    }

    /// The next row that is not blank; nil at the end.
    ///
    /// - Throws: `DiagnosticsError` for a row over the limit, as one is whose quote is never closed; there is nothing more after it.
    mutating func next() throws -> Row? {
        input.consume(rowLength + lineEndLength)
        (rowLength, lineEndLength) = (0, 0)
        guard try skipBlankLines() else { return nil }
        let origin = input.origin
        while true {
            let (row, length, isWhole) = input.withBytes { Self.row(in: $0, delimiter: delimiter, origin: origin) }
            if isWhole || input.atEnd {
                rowLength = length
                lineEndLength = input.withBytes { Self.lineEnd(in: $0, at: length) }
                var row = row
                row.isLast = lineEndLength == 0
                return row
            }
            guard input.count <= limit else { throw tooLarge(origin) }
            // Twice as much each time, as the row is read anew.
            let wanted = input.count * 2
            while input.count < wanted, try input.more() {}
        }
    }

    /// Where the row that was given last stands.
    func place(of row: Row) -> Place {
        input.withBytes { row.origin.place(of: 0..<rowLength, in: UnsafeBufferPointer(rebasing: $0[..<rowLength])) }
    }

    private mutating func skipBlankLines() throws -> Bool {
        while true {
            let blank = input.withBytes { $0.firstIndex { !Self.isLineEnd($0) } ?? $0.count }
            input.consume(blank)
            if input.count > 0 { return true }
            guard try input.more() else { return false }
        }
    }

    private func tooLarge(_ origin: RecordOrigin) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "record-too-large", "a row of more than \(limit) bytes",
                at: Place(file: origin.file, line: origin.line, column: origin.column + 1, bytes: origin.offset..<origin.offset),
                help: "look for a quote that is never closed, or raise limits.record in tactd.json"))
    }

    // MARK: Rows in memory

    /// The row at the front of some bytes, its length without the line end, and whether the line end was seen.
    private static func row(
        in bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8, origin: RecordOrigin
    ) -> (row: Row, length: Int, isWhole: Bool) {
        var row = Row(origin: origin)
        var position = 0
        while true {
            row.fields.append(field(of: &row, in: bytes, at: &position, delimiter: delimiter))
            guard position < bytes.count, bytes[position] == delimiter else { break }
            position += 1
        }
        // A carriage return at the end of what is there may be half of a line end.
        let isWhole = !row.isUnclosed && position < bytes.count && (bytes[position] == 0x0A || position + 1 < bytes.count)
        return (row, position, isWhole)
    }

    private static func field(
        of row: inout Row, in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, delimiter: UInt8
    ) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            return TextDecoding.text(unquoted(in: bytes, at: &position, delimiter: delimiter))
        }
        position += 1
        var content: [UInt8] = []
        while true {
            let part = bytes[position...].prefix { $0 != UInt8(ascii: "\"") }
            content += part
            position += part.count
            guard position < bytes.count else {
                row.isUnclosed = true
                break
            }
            position += 1
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { break }
            content.append(UInt8(ascii: "\""))
            position += 1
        }
        content += unquoted(in: bytes, at: &position, delimiter: delimiter)
        return TextDecoding.text(content)
    }

    private static func unquoted(
        in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, delimiter: UInt8
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        let field = bytes[position...].prefix { $0 != delimiter && !isLineEnd($0) }
        position += field.count
        return field
    }

    private static func lineEnd(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
        guard position < bytes.count else { return 0 }
        let isPair = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
        return isPair ? 2 : 1
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

extension DelimitedReader {
    /// Reads rows of a text that is in memory.
    init(_ text: [UInt8], delimiter: UInt8) throws {
        self.init(try Input(MemorySource(text), file: "", limit: .max), delimiter: delimiter, limit: .max)
    }
}
