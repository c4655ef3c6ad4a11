import Diagnostics
import Transcripts

/// Conversations, put together from rows.
struct DelimitedTable {
    private struct Conversation {
        var draft: TranscriptDraft
        /// The first thing that is wrong with a row; the conversation would be incomplete without it, and is left out.
        var problem: Diagnostic?
    }

    private let columns: DelimitedColumns
    private let text: [UInt8]
    private let origin: RecordOrigin
    private let context: RecordContext
    private var conversations: [Conversation] = []
    private var indices: [String: Int] = [:]

    init(columns: DelimitedColumns, text: [UInt8], origin: RecordOrigin, context: RecordContext) {
        self.columns = columns
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
            if id == nil, columns.has(.id) { throw RecordError("missing-id", "a row without an id", help: "each row needs its conversation's id") }
            try check(row)
            try add(row, to: &conversations[index].draft)
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

    private func check(_ row: DelimitedReader.Row) throws(RecordError) {
        if row.isUnclosed || row.isLast && row.fields.count < columns.count {
            throw RecordError("truncated", "the file ends in the middle of a row", help: "the file was cut off: export it again, or wait until it is whole")
        }
        guard row.fields.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
            throw RecordError(
                "bad-row", "a row of \(row.fields.count) fields under a header of \(columns.count)",
                help: "put fields that hold the delimiter or a line break in double quotes")
        }
    }

    private func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        if let word = columns.value(.channel, of: row), draft.channel == .unknown { draft.channel = ChannelWords.channel(of: word) }
        draft.csat = columns.value(.csat, of: row).flatMap(Rating.value(of:)) ?? draft.csat
        draft.state = columns.value(.state, of: row).flatMap(StateWords.state(of:)) ?? draft.state
        draft.agent = draft.agent ?? columns.value(.agent, of: row)
        draft.queue = draft.queue ?? columns.value(.queue, of: row)
        draft.language = draft.language ?? columns.value(.language, of: row)
        if draft.tags.isEmpty, let tags = columns.value(.tags, of: row) {
            draft.tags = tags.split { ",;|".contains($0) }.map { String($0.trimmed) }.filter { !$0.isEmpty }
        }
        guard let text = columns.value(.text, of: row) else { return }
        let author = columns.value(.author, of: row)
        try draft.add(role(of: row, author: author), author: author, time: try time(of: row), text: QuotedReply.removed(from: text))
    }

    private func role(of row: DelimitedReader.Row, author: String?) -> Role {
        let isNote = columns.value(.kind, of: row).flatMap(RoleWords.role(of:)) == .note
        if isNote || flag(.isPublic, of: row) == false || flag(.isPrivate, of: row) == true { return .note }
        if let role = columns.value(.role, of: row).flatMap(RoleWords.role(of:)) { return role }
        guard let author else { return .customer }
        return context.settings.namesAgent(author) ? .agent : RoleWords.role(inName: author) ?? .customer
    }

    private func flag(_ column: DelimitedColumns.Column, of row: DelimitedReader.Row) -> Bool? {
        switch columns.value(column, of: row)?.lowercased() {
        case "true", "1", "yes", "y", "t", "public": true
        case "false", "0", "no", "n", "f": false
        default: nil
        }
    }

    private func time(of row: DelimitedReader.Row) throws(RecordError) -> SourceTime? {
        guard let text = columns.value(.time, of: row) else { return nil }
        switch TimeText.read(text, zoneOffset: context.settings.timeZoneOffset) {
        case .time(let time): return time
        case .ambiguous:
            throw RecordError(
                "ambiguous-time", "“\(text.prefix(40))” may be two days", help: "export dates as 2026-04-03; nothing is guessed here")
        case .unreadable:
            throw RecordError(
                "bad-time", "“\(text.prefix(40))” is no time that is known", help: "write 2026-01-05 10:00:00, 2026-01-05T10:00:00Z, or seconds since 1970")
        }
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
