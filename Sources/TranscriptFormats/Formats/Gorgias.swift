import Transcripts

/// Gorgias: tickets of its API with their messages, or pages of messages.
struct Gorgias: JSONFormat {
    let name = "gorgias"
    let title = "Gorgias"
    let recognition = "JSON with messages of from_agent and via, or data of from_agent and body_text"
    let lists = ["data"]

    private static let help = "lists of tickets have no messages: retrieve each ticket, or list the messages"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        let first = value["data"].firstElement
        if isMessage(value) || isMessage(first) { return .together }
        if isMessage(value["messages"].firstElement) { return .each }
        guard let ticket = [first, value].first(where: isTicket) else { return nil }
        return ticket["messages"].isArray ? .each : .withoutBodies(help: Self.help)
    }

    private func isMessage(_ value: JSONValue) -> Bool {
        value["from_agent"].flag != nil && value["channel"].exists && value["via"].exists
            && (value["body_text"].kind != .missing || value["stripped_text"].kind != .missing)
    }

    private func isTicket(_ value: JSONValue) -> Bool {
        value["from_agent"].kind != .missing && value["channel"].exists && value["via"].exists && value["assignee_user"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray { return try transcripts(ofMessages: record.messages(ofPagesWith: "data"), in: context) }
        var transcripts: [Transcript] = []
        let records = record.records(under: "data")
        for (index, (ticket, pointer)) in records.enumerated() {
            let context = records.count > 1 ? context.numbered(index + 1) : context
            transcripts.append(try transcript(of: ticket, in: context, at: pointer))
        }
        return transcripts
    }

    private func transcripts(ofMessages messages: [MessageGroup.Item], in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for group in try messages.groups(of: "a message", by: { $0["ticket_id"].name }) {
            var draft = TranscriptDraft(id: group.id, context: context)
            for (message, pointer) in group.items { try add(message, to: &draft, in: context, at: pointer) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    private func transcript(of ticket: JSONValue, in context: RecordContext, at pointer: String) throws(RecordError) -> Transcript {
        try ticket.checkObject("a ticket", at: pointer)
        guard ticket["messages"].isArray else {
            throw RecordError("no-message-bodies", "a ticket without messages: nobody's words are in it", at: pointer, help: Self.help)
        }
        var draft = TranscriptDraft(id: ticket["id"].name, context: context)
        draft.channel = ticket["channel"].string.map(Self.channel) ?? .unknown
        draft.state = ticket["status"].string.flatMap(StateWords.state)
        draft.language = ticket["language"].name
        draft.tags = ticket["tags"].elements.compactMap { $0.name ?? $0["name"].name }
        draft.queue = ticket["assignee_team"]["name"].name
        draft.csat = Rating.value(of: ticket["satisfaction_survey"]["score"])
        draft.agent = ticket["assignee_user"].personName
        for (index, message) in ticket["messages"].elements.enumerated() {
            try message.checkObject("a message", at: "\(pointer)/messages/\(index)")
            try add(message, to: &draft, in: context, at: "\(pointer)/messages/\(index)")
        }
        return draft.finished()
    }

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        if message["deleted_datetime"].exists { return draft.drop(.hidden, at: pointer, detail: "deleted") }
        let role = Self.role(of: message)
        if draft.channel == .unknown, role != .note { draft.channel = message["channel"].string.map(Self.channel) ?? .unknown }
        let time = message.first("sent_datetime", "created_datetime")
        try draft.add(
            role, author: message["sender"].personName ?? message["source"]["from"].personName,
            time: SourceTime(time, settings: context.settings), body: Self.body(of: message),
            attachments: Attachments.names(in: message["attachments"]), at: pointer)
        if Self.hasQuote(message) { draft.drop(.quotedMail, at: pointer, detail: "stripped_text") }
    }

    /// Whether Gorgias left a quoted mail out of what it stripped.
    private static func hasQuote(_ message: JSONValue) -> Bool {
        guard let text = message["body_text"].string, let stripped = message["stripped_text"].string else { return false }
        return !stripped.isEmpty && PlainText.tidied(text) != PlainText.tidied(stripped)
    }

    private static func role(of message: JSONValue) -> Role {
        if message["public"].flag == false || [message["channel"].string, message["via"].string].contains("internal-note") { return .note }
        guard message["from_agent"].flag == true else { return .customer }
        return message["via"].string == "rule" || message["rule_id"].exists ? .bot : .agent
    }

    private static func channel(of word: String) -> Channel {
        if let channel = ["contact_form": Channel.web, "facebook-mention": .social, "yotpo-review": .social][word] { return channel }
        let channel = ChannelWords.channel(of: word)
        // `facebook-messenger`, `instagram-direct-message`, `twitter-mention`: the network stands in front.
        return channel == .unknown ? ChannelWords.channel(of: String(word.prefix { $0 != "-" })) : channel
    }

    /// What Gorgias stripped of quotes, as it knows best what it sent; without it all there is.
    private static func body(of message: JSONValue) -> MessageBody {
        if message["stripped_text"].string?.isEmpty == false { return .plain(message["stripped_text"]) }
        return .html(message["body_html"], orPlain: message["body_text"])
    }
}
