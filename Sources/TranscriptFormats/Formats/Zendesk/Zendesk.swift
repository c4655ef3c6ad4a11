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
        if sample.position == .whole, let recognition = recogniseWrapper(value) { return recognition }
        if isTicket(value) { return value["comments"].isArray ? .each : .withoutBodies(help: Self.help) }
        return ZendeskAudits.isAudit(value) || ZendeskAudits.isTicketEvent(value) ? .together : nil
    }

    private func recogniseWrapper(_ value: JSONValue) -> JSONRecognition? {
        let comment = value["comments"].firstElement
        let events = value.first("audits", "ticket_events")
        if ZendeskAudits.isAudit(events.firstElement) || ZendeskAudits.isTicketEvent(events.firstElement) { return .each }
        if value["audits"].isArray, !events.firstElement.exists { return .each }
        if value["ticket"].isObject, value["comments"].isArray { return .each }
        if comment["audit_id"].exists, !isTicket(value) { return .each }
        let tickets = value["tickets"]
        guard tickets.isArray else { return nil }
        guard tickets.firstElement.exists else { return .each }
        guard isTicket(tickets.firstElement) else { return nil }
        return tickets.firstElement["comments"].isArray ? .each : .withoutBodies(help: Self.help)
    }

    private func isTicket(_ value: JSONValue) -> Bool {
        value["via"].exists && (value["subject"].kind != .missing || value["requester_id"].exists)
            && (value["comments"].isArray || value["requester_id"].exists || value["requester"].exists)
    }

    private static let help = "pages of tickets have no comments: use the full JSON export, or add each ticket's comments"

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray { return try ZendeskAudits.transcripts(of: record, in: context, at: "") }
        for key: StaticString in ["audits", "ticket_events"] where record[key].isArray {
            return try ZendeskAudits.transcripts(of: record[key], in: context, at: "/\(key)")
        }
        let tickets = record["tickets"]
        guard tickets.isArray else { return [try ZendeskTicket(record, context: context).transcript()] }
        var transcripts: [Transcript] = []
        for ticket in tickets.elements { transcripts.append(try ZendeskTicket(ticket, context: context).transcript()) }
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
