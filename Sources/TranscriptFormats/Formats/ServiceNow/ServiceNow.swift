import Diagnostics
import Transcripts

/// ServiceNow: the journal of a ticket as text, tickets as JSON whose `comments` and `work_notes` hold it, and rows of the table
/// `sys_journal_field`, in which it is kept.
struct ServiceNow: MessageListFormat, WholeTextFormat {
    let name = "servicenow"
    let title = "ServiceNow"
    let recognition =
        "JSON with sys_id or short_description, and comments or work_notes, or with element_id, element and value; "
        + "text with lines such as “2026-01-05 10:00:00 - Name (Additional comments)”"
    let lists = ["result", "records"]
    let listKeys: [StaticString] = ["result", "records"]

    // MARK: JSON

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        var value = sample.value
        for key in listKeys where value[key].isArray || value[key].isObject {
            value = value[key].isArray ? value[key].firstElement : value[key]
            break
        }
        if isMessage(value) { return .together }
        guard value["sys_id"].exists || value["number"].exists && value["short_description"].kind != .missing else { return nil }
        if ServiceNowTicket.hasJournal(value) { return .each }
        guard value["number"].exists, value["short_description"].kind != .missing else { return nil }
        return .withoutBodies(help: ServiceNowTicket.help)
    }

    /// Whether a value is a row of `sys_journal_field`.
    func isMessage(_ value: JSONValue) -> Bool {
        value["element_id"].exists && value["element"].exists && value["value"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        // Only rows are read together.
        if record.isArray { return try transcripts(ofRows: messages(in: record), in: context) }
        if record["result"].isObject { return [try ServiceNowTicket(record["result"], at: "/result", context: context).transcript()] }
        var transcripts: [Transcript] = []
        for (ticket, pointer) in record.records(under: "result", "records") {
            transcripts.append(try ServiceNowTicket(ticket, at: pointer, context: context).transcript())
        }
        return transcripts
    }

    private func transcripts(ofRows rows: [ListedMessage], in context: RecordContext) throws(RecordError) -> [Transcript] {
        var journals: [String: ServiceNowJournal] = [:]
        var ids: [String] = []
        for row in rows {
            let id = ServiceNowTicket.text(row.value["element_id"]) ?? context.fallbackID
            if journals[id] == nil { ids.append(id) }
            let login = ServiceNowTicket.text(row.value["sys_created_by"])
            let author = login.map(context.people.name)
            if let login, let author, let role = context.settings.agents.contains(login) ? .agent : context.people.role(of: login) {
                journals[id, default: ServiceNowJournal(context: context)].roles[author] = role
            }
            journals[id, default: ServiceNowJournal(context: context)].entries.append(
                ServiceNowJournal.Entry(
                    author: author, kind: .init(element: ServiceNowTicket.text(row.value["element"]) ?? ""),
                    time: SourceTime(ServiceNowTicket.raw(row.value["sys_created_on"]), settings: context.settings),
                    text: ServiceNowTicket.text(row.value["value"]) ?? "", pointer: row.pointer))
        }
        let notes = journals.values.lazy.flatMap(\.entries).filter { $0.kind == .workNote }
        let workers = Set(notes.compactMap(\.author))
        var groups = TranscriptGroups(context: context)
        for id in ids {
            journals[id]?.workers = workers
            try groups.add(to: id) { (draft) throws(RecordError) in try journals[id]?.add(to: &draft) }
        }
        return groups.finished()
    }

    // MARK: Text

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        let lines = TextDecoding.lines(of: head)
        guard let first = lines.first(where: { !$0[...].trimmed.isEmpty }), ServiceNowJournal.Header(first[...]) != nil else { return nil }
        return lines.contains { ServiceNowJournal.Header($0[...])?.kind.isKnown == true } ? .readable : nil
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        var draft = TranscriptDraft(id: nil, context: context)
        do throws(RecordError) {
            var journal = ServiceNowJournal(context: context)
            try journal.read(lines: TextDecoding.lines(of: text).map { $0[...] }, kind: .comment, at: "")
            try journal.add(to: &draft)
        } catch {
            throw DiagnosticsError(Diagnostic(code: error.code, error.message, at: Place(file: origin.file), help: error.help))
        }
        return [.transcript(draft.finished())]
    }
}
