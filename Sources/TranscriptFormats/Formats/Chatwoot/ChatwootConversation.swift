import Transcripts

/// The messages of one conversation of Chatwoot.
struct ChatwootConversation {
    private let group: MessageGroup
    /// Where the export says more of the conversation than the messages do, the more telling first.
    private let sources: [JSONValue]
    private let context: RecordContext

    /// - Parameter record: What stands around the messages: the conversation, or its `meta`.
    init(_ group: MessageGroup, around record: JSONValue?, context: RecordContext) {
        self.group = group
        self.context = context
        var sources: [JSONValue] = []
        if let record { sources += [record, record["meta"]] }
        if let conversation = group.items.first?.value["conversation"] { sources += [conversation, conversation["meta"]] }
        self.sources = sources
    }

    func transcript() throws(RecordError) -> Transcript {
        // An `id` beside `messages` is the conversation's own.
        let id = group.id ?? sources.first.flatMap { $0["messages"].isArray ? $0["id"].name : nil }
        var draft = TranscriptDraft(id: id, context: context)
        draft.channel = channel
        draft.tags = sources.lazy.map { $0["labels"].elements.compactMap(\.name) }.first { !$0.isEmpty } ?? []
        draft.state = first { $0["status"].string.flatMap(StateWords.state) }
        draft.agent = first { $0["assignee"].firstName("name", "available_name", "email", "id") }
        draft.queue = first { $0["team"]["name"].name } ?? inbox
        draft.language = first { $0["additional_attributes"]["conversation_language"].name }
        for (message, pointer) in group.items {
            try add(message, to: &draft, at: pointer)
            if let rating = Self.rating(in: message) { draft.csat = rating }
        }
        return draft.finished()
    }

    private func first<Value>(_ find: (JSONValue) -> Value?) -> Value? {
        for source in sources {
            if let found = find(source) { return found }
        }
        return nil
    }

    /// The name of the inbox, else its id.
    private var inbox: String? {
        for (message, _) in group.items {
            if let inbox = message["inbox"]["name"].name ?? message["inbox_id"].name { return inbox }
        }
        return nil
    }

    private var channel: Channel {
        let word = first { $0["channel"].string }
        if let word, let channel = Self.channels[word.lowercased()] { return channel }
        return group.items.contains { $0.value["content_type"].string == "incoming_email" } ? .email : .chat
    }

    private static let channels: [String: Channel] = [
        "channel::email": .email, "channel::api": .api, "channel::facebookpage": .social, "channel::instagram": .social,
        "channel::line": .social, "channel::telegram": .social, "channel::twitterprofile": .social, "channel::whatsapp": .social,
        "channel::tiktok": .social, "channel::sms": .sms, "channel::twiliosms": .sms, "channel::voice": .voice,
    ]

    private static func rating(in message: JSONValue) -> Double? {
        Rating.value(of: message["content_attributes"]["submitted_values"]["csat_survey_response"]["rating"])
    }

    private func add(_ message: JSONValue, to draft: inout TranscriptDraft, at pointer: String) throws(RecordError) {
        let kind = message["message_type"].text ?? ""
        if message["content_attributes"]["deleted"].flag == true { return draft.drop(.hidden, at: pointer, detail: "deleted") }
        guard let role = role(of: message, kind: kind) else { return draft.drop(.unknownKind, at: pointer, detail: kind) }
        let isMail = message["content_type"].string == "incoming_email"
        try draft.add(
            role, author: message["sender"].firstName("name", "available_name", "email", "id"),
            time: SourceTime(message["created_at"], settings: context.settings),
            body: isMail ? .plain(message["content"]) : .verbatim(message["content"]),
            attachments: message["attachments"].elements.map(Self.fileName), at: pointer)
    }

    /// The API has numbers for the types of messages, webhooks words; nil for one that is neither.
    private func role(of message: JSONValue, kind: String) -> Role? {
        let isPrivate = message["private"].flag == true
        switch kind {
        case "0", "incoming": return isPrivate ? .note : .customer
        case "1", "outgoing": return isPrivate ? .note : isByBot(message) ? .bot : .agent
        case "2", "activity": return isPrivate ? .note : .system
        case "3", "template": return isPrivate ? .note : .bot
        default: return nil
        }
    }

    private func isByBot(_ message: JSONValue) -> Bool {
        let sender = message["sender"]
        let type = (message["sender_type"].string ?? sender["type"].string ?? "").lowercased()
        if type.hasPrefix("agent_bot") || type.hasPrefix("agentbot") || type.hasPrefix("captain") { return true }
        // What rules and campaigns send has no sender.
        return !sender.exists
            && (message["content_attributes"]["automation_rule_id"].exists || message["additional_attributes"]["campaign_id"].exists)
    }

    /// Attachments have an address that ends in the file's name, and the kind of file.
    private static func fileName(of attachment: JSONValue) -> String? {
        if let name = attachment.firstName("file_name", "fallback_title") { return name }
        let path = attachment["data_url"].string?.prefix { $0 != "?" && $0 != "#" }
        return path?.split(separator: "/").last.map { String($0) } ?? attachment["file_type"].name
    }
}
