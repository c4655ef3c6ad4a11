import Transcripts

/// Makes messages of rows.
struct DelimitedRows: TableRows {
    let columns: DelimitedColumns
    let settings: FormatSettings

    var header: DelimitedHeader { columns.header }
    var haveIDs: Bool { columns.has(.id) }

    func id(of row: DelimitedReader.Row) -> String? { columns.value(.id, of: row) }

    /// A day that may be another is not guessed, and most likely there are more of them.
    func checkTable(by row: DelimitedReader.Row) throws(RecordError) {
        guard let text = columns.time(of: row), TimeText.read(text, zone: settings.timeZone) == .ambiguous else { return }
        throw SourceTime.ambiguous(text)
    }

    /// Adds a row's message to its conversation, and what else the row says of it.
    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        columns.describe(&draft, by: row)
        let text = columns.value(.text, of: row) ?? ""
        let author = columns.value(.author, of: row)
        try draft.add(
            role(of: row, author: author), author: author, time: try time(of: row), body: body(text),
            attachments: columns.list(.attachments, of: row), at: "line \(row.origin.line)")
    }

    /// Tables have plain text, or HTML as the helpdesk keeps it.
    private func body(_ text: String) -> MessageBody {
        if let kind = columns.textKind { return MessageBody(text, kind) }
        return Self.hasMarkup(text) ? .html(text) : .plain(text)
    }

    /// Whether there is a tag that ends, or breaks a line; an entity or a lone tag may be what somebody writes.
    private static func hasMarkup(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            var position = text.firstIndex(of: UInt8(ascii: "<"))
            while let tag = position {
                let rest = text[(tag + 1)...]
                if rest.starts(with: "/".utf8) || rest.starts(with: "br".utf8) { return true }
                position = rest.firstIndex(of: UInt8(ascii: "<"))
            }
            return false
        }
    }

    private func role(of row: DelimitedReader.Row, author: String?) -> Role {
        guard !isNote(row) else { return .note }
        let side = columns.side(of: row)
        if side == .bot { return .bot }
        if let role = columns.first(.role, of: row, settings.role(ofWord:)) { return role }
        // An external message is one that the customer sees, whoever writes it.
        let kind = columns.first(.kind, of: row) { Word.folded($0) != "external" ? settings.role(ofWord: $0) : nil }
        if let role = kind ?? side ?? columns.first(.author, of: row, settings.role(ofName:)) { return role }
        return author != nil && author == columns.value(.agent, of: row) ? .agent : .customer
    }

    private func isNote(_ row: DelimitedReader.Row) -> Bool {
        if columns.first(.kind, of: row, { isNote($0) ? true : nil }) != nil { return true }
        let isPublic = columns.value(.isPublic, of: row)
        let isPrivate = columns.value(.isPrivate, of: row)
        // “Public” is a yes, but not to whether it is private.
        if DelimitedHeader.flag(isPublic) == false || DelimitedHeader.flag(isPrivate) == true && isPrivate?.lowercased() != "public" {
            return true
        }
        return isPublic.map(isNote) == true || isPrivate.map(isNote) == true
    }

    private func isNote(_ word: String) -> Bool { settings.role(ofWord: word) == .note }

    private func time(of row: DelimitedReader.Row) throws(RecordError) -> SourceTime? {
        guard let text = columns.time(of: row) else { return nil }
        if let time = PlainTime.read(text, zone: settings.timeZone) { return time }
        // Without a day, messages are ordered by the clock all the same.
        var scanner = TimeScanner(text)
        if let clock = scanner.clock(), scanner.isAtEnd { return SourceTime(microseconds: clock.total, isOffset: true) }
        return try SourceTime(field: text, settings: settings)
    }
}

extension SourceTime {
    /// The time that a field of a table has.
    ///
    /// - Throws: Where it cannot be read, or may be two days.
    init(field text: String, settings: FormatSettings) throws(RecordError) {
        switch TimeText.read(text, zone: settings.timeZone) {
        case .time(let time): self = time
        case .ambiguous: throw Self.ambiguous(text)
        case .unreadable:
            throw RecordError(
                "bad-time", "“\(text.prefix(40))” is no time that is known",
                help: "write 2026-01-05 10:00:00, 2026-01-05T10:00:00Z, or seconds since 1970")
        }
    }

    static func ambiguous(_ text: String) -> RecordError {
        RecordError(
            "ambiguous-time", "“\(text.prefix(40))” may be two days: either number may be the month",
            help: "export dates as 2026-04-03; nothing is guessed here")
    }
}
