import Transcripts

/// One ticket: of the account export, where the messages are `notes`, or of API v2, where they are `conversations`.
struct FreshdeskTicket {
    private let ticket: JSONValue
    private let context: RecordContext
    private let pointer: String
    private var messages: JSONValue
    private var messagesPointer: String
    private let people: People
    /// Whether descriptions and bodies are plain text, with the HTML beside them, as in the export; API v2 has it the other way round.
    private var hasPlainBodies: Bool

    init(_ ticket: JSONValue, context: RecordContext, at pointer: String) {
        self.ticket = ticket
        self.context = context
        self.pointer = pointer
        let isV1 = ticket["notes"].exists
        hasPlainBodies = isV1 || ticket["conversations"].kind == .missing && ticket["description_text"].kind == .missing
        messages = isV1 ? ticket["notes"] : ticket["conversations"]
        messagesPointer = "\(pointer)/\(isV1 ? "notes" : "conversations")"
        var people = People(over: context.people)
        for (id, person, name) in [
            (ticket["requester_id"], ticket["requester"], ticket["requester_name"]),
            (ticket["responder_id"], ticket["responder"], ticket["responder_name"]),
        ] {
            guard let id = id.name ?? person["id"].name else { continue }
            people.add(id, name: name.name ?? person.firstName("name", "email"))
        }
        self.people = people
    }

    /// Takes messages that stand beside the ticket and not in it.
    mutating func take(_ messages: JSONValue, at pointer: String) {
        self.messages = messages
        messagesPointer = pointer
        hasPlainBodies = false
    }

    private var requester: String? { ticket["requester_id"].name ?? ticket["requester"]["id"].name }
    private var responder: String? { ticket["responder_id"].name ?? ticket["responder"]["id"].name }

    func transcript() throws(RecordError) -> Transcript {
        guard messages.exists || ticket["description"].string != nil else {
            throw RecordError(
                "no-message-bodies", "a ticket without a description and without notes: nobody's words are in it", at: pointer,
                help: "use the account export, or each ticket with include=conversations")
        }
        var draft = TranscriptDraft(id: ticket.firstName("display_id", "id"), context: context)
        fill(&draft)
        try addDescription(to: &draft)
        let notes = FreshdeskNotes(requester: requester, people: people, settings: context.settings, hasPlainBodies: hasPlainBodies)
        for (index, note) in messages.elements.enumerated() { try notes.add(note, to: &draft, at: "\(messagesPointer)/\(index)") }
        return draft.finished()
    }

    private func fill(_ draft: inout TranscriptDraft) {
        draft.channel = FreshdeskCodes.channel(of: ticket)
        draft.state = FreshdeskCodes.state(of: ticket)
        draft.csat = FreshdeskCodes.rating(of: ticket)
        draft.tags = ticket["tags"].elements.compactMap { $0.name ?? $0["name"].name }
        draft.queue = ticket["group_name"].name ?? ticket["group"]["name"].name
        draft.language = ticket["language"].name ?? ticket["requester"]["language"].name
        draft.agent = responder.map(people.name)
    }

    /// The description opens the conversation and is not among the messages. It is the requester's, unless the ticket began as a mail of
    /// the team.
    private func addDescription(to draft: inout TranscriptDraft) throws(RecordError) {
        let isOutbound = ticket["source"].text == FreshdeskCodes.outbound
        let author = isOutbound ? responder : requester
        let body = FreshdeskNotes.body(
            html: ticket["description_html"], main: ticket["description"], text: ticket["description_text"], isPlain: hasPlainBodies)
        try draft.add(
            isOutbound ? .agent : .customer, author: author.map(people.name) ?? ticket.firstName("requester_name", "email"),
            time: SourceTime(ticket["created_at"], settings: context.settings), body: body,
            attachments: Attachments.names(in: ticket["attachments"]), at: "\(pointer)/description")
    }
}

/// The messages of tickets: `notes` of the export, `conversations` of API v2.
struct FreshdeskNotes {
    /// The id of who asked, where that is known.
    var requester: String?
    var people: People
    var settings: FormatSettings
    /// Whether bodies are plain text, with the HTML beside them.
    var hasPlainBodies = false

