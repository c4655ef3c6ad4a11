import Diagnostics

/// Finds out what a file is made of: an archive, JSON or other text.
struct ExportOpening {
    var name: String
    var context: RecordContext

    /// How many bytes tell an archive from anything else.
    private static let markLength = 4

    /// - Throws: `DiagnosticsError` for a file without anything in it; what the source throws.
    func body(of source: any ByteSource) throws -> any ExportBody {
        let peeked = try PeekedSource(source, count: Self.markLength)
        let budget = UnpackBudget(limit: context.limits.fileBytes, file: name)
        if peeked.head.starts(with: [0x1F, 0x8B]) { return try GzipExport(peeked, opening: self, budget: budget) }
        if peeked.head.starts(with: Array("PK".utf8)), peeked.head.last.map({ [4, 6, 8].contains($0) }) == true {
            return try ZipExport(peeked, opening: self, budget: budget)
        }
        return try unpackedBody(of: peeked)
    }

    /// The body of a file that is no archive.
    ///
    /// - Parameter hasSiblings: Whether its conversations may go on in other files of the folder.
    func unpackedBody(of source: any ByteSource, hasSiblings: Bool = false) throws -> any ExportBody {
        var input = try Input(source, file: name, limit: context.limits.fileBytes)
        guard let first = try input.skipSpace() else { throw FileError.empty(name) }
        // Enough to tell the bracket of an array from that of a time or a heading.
        while input.count < 32, try input.more() {}
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") && input.withBytes(Self.beginsArray)
        return isJSON
            ? try JSONExport(input, context: context, hasSiblings: hasSiblings) : TextExport(input, context: context)
    }

    /// Whether a bracket opens an array of JSON, and not `[12:03` or `[2026-01-05` as in a chat log, nor `[section]`.
    private static func beginsArray(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let inside = bytes.dropFirst().prefix(31).drop(while: \.isJSONSpace)
        guard let first = inside.first else { return true }
        let words = ["true", "false", "null"].map { Array($0.utf8) }
        guard first.isDigit else { return "{[]\"-".utf8.contains(first) || words.contains(where: inside.starts) }
        let digits = inside.prefix(while: \.isDigit)
        guard 1...4 ~= digits.count, let mark = inside.dropFirst(digits.count).first else { return true }
        let isDate = UInt8(ascii: "-") == mark || UInt8(ascii: "/") == mark
        return
            !(mark == UInt8(ascii: ":") || isDate
            || (mark == UInt8(ascii: ".") && inside.dropFirst(digits.count).contains(UInt8(ascii: ":"))))
    }
}
