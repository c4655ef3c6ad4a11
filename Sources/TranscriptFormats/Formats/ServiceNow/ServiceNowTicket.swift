import Transcripts

/// A ticket (an incident, a case, a request) with its journal in `comments` and `work_notes`.
struct ServiceNowTicket {
    static let help = "ask for tickets with sysparm_display_value=true, or export the table sys_journal_field"

    private let ticket: JSONValue
    private let pointer: String
    private let context: RecordContext

    init(_ ticket: JSONValue, at pointer: String, context: RecordContext) throws(RecordError) {
        try ticket.checkObject("a ticket", at: pointer)
        guard Self.hasJournal(ticket) else {
            throw RecordError(
                "no-message-bodies", "a ticket without comments and work_notes: nobody's words are in it", at: pointer, help: Self.help)
        }
        self.ticket = ticket
        self.pointer = pointer
        self.context = context
    }

    /// Whether a value has one of the keys that hold what was written, which in other formats are lists.
    static func hasJournal(_ value: JSONValue) -> Bool {
        [value["comments"], value["work_notes"], value["comments_and_work_notes"]].contains { $0.kind != .missing && !$0.isArray }
    }

    /// What a field shows: fields are strings, or objects of what is shown and what is stored.
    static func text(_ field: JSONValue) -> String? {
        field.isObject ? field["display_value"].name ?? field["value"].name : field.name
    }

    /// What a field stores: of times, that is UTC.
    static func raw(_ field: JSONValue) -> JSONValue { field.isObject ? field.first("value", "display_value") : field }

    func transcript() throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: Self.text(ticket["number"]) ?? Self.text(ticket["sys_id"]), context: context)
        draft.channel = Self.text(ticket["contact_type"]).map(ChannelWords.channel) ?? .unknown
        draft.state = Self.text(ticket["state"]).flatMap(Self.state) ?? Self.text(ticket["incident_state"]).flatMap(Self.state)
        draft.queue = Self.text(ticket["assignment_group"])
        draft.agent = Self.text(ticket["assigned_to"]).map(context.people.name)
        var journal = ServiceNowJournal(context: context)
        journal.roles = roles
        if let both = Self.text(ticket["comments_and_work_notes"]) {
            try journal.read(both, kind: .comment, at: "\(pointer)/comments_and_work_notes")
        } else {
            try journal.read(Self.text(ticket["comments"]) ?? "", kind: .comment, at: "\(pointer)/comments")
            try journal.read(Self.text(ticket["work_notes"]) ?? "", kind: .workNote, at: "\(pointer)/work_notes")
        }
        guard !journal.entries.isEmpty || !isRaw else {
            throw RecordError(
                "no-message-bodies", "a ticket as it is stored, where journals are always empty", at: pointer, help: Self.help)
        }
        try addDescription(to: &draft)
        try journal.add(to: &draft)
        return draft.finished()
    }

    /// Whether fields hold what is stored and not what is shown.
    private var isRaw: Bool {
        [ticket["caller_id"], ticket["opened_by"], ticket["assigned_to"], ticket["assignment_group"]].contains {
            $0["value"].exists && !$0["display_value"].exists
        }
    }

    private var caller: String? { Self.text(ticket["caller_id"]) ?? Self.text(ticket["requested_for"]) ?? Self.text(ticket["contact"]) }

    /// Who the ticket is for, and who works on it.
    private var roles: [String: Role] {
        var roles: [String: Role] = [:]
        for field in [ticket["assigned_to"], ticket["resolved_by"], ticket["closed_by"]] { Self.text(field).map { roles[$0] = .agent } }
        if let caller {
            Self.text(ticket["opened_by"]).map { roles[$0] = .agent }
            roles[caller] = .customer
        }
        return roles
    }

    /// The description opens the ticket: the caller's own words, or what the desk took down of them.
    private func addDescription(to draft: inout TranscriptDraft) throws(RecordError) {
        guard let text = Self.text(ticket["description"]) else { return }
        let opener = Self.text(ticket["opened_by"])
        let isOwn = opener == nil || caller == nil || opener == caller
        try draft.add(
            isOwn ? .customer : .note, author: (isOwn ? caller ?? opener : opener).map(context.people.name),
            time: SourceTime(Self.raw(ticket.first("opened_at", "sys_created_on")), settings: context.settings), body: .plain(text),
            at: "\(pointer)/description")
    }

    /// States are words, or the numbers of those that ServiceNow comes with.
    private static func state(of word: String) -> ConversationState? {
        switch word {
        case "1", "2": .open
        case "3": .pending
        case "6", "7", "8": .closed
        default: StateWords.state(of: word)
        }
    }
}
