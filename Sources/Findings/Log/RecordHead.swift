/// What stands at the beginning of every line of the log, read without reading the rest.
struct RecordHead: Sendable, Hashable {
    var type: String
    var seq: UInt64

    /// - Returns: nil where the bytes do not begin as a record of this schema with a number does.
    init?(_ line: some Collection<UInt8>) {
        var reader = PrefixReader(line.prefix(256))
        guard reader.skip(#"{"type":""#), let type = reader.until(UInt8(ascii: "\"")), reader.skip(#","schema":"#),
            reader.number() == UInt64(LogRecord.schema), reader.skip(#","seq":"#), let seq = reader.number()
        else { return nil }
        self.type = type
        self.seq = seq
    }
}

/// The first line of a file of the log.
struct LogHead: Sendable, Hashable {
    var seq: UInt64
    var id: LogID
    var previous: LogID?

    /// No first line is longer, newline included.
    static let longest = 4096

    /// - Parameter bytes: The beginning of the file.
    /// - Returns: nil where there is no whole line, or it is no `log` record.
    init?(_ bytes: some Collection<UInt8>) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        var reader = PrefixReader(bytes[..<end])
        guard let head = RecordHead(bytes[..<end]), head.type == "log", reader.skip(through: #","time":""#),
            reader.until(UInt8(ascii: "\"")) != nil, reader.skip(#","id":""#), let id = reader.until(UInt8(ascii: "\"")),
            let id = LogID(id)
        else { return nil }
        seq = head.seq
        self.id = id
        previous = reader.skip(#","previous":""#) ? reader.until(UInt8(ascii: "\"")).flatMap { LogID($0) } : nil
    }
}

/// Reads text of a known form from its beginning.
private struct PrefixReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

    mutating func skip(_ text: StaticString) -> Bool {
        let text = text.withUTF8Buffer { Array($0) }
        guard rest.starts(with: text) else { return false }
        rest = rest.dropFirst(text.count)
        return true
    }

    /// Skips to the end of the first place where the text stands.
    mutating func skip(through text: StaticString) -> Bool {
        while !rest.isEmpty {
            if skip(text) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// The text up to a byte, which is skipped; no escapes.
    mutating func until(_ byte: UInt8) -> String? {
        guard let end = rest.firstIndex(of: byte) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// Decimal digits, of a number that may be counted on from.
    mutating func number() -> UInt64? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        return UInt64(String(decoding: digits, as: UTF8.self)).flatMap { $0 <= JournalEntry.largestNumber ? $0 : nil }
    }
}
