import Diagnostics
import Transcripts

/// Makes messages of the rows of a table.
protocol TableRows {
    var header: DelimitedHeader { get }
    /// Whether rows name their conversation; else the file is one.
    var haveIDs: Bool { get }

    /// The id of a row's conversation; nil where it names none.
    func id(of row: DelimitedReader.Row) -> String?

    /// Adds a row's message to its conversation, and what else the row says of it.
    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError)
}

/// Conversations, put together from rows, which may be anywhere.
struct DelimitedTable<Rows: TableRows> {
    private struct Conversation {
        var draft: TranscriptDraft
        /// The first thing that is wrong with a row; the conversation would be incomplete without it, and is left out.
        var problem: Diagnostic?
    }

    private let rows: Rows
    private let text: [UInt8]
    private let origin: RecordOrigin
    private let context: RecordContext
    private var conversations: [Conversation] = []
    private var indices: [String: Int] = [:]

    /// Reads all rows.
    ///
    /// - Throws: What makes the whole table unreadable: ids that a spreadsheet rounded, dates that may be two days.
    init(_ rows: Rows, text: [UInt8], origin: RecordOrigin, context: RecordContext) throws {
        self.rows = rows
        self.text = text
        self.origin = origin
        self.context = context
        var reader = DelimitedReader(text, delimiter: rows.header.delimiter)
        _ = reader.next()
        while let row = reader.next() { try add(row) }
    }

    var hasMessages: Bool { conversations.contains { !$0.draft.isEmpty || $0.problem != nil } }

    /// In the order in which the conversations come up.
    func items() -> [ExportItem] {
        conversations.compactMap { conversation in
            if let problem = conversation.problem { return .rejected(problem) }
            return conversation.draft.isEmpty ? nil : .transcript(conversation.draft.finished())
        }
    }

    private mutating func add(_ row: DelimitedReader.Row) throws {
        let id = rows.id(of: row)
        if let id, Self.isRounded(id) {
            throw DiagnosticsError(
                Diagnostic(
                    code: "rounded-ids", "the id “\(id)” was rounded by a spreadsheet, so that conversations cannot be told apart",
                    at: place(of: row), help: "export again without opening the file in a spreadsheet, or format the column as text"))
        }
        let index = conversation(id ?? (rows.haveIDs ? "" : context.fallbackID))
        guard conversations[index].problem == nil else { return }
        do throws(RecordError) {
            if id == nil, rows.haveIDs {
                throw RecordError("missing-id", "a row without an id", help: "each row needs its conversation's id")
            }
            try rows.header.check(row)
            try rows.add(row, to: &conversations[index].draft)
        } catch {
            let diagnostic = Diagnostic(code: error.code, error.message, at: place(of: row), help: error.help)
            guard error.code != "ambiguous-time" else { throw DiagnosticsError(diagnostic) }
            conversations[index].problem = diagnostic
        }
    }

    private mutating func conversation(_ id: String) -> Int {
        if let index = indices[id] { return index }
        indices[id] = conversations.count
        conversations.append(Conversation(draft: TranscriptDraft(id: id, context: context)))
        return conversations.count - 1
    }

    private func place(of row: DelimitedReader.Row) -> Place {
        let start = row.bytes.lowerBound
        let rowOrigin = RecordOrigin(
            file: origin.file, offset: origin.offset + start, line: origin.line + row.line, column: row.line == 0 ? origin.column : 0)
        return text.withUnsafeBufferPointer { rowOrigin.place(of: 0..<row.bytes.count, in: UnsafeBufferPointer(rebasing: $0[row.bytes])) }
    }

    /// Whether a spreadsheet wrote an id as `1.77E+15`.
    private static func isRounded(_ id: String) -> Bool {
        let parts = id.uppercased().split(separator: "E+", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].contains("."), !parts[1].isEmpty else { return false }
        return (parts[0] + parts[1]).utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }
}
