import Diagnostics
import Transcripts

/// Conversations, put together from rows.
struct DelimitedTable {
    private struct Conversation {
        var draft: TranscriptDraft
        /// The first thing that is wrong with a row; the conversation would be incomplete without it, and is left out.
        var problem: Diagnostic?
    }

    private let rows: DelimitedRows
    private let text: [UInt8]
    private let origin: RecordOrigin
    private let context: RecordContext
    private var conversations: [Conversation] = []
    private var indices: [String: Int] = [:]

    init(columns: DelimitedColumns, text: [UInt8], origin: RecordOrigin, context: RecordContext) {
        rows = DelimitedRows(columns: columns, settings: context.settings)
        self.text = text
        self.origin = origin
        self.context = context
    }

    var hasMessages: Bool { conversations.contains { !$0.draft.isEmpty || $0.problem != nil } }

    /// In the order in which the conversations come up.
    func items() -> [ExportItem] {
        conversations.compactMap { conversation in
            if let problem = conversation.problem { return .rejected(problem) }
            return conversation.draft.isEmpty ? nil : .transcript(conversation.draft.finished())
        }
    }

    mutating func add(_ row: DelimitedReader.Row) throws {
        let columns = rows.columns
        let id = columns.value(.id, of: row)
        if let id, Self.isRounded(id) {
            throw DiagnosticsError(
                Diagnostic(
                    code: "rounded-ids", "the id “\(id)” was rounded by a spreadsheet, so that conversations cannot be told apart",
                    at: place(of: row), help: "export again without opening the file in a spreadsheet, or format the column as text"))
        }
        let index = conversation(id ?? (columns.has(.id) ? "" : context.fallbackID))
        guard conversations[index].problem == nil else { return }
        do throws(RecordError) {
            if id == nil, columns.has(.id) {
                throw RecordError("missing-id", "a row without an id", help: "each row needs its conversation's id")
            }
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
