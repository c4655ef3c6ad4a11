import Transcripts

/// What happened to tickets, as a log: audits (`{"ticket_id", "author_id", "events": […]}`) or ticket events (`{"ticket_id",
/// "child_events": […]}`).
enum ZendeskAudits {
    static func isAudit(_ value: JSONValue) -> Bool {
        value["events"].isArray && value["ticket_id"].exists && value["author_id"].exists
    }

    static func isTicketEvent(_ value: JSONValue) -> Bool { value["child_events"].isArray && value["ticket_id"].exists }

    /// One transcript for each ticket that has a comment, in the order in which the tickets come up.
    ///
    /// - Parameter record: Audits, or the pages of an API around them.
    static func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var people = ZendeskPeople(requester: nil, over: context.people)
        for page in record.isArray ? Array(record.elements) : [record] {
            for user in page["users"].elements { people.add(user) }
        }
        var groups = MessageGroups()
        for (audit, pointer) in record.messages(ofPagesWith: "audits", "ticket_events") {
            guard let id = audit["ticket_id"].name else {
                throw RecordError(
                    "missing-key", "an audit without a “ticket_id”", at: pointer, help: "export the audits as they come")
            }
            groups.add((audit, pointer), to: id)
        }
        var transcripts: [Transcript] = []
        for group in groups.groups {
            var ticket = ZendeskAuditedTicket(group.id, people: people, context: context)
            // The API gives audits in either order, and of what a field was set to the last counts.
            for (audit, pointer) in group.items.inOrder(of: { time(of: $0.value, settings: context.settings) }) {
                ticket.read(audit, at: pointer)
            }
            if let transcript = try ticket.transcript() { transcripts.append(transcript) }
        }
        return transcripts
    }

    private static func time(of audit: JSONValue, settings: FormatSettings) -> SourceTime? {
        SourceTime(audit.first("created_at", "timestamp"), settings: settings)
    }
}

/// A ticket, put together from its audits.
private struct ZendeskAuditedTicket {
    private var draft: TranscriptDraft
    private var people: ZendeskPeople
    private let context: RecordContext
    /// Comments, each with the audit around it.
    private var comments: [(comment: JSONValue, audit: JSONValue, pointer: String)] = []

    init(_ id: String?, people: ZendeskPeople, context: RecordContext) {
        draft = TranscriptDraft(id: id, context: context)
        self.people = people
        self.context = context
    }

    mutating func read(_ audit: JSONValue, at pointer: String) {
        if draft.channel == .unknown { draft.channel = ZendeskTicket.channel(of: audit["via"]) }
        let key: StaticString = audit["events"].isArray ? "events" : "child_events"
        for (index, event) in audit[key].elements.enumerated() {
            let kind = event.first("type", "event_type").string ?? ""
            let place = "\(pointer)/\(key)/\(index)"
            switch kind {
            case "Comment", "VoiceComment":
                comments.append((event, audit, place))
            case "Create", "Change":
                note(event)
                draft.drop(.stateChange, at: place, detail: event["field_name"].string ?? kind)
            case "SatisfactionRating":
                draft.csat = Rating.value(of: event["score"])
                draft.drop(.stateChange, at: place, detail: kind)
            default:
                // Mails to people: `Notification`, `NotificationWithCcs`, `SmsNotification`, `Cc`.
                let isNotification = kind.contains("Notification") || kind == "Cc"
                draft.drop(isNotification ? .notification : .unknownKind, at: place, detail: kind)
            }
        }
    }

    /// Takes over what a field of the ticket was set to.
    private mutating func note(_ event: JSONValue) {
        if let id = Self.value(of: "requester_id", in: event).name { people.requester = id }
        if let id = Self.value(of: "assignee_id", in: event).name { draft.agent = people.people.name(of: id) }
        if let id = Self.value(of: "group_id", in: event).name { draft.queue = id }
        if let word = Self.value(of: "status", in: event).string { draft.state = StateWords.state(of: word) }
        let tags = Self.value(of: "tags", in: event)
        if tags.exists { draft.tags = ZendeskTicket.tags(tags) }
        let score = Self.value(of: "satisfaction_score", in: event)
        if score.exists { draft.csat = Rating.value(of: score) }
    }

    /// Audits name the field and its value; ticket events have the field as a key.
    private static func value(of field: String, in event: JSONValue) -> JSONValue {
        event["field_name"].string == field ? event["value"] : event.member(field)
    }

    /// nil where nobody said anything.
    func transcript() throws(RecordError) -> Transcript? {
        guard !comments.isEmpty else { return nil }
        var draft = draft
        var people = people
        people.assumeRequester(
            among: comments.lazy.filter { !ZendeskComment.isPrivate($0.comment) }.map {
                ZendeskComment.author(of: $0.comment, audit: $0.audit)
            })
        for (comment, audit, pointer) in comments {
            try ZendeskComment(comment, at: pointer).add(to: &draft, people: people, context: context, audit: audit)
        }
        return draft.finished()
    }
}
