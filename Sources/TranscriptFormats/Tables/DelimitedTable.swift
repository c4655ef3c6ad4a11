import Diagnostics
import Transcripts

/// Makes messages of the rows of a table.
protocol TableRows {
    var header: DelimitedHeader { get }
    /// Whether rows name their conversation; else the file is one.
    var haveIDs: Bool { get }

    /// The id of a row's conversation; nil where it names none.
    func id(of row: DelimitedReader.Row) -> String?

    /// Throws for a row that makes the whole table unreadable, as what is wrong with it is most likely wrong with others, too.
    func checkTable(by row: DelimitedReader.Row) throws(RecordError)

    /// Adds a row's message to its conversation, and what else the row says of it.
    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError)
}

extension TableRows {
    func checkTable(by row: DelimitedReader.Row) throws(RecordError) {}
}

/// Conversations, put together from rows, which may be anywhere.
///
/// The table is read twice: first to know with which row each conversation ends, so that no more than those that are open have to be kept.
struct DelimitedTable: ExportBody {
    let format: String?
    var layout: String? { "a table, row by row" }

    private struct Conversation {
        var draft: TranscriptDraft
        /// The first thing that is wrong with a row; the conversation would be incomplete without it, and is left out.
        var problem: Diagnostic?
    }

    private let rows: any TableRows
    private let context: RecordContext
    /// What conversations begin with.
    private let empty: TranscriptDraft
    private let emptyTable: DiagnosticsError
    private var reader: DelimitedReader
    /// The row that was read last.
    private var row: DelimitedReader.Row
    private var number = 0
    /// How many rows the first reading saw: what is written behind them while the file is read belongs to no conversation yet.
    private var rowCount = 0
    /// The number of the last row of each conversation, by a hash of its id: where two share one, the first is only kept longer.
    private var lastRows: [UInt64: Int] = [:]
    /// The hash of the id that the last row had, and the number of the last row of its conversation: rows of one mostly stand together.
    private var current: (hash: UInt64, lastRow: Int) = (0, 0)
    private var queue = CompletionQueue<Conversation>()
    private var isDone = false
    private var isEmpty = true

    /// - Parameter emptyTable: What to throw where there is nothing in any row.
    /// - Throws: What makes the whole table unreadable: ids that a spreadsheet rounded, dates that may be two days.
    init(_ rows: any TableRows, input: Input, format: some TranscriptFormat, context: RecordContext, emptyTable: DiagnosticsError) throws {
        self.rows = rows
        self.context = context
        empty = TranscriptDraft(id: nil, context: context)
        self.format = format.name
        self.emptyTable = emptyTable
        let (first, second) = try input.twice(limit: context.limits.wholeFileBytes, format: format)
        row = DelimitedReader.Row(origin: first.origin)
        reader = DelimitedReader(first, delimiter: rows.header.delimiter, limit: context.limits.recordBytes)
        try readThrough()
        reader = DelimitedReader(second, delimiter: rows.header.delimiter, limit: context.limits.recordBytes)
        try skipHeader()
    }

    private mutating func skipHeader() throws {
        for _ in 0..<rows.header.rowCount { _ = try reader.next() }
    }

    mutating func next() throws -> [ExportItem]? {
        while !isDone {
            let isRow: Bool
            do { isRow = try reader.next(into: &row) } catch let error as DiagnosticsError {
                isDone = true
                return error.diagnostics.map(ExportItem.rejected)
            }
            guard isRow, number < rowCount else { break }
            let items = try addRow()
            guard items.isEmpty else { return items }
        }
        isDone = true
        guard !isEmpty else { throw emptyTable }
        return nil
    }

    // MARK: The first time

    private mutating func readThrough() throws {
        try skipHeader()
        while try nextRow() {
            rowCount += 1
            let id = rows.id(of: row)
            if let id, Self.isRounded(id) {
                throw DiagnosticsError(
                    Diagnostic(
                        code: "rounded-ids", "the id “\(id)” was rounded by a spreadsheet, so that conversations cannot be told apart",
                        at: reader.place(of: row),
                        help: "export again without opening the file in a spreadsheet, or format the column as text"))
            }
            do throws(RecordError) { try rows.checkTable(by: row) } catch {
                throw DiagnosticsError(Self.diagnostic(of: error, in: row, of: reader))
            }
            let hash = Self.hash(key(id))
            if hash != current.hash { lastRows[current.hash] = current.lastRow }
            current = (hash, rowCount)
        }
        lastRows[current.hash] = current.lastRow
    }

    /// False also at a row that is over the limit: it ends the table, and the second time it is reported in its place.
    private mutating func nextRow() throws -> Bool {
        do { return try reader.next(into: &row) } catch is DiagnosticsError { return false }
    }

    private func key(_ id: String?) -> String { id ?? (rows.haveIDs ? "" : context.fallbackID) }

    /// FNV-1a.
    private static func hash(_ id: String) -> UInt64 {
        id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Whether a spreadsheet wrote an id as `1.77E+15`.
    private static func isRounded(_ id: String) -> Bool {
        guard id.utf8.contains(UInt8(ascii: "+")) else { return false }
        let parts = id.uppercased().split(separator: "E+", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].contains("."), !parts[1].isEmpty else { return false }
        return (parts[0] + parts[1]).utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }

    // MARK: The second time

    private mutating func addRow() throws -> [ExportItem] {
        number += 1
        let id = rows.id(of: row)
        let key = key(id)
        let (rows, row, empty) = (rows, row, empty)
        do {
            try queue.update(key, first: Conversation(draft: empty.named(key))) { conversation in
                guard conversation.problem == nil else { return }
                if id == nil, rows.haveIDs {
                    throw RecordError(
                        "missing-id", "a row without an id", help: "write the id of its conversation into the row, or export again")
                }
                try rows.header.check(row)
                try rows.add(row, to: &conversation.draft)
            }
        } catch let error as RecordError {
            let problem = Self.diagnostic(of: error, in: row, of: reader)
            queue.update(key, first: Conversation(draft: empty.named(key))) { $0.problem = problem }
        }
        let hash = Self.hash(key)
        if hash != current.hash { current = (hash, lastRows[hash] ?? 0) }
        guard current.lastRow == number else { return [] }
        let items = queue.complete(key) { conversation in
            if let problem = conversation.problem { return (.rejected(problem), 0) }
            guard !conversation.draft.isEmpty else { return nil }
            let transcript = conversation.draft.finished()
            return (.transcript(transcript), transcript.messages.reduce(0) { $0 + $1.text.utf8.count + 64 })
        }
        isEmpty = isEmpty && items.isEmpty
        return items
    }

    private static func diagnostic(of error: RecordError, in row: DelimitedReader.Row, of reader: DelimitedReader) -> Diagnostic {
        Diagnostic(code: error.code, error.message, at: reader.place(of: row), help: error.help)
    }
}
