import Diagnostics

/// Reads delimited text (RFC 4180) row by row, with the usual sins: quotes in the middle of a field, text behind a closing quote, any line
/// end.
struct DelimitedReader {
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
        var row = Row(origin: input.origin)
        return try next(into: &row) ? row : nil
    }

    /// The same in the memory of a row that is not needed any more.
    ///
    /// - Returns: False at the end.
    mutating func next(into row: inout Row) throws -> Bool {
        input.consume(rowLength + lineEndLength)
        (rowLength, lineEndLength) = (0, 0)
        guard try skipBlankLines() else { return false }
        let origin = input.origin
        while true {
            row.begin(at: origin)
            let (length, isWhole) = input.withBytes { Self.read(&row, in: $0, delimiter: delimiter) }
            if isWhole || input.atEnd {
                rowLength = length
                lineEndLength = input.withBytes { Self.lineEnd(in: $0, at: length) }
                row.isLast = lineEndLength == 0
                return true
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

    /// Reads the row at the front of some bytes.
    ///
    /// - Returns: Its length without the line end, and whether the line end was seen.
    private static func read(
        _ row: inout Row, in bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8
    ) -> (length: Int, isWhole: Bool) {
        var position = 0
        while true {
            readField(of: &row, in: bytes, at: &position, delimiter: delimiter)
            guard position < bytes.count, bytes[position] == delimiter else { break }
            position += 1
        }
        // A carriage return at the end of what is there may be half of a line end.
        let isWhole = !row.isUnclosed && position < bytes.count && (bytes[position] == 0x0A || position + 1 < bytes.count)
        return (position, isWhole)
    }

    private static func readField(
        of row: inout Row, in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int, delimiter: UInt8
    ) {
        defer { row.endField() }
        if position < bytes.count, bytes[position] == quote {
            position += 1
            while true {
                let end = EightBytes.position(in: bytes, from: position, isPlain: hasNoQuote, isNotable: { $0 == quote })
                row.append(bytes[position..<end])
                position = end + 1
                guard end < bytes.count else {
                    position = end
                    row.isUnclosed = true
                    break
                }
                guard position < bytes.count, bytes[position] == quote else { break }
                // Two of them are one that is meant.
                row.append(bytes[position..<position + 1])
                position += 1
            }
        }
        let start = position
        while position < bytes.count, bytes[position] != delimiter, !isLineEnd(bytes[position]) { position += 1 }
        row.append(bytes[start..<position])
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether eight bytes surely have no quote.
    private static func hasNoQuote(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = bytes ^ (ones &* UInt64(quote))
        return (quotes &- ones) & ~quotes & (ones &* 0x80) == 0
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
