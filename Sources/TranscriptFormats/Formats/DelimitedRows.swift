import Transcripts

/// Makes messages of rows.
struct DelimitedRows {
    let columns: DelimitedColumns
    let settings: FormatSettings

    /// Adds a row's message to its conversation, and what else the row says of it.
    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        try check(row)
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
        try draft.add(role(of: row, author: author), author: author, time: try time(of: row), body: .plain(text))
    }

    private func check(_ row: DelimitedReader.Row) throws(RecordError) {
        if row.isUnclosed || row.isLast && row.fields.count < columns.count {
            throw RecordError(
                "truncated", "the file ends in the middle of a row",
                help: "the file was cut off: export it again, or wait until it is whole")
        }
        guard row.fields.dropFirst(columns.count).allSatisfy(\.isEmpty) else {
            throw RecordError(
                "bad-row", "a row of \(row.fields.count) fields under a header of \(columns.count)",
                help: "put fields that hold the delimiter or a line break in double quotes")
        }
    }

    private func role(of row: DelimitedReader.Row, author: String?) -> Role {
        let isNote = columns.value(.kind, of: row).flatMap(settings.role(ofWord:)) == .note
        if isNote || flag(.isPublic, of: row) == false || flag(.isPrivate, of: row) == true { return .note }
        if let role = columns.value(.role, of: row).flatMap(settings.role(ofWord:)) { return role }
        guard let author else { return .customer }
        return settings.role(ofName: author) ?? .customer
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
        switch TimeText.read(text, zone: settings.timeZone) {
        case .time(let time): return time
        case .ambiguous:
            throw RecordError(
                "ambiguous-time", "“\(text.prefix(40))” may be two days", help: "export dates as 2026-04-03; nothing is guessed here")
        case .unreadable:
            throw RecordError(
                "bad-time", "“\(text.prefix(40))” is no time that is known",
                help: "write 2026-01-05 10:00:00, 2026-01-05T10:00:00Z, or seconds since 1970")
        }
    }
}
