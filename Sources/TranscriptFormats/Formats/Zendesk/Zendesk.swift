import Transcripts

/// Zendesk Support: the full export (a ticket with its comments a line), a ticket with its comments and users, audits, ticket events.
///
/// The XML export has the same keys with dashes, or the older ones of API v1.
struct Zendesk: JSONFormat, WholeTextFormat {
    let name = "zendesk"
    let title = "Zendesk Support"
    let recognition = "JSON with comments, via and subject, or ticket and comments, or audits, or ticket_events; XML with tickets"
    let lists = ["tickets"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        if isEvent(value) || isEvent(value.first("audits", "ticket_events").firstElement) { return .together }
        if value["ticket"].isObject, value["comments"].isArray || value["ticket"]["comments"].isArray { return .each }
        if isTicket(value) { return recognise(ticket: value) }
        if value["comments"].firstElement["audit_id"].exists { return .each }
        let tickets = value.first("tickets", "results")
        if isTicket(tickets.firstElement) { return recognise(ticket: tickets.firstElement) }
        let isEmpty = [value["tickets"], value["audits"]].contains { $0.isArray && !$0.firstElement.exists }
        return isEmpty && sample.position == .whole ? .each : nil
    }

    private func recognise(ticket: JSONValue) -> JSONRecognition {
        ticket["comments"].isArray ? .each : .withoutBodies(help: Self.help)
    }

    private func isEvent(_ value: JSONValue) -> Bool { ZendeskAudits.isAudit(value) || ZendeskAudits.isTicketEvent(value) }

    /// `via` is an object here; tickets of Gorgias have a word there.
    private func isTicket(_ value: JSONValue) -> Bool {
        value["via"].isObject && (value["subject"].kind != .missing || value["requester_id"].exists)
            && (value["comments"].isArray || value["requester_id"].exists || value["requester"].exists)
    }

    private static let help = "pages of tickets have no comments: use the full JSON export, or add each ticket's comments"

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray || record["audits"].isArray || record["ticket_events"].isArray {
            return try ZendeskAudits.transcripts(of: record, in: context)
        }
        guard record["tickets"].isArray else { return [try ZendeskTicket(record, context: context).transcript()] }
        var transcripts: [Transcript] = []
        for (index, ticket) in record["tickets"].elements.enumerated() {
            let reading = try ZendeskTicket(
                ticket, users: record["users"], context: context.numbered(index + 1), at: "/tickets/\(index)")
            transcripts.append(try reading.transcript())
        }
        return transcripts
    }

    // MARK: XML

    private static let records = XMLRecords(element: "ticket", lists: ["comments", "attachments"])

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        guard ["tickets", "ticket"].contains(XMLText.root(of: head)), TextDecoding.text(head).contains("<requester-id") else { return nil }
        return .readable
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        try Self.records.items(of: text, origin: origin, context: context) { record, context throws(RecordError) in
            try transcripts(of: record, in: context)
        }
    }
}