    func add(_ entry: JSONValue, to draft: inout TranscriptDraft, at pointer: String) throws(RecordError) {
        // API v1 puts each note into an object of its own.
        let wrapped = entry.first("note", "helpdesk_note")
        let note = wrapped.isObject ? wrapped : entry
        // An element of XML without anything in it.
        if note.string?.isEmpty == true { return draft.drop(.empty, at: pointer) }
        try note.checkObject("a note", at: pointer)
        if note["deleted"].flag == true { return draft.drop(.hidden, at: pointer, detail: "deleted") }
        let source = note["source"].text
        if let change = source.flatMap({ FreshdeskCodes.stateChanges[$0] }) {
            return draft.drop(.stateChange, at: pointer, detail: change)
        }
        let user = note["user_id"].name
        let isFeedback = source == FreshdeskCodes.surveyFeedback
        try draft.add(
            role(of: note, user: user, isFeedback: isFeedback), author: author(of: note, user: user),
            time: SourceTime(note["created_at"], settings: settings),
            body: Self.body(html: note["body_html"], main: note["body"], text: note["body_text"], isPlain: hasPlainBodies),
            attachments: Attachments.names(in: note["attachments"]), at: pointer)
    }

    private func role(of note: JSONValue, user: String?, isFeedback: Bool) -> Role {
        if note["private"].flag == true { return .note }
        if isFeedback { return .customer }
        if let incoming = note["incoming"].flag { return incoming ? .customer : .agent }
        guard let user else { return .agent }
        return user == requester ? .customer : people.role(of: user) ?? .agent
    }

    /// Of a customer whom nobody names, the address is known from what came in.
    private func author(of note: JSONValue, user: String?) -> String? {
        if let user, let name = people[user]?.name { return name }
        return (note["incoming"].flag == true ? note["from_email"].name : nil) ?? user
    }

    /// HTML before plain text.
    static func body(html: JSONValue, main: JSONValue, text: JSONValue, isPlain: Bool) -> MessageBody {
        isPlain ? .html(html, orPlain: main) : .html([html, main].first { $0.string ?? "" != "" } ?? main, orPlain: text)
    }
}

/// What Freshdesk writes as numbers.
enum FreshdeskCodes {
    /// The source of tickets that an agent opened with a mail.
    static let outbound = "10"
    /// The source of what a customer wrote into a survey.
    static let surveyFeedback = "6"
    /// The sources of notes that nobody wrote.
    static let stateChanges = ["3": "status", "4": "meta"]

    static func channel(of ticket: JSONValue) -> Channel {
        if let channel = ticket["source"].text.flatMap({ channels[$0] }) { return channel }
        let words = [ticket["source_name"].string, ticket["source"].string].compactMap { $0.map(ChannelWords.channel) }
        return words.first { $0 != .unknown } ?? .unknown
    }

    private static let channels: [String: Channel] = [
        "1": .email, "2": .web, "3": .voice, "4": .web, "5": .social, "6": .social, "7": .chat, "9": .web, "10": .email,
    ]

    static func state(of ticket: JSONValue) -> ConversationState? {
        if let state = ticket["status"].text.flatMap({ states[$0] }) { return state }
        return ticket["status_name"].string.flatMap(StateWords.state) ?? ticket["status"].string.flatMap(StateWords.state)
    }

    private static let states: [String: ConversationState] = [
        "2": .open, "3": .pending, "4": .closed, "5": .closed, "6": .pending, "7": .pending,
    ]

    /// The answer to the survey's first question, where the export has one.
    static func rating(of ticket: JSONValue) -> Double? {
        let found = ticket.first("satisfaction_rating", "satisfaction_ratings")
        let rating = found.isArray ? found.firstElement : found
        let answer = rating["ratings"].isObject ? rating["ratings"]["default_question"] : rating.isObject ? rating["rating"] : rating
        return answer.text.flatMap { ratings[$0] }
    }

    private static let ratings: [String: Double] = [
        "-103": 1, "-102": 2, "-101": 2, "100": 3, "101": 4, "102": 4, "103": 5,
    ]
}
