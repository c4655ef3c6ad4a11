/// The first row of a table: which column has which name.
struct DelimitedHeader {
    let delimiter: UInt8
    /// How many rows it takes: two where a spreadsheet's `sep=;` stands above.
    let rowCount: Int
    /// How many columns there are.
    let count: Int
    /// The columns' names in the form of `Word.folded`.
    let names: [String]
    private let indices: [String: Int]
    /// The same without underscores.
    private let joinedIndices: [String: Int]

    /// The reading of a header with each delimiter that gives more than one column.
    static func readings(of text: [UInt8]) -> [DelimitedHeader] {
        [",", ";", "\t", "|"].compactMap { Self(text, delimiter: Character($0).asciiValue ?? 0) }
    }

    private init?(_ text: [UInt8], delimiter: UInt8) {
        guard var reader = try? DelimitedReader(text, delimiter: delimiter), var row = try? reader.next() else { return nil }
        let isBelow = row.field(0).lowercased().hasPrefix("sep=") == true
        if isBelow, let next = try? reader.next() { row = next }
        guard row.count > 1 else { return nil }
        rowCount = isBelow ? 2 : 1
        self.delimiter = delimiter
        count = row.count
        names = row.fields.map { Word.folded($0) }
        indices = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        joinedIndices = Dictionary(names.enumerated().map { (Self.joined($1), $0) }) { first, _ in first }
    }

    /// The number of the column that has a name, in whatever spelling: `sent_at` is `Sent At` and `sentAt` too; nil where there is none.
    func index(of name: String) -> Int? { indices[name] ?? joinedIndices[Self.joined(name)] }

    private static func joined(_ name: String) -> String { name.filter { $0 != "_" } }

    func has(_ name: String) -> Bool { indices[name] != nil }

    /// What a row has in a column, as it is written; nil where it is empty or absent.
    func field(_ name: String, of row: DelimitedReader.Row) -> String? {
        guard let index = indices[name], index < row.count, !row.isEmpty(index) else { return nil }
        return row.field(index)
    }

    /// What a row has in a column, without spaces at its ends; nil where it is empty or absent.
    func value(_ name: String, of row: DelimitedReader.Row) -> String? {
        guard let text = field(name, of: row)?.trimmedSpaces, !text.isEmpty else { return nil }
        return text
    }

    /// Throws for a row that is cut off, or that has more fields than there are columns.
    func check(_ row: DelimitedReader.Row) throws(RecordError) {
        if row.isUnclosed || row.isLast && row.count < count {
            throw RecordError(
                "truncated", "the file ends in the middle of a row",
                help: "the file was cut off: export it again, or wait until it is whole")
        }
        guard (count..<max(count, row.count)).allSatisfy(row.isEmpty) else {
            throw RecordError(
                "bad-row", "a row of \(row.count) fields under a header of \(count)",
                help: "put fields that hold the delimiter or a line break in double quotes")
        }
    }

    /// Whether a field says yes or no; nil where it says neither.
    static func flag(_ text: String?) -> Bool? {
        guard let text else { return nil }
        return switch text.lowercased() {
        case "true", "1", "yes", "y", "t", "public": true
        case "false", "0", "no", "n", "f": false
        default: nil
        }
    }
}
