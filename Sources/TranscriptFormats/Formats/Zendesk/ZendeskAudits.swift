import Transcripts

/// What happened to tickets, as a log: audits (`{"ticket_id", "author_id", "events": […]}`) or ticket events (`{"ticket_id",
/// "child_events": […]}`).
enum ZendeskAudits {
    static func isAudit(_ value: JSONValue) -> Bool {
        value["events"].isArray && value["ticket_id"].exists && value["author_id"].exists
    }

    static func isTicketEvent(_ value: JSONValue) -> Bool { value["child_events"].isArray && value["ticket_id"].exists }

    private struct Ticket {
        var id: String
        var requester: String?
        var assignee: String?
        var channel: Channel = .unknown
        var status: String?
        /// Comments, each with the audit around it.
        var comments: [(comment: JSONValue, audit: JSONValue, pointer: String)] = []
        /// What else happened.
        var drops: [(reason: Drop.Reason, kind: String, audit: JSONValue, position: Int, event: Int)] = []
    }

    /// One transcript for each ticket that has a comment, in the order in which the tickets come up.
    ///
    /// - Parameter pointer: Where the record has the list.
    static func transcripts(of audits: JSONValue, in context: RecordContext, at pointer: String) throws(RecordError) -> [Transcript] {
        var tickets: [Ticket] = []
        var indices: [String: Int] = [:]
        for (position, audit) in audits.elements.enumerated() {
            guard let id = audit["ticket_id"].name else {
                throw RecordError(
                    "missing-key", "an audit without a “ticket_id”", at: "\(pointer)/\(position)", help: "export the audits as they come")
            }
            let index = indices[id] ?? tickets.count
            if index == tickets.count {
                indices[id] = index
                tickets.append(Ticket(id: id, channel: audit["via"]["channel"].text.map(ChannelWords.channel) ?? .unknown))
            }
            read(audit, at: pointer, position: position, into: &tickets[index])
        }
        var transcripts: [Transcript] = []
        for ticket in tickets {
            let draft = TranscriptDraft(id: ticket.id, context: context)
            for drop in ticket.drops {
                draft.drop(drop.reason, at: "\(pointer)/\(drop.position)/\(key(of: drop.audit))/\(drop.event)", detail: drop.kind)
            }
            if !ticket.comments.isEmpty { transcripts.append(try transcript(of: ticket, in: context)) }
        }
        return transcripts
    }

    private static func key(of audit: JSONValue) -> StaticString { audit["events"].isArray ? "events" : "child_events" }

    private static func read(_ audit: JSONValue, at pointer: String, position: Int, into ticket: inout Ticket) {
        for (index, event) in audit[key(of: audit)].elements.enumerated() {
            let kind = event.first("type", "event_type").string ?? ""
            switch kind {
            case "Comment", "VoiceComment":
                ticket.comments.append((event, audit, "\(pointer)/\(position)/\(key(of: audit))/\(index)"))
            case "Create", "Change":
                // Audits name the field and its value; ticket events have the field as a key.
                let field = event["field_name"].string
                if let id = field == "requester_id" ? event["value"].name : event["requester_id"].name { ticket.requester = id }
                if let id = field == "assignee_id" ? event["value"].name : event["assignee_id"].name { ticket.assignee = id }
                if let word = field == "status" ? event["value"].string : event["status"].string { ticket.status = word }
                ticket.drops.append((.stateChange, field ?? kind, audit, position, index))
            default:
                // Mails to people: `Notification`, `NotificationWithCcs`, `SmsNotification`, `Cc`.
                let isNotification = kind.contains("Notification") || kind == "Cc"
                ticket.drops.append((isNotification ? .notification : .unknownKind, kind, audit, position, index))
            }
        }
    }

    private static func transcript(of ticket: Ticket, in context: RecordContext) throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: ticket.id, context: context)
        let first = ticket.comments.first { !ZendeskComment.isPrivate($0.comment) }
        let author = first.flatMap { $0.comment["author_id"].name ?? $0.audit.first("author_id", "updater_id").name }
        let people = ZendeskPeople(requester: ticket.requester ?? author, over: context.people)
        draft.agent = ticket.assignee.map(people.people.name)
        draft.channel = ticket.channel
        draft.state = ticket.status.flatMap(StateWords.state)
        for (comment, audit, pointer) in ticket.comments {
            try ZendeskComment(comment, at: pointer).add(to: &draft, people: people, context: context, audit: audit)
        }
        return draft.finished()
    }
}
