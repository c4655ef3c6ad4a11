import Diagnostics
import Transcripts

/// Freshdesk: the account export as JSON or XML, tickets of API v2 with their conversations, and conversations alone.
struct Freshdesk: JSONFormat, WholeTextFormat {
    let name = "freshdesk"
    let title = "Freshdesk"
    let recognition = "JSON with helpdesk_ticket, or conversations, requester_id and description; XML with helpdesk-tickets"

    private static let help = "lists of tickets have no conversations: use the account export, or each ticket with include=conversations"

    // MARK: JSON

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        if value["helpdesk_ticket"].isObject { return .each }
        if isConversation(value) { return .together }
        let ticket = value["ticket"].isObject ? value["ticket"] : value
        if isTicket(value["results"].firstElement) { return .withoutBodies(help: Self.help) }
        guard isTicket(ticket) || value["ticket"].isObject && isConversation(value["conversations"].firstElement) else { return nil }
        return value["conversations"].isArray || ticket["conversations"].isArray ? .each : .withoutBodies(help: Self.help)
    }

    private func isTicket(_ value: JSONValue) -> Bool {
        guard value["requester_id"].exists else { return false }
        return value["description"].kind != .missing && value["conversations"].isArray
            || value["fr_escalated"].kind != .missing && value["is_escalated"].kind != .missing
    }

    private func isConversation(_ value: JSONValue) -> Bool {
        value["ticket_id"].exists && value["incoming"].flag != nil && value["private"].flag != nil && value["body_text"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray { return try conversations(in: record, context: context) }
        let isV1 = record["helpdesk_ticket"].exists
        let key = isV1 ? "/helpdesk_ticket" : record["ticket"].isObject ? "/ticket" : ""
        let ticket = isV1 ? record["helpdesk_ticket"] : record["ticket"].isObject ? record["ticket"] : record
        try ticket.checkObject("a ticket", at: key)
        var reading = FreshdeskTicket(ticket, context: context, at: key)
        if record["conversations"].isArray, !key.isEmpty { reading.take(record["conversations"], at: "/conversations") }
        return [try reading.transcript()]
    }

    /// The conversations (which are Freshdesk's messages) of tickets that are not there themselves.
    private func conversations(in record: JSONValue, context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for group in try record.groups(of: "a conversation of a ticket", at: "", by: { $0["ticket_id"].name }) {
            var draft = TranscriptDraft(id: group.id, context: context)
            let notes = FreshdeskNotes(requester: nil, people: context.people, settings: context.settings)
            for (note, pointer) in group.items { try notes.add(note, to: &draft, at: pointer) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    // MARK: XML

    /// The export's elements are those of its JSON, with dashes in their names.
    private static let records = XMLRecords(element: "helpdesk-ticket", lists: ["notes", "tags", "attachments"])

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        ["helpdesk-tickets", "helpdesk-ticket"].contains(XMLText.root(of: head)) ? .readable : nil
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        try Self.records.items(of: text, origin: origin, context: context) { record, context throws(RecordError) in
            try transcripts(of: record, in: context)
        }
    }
}
