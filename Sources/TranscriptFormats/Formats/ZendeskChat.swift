import Transcripts

/// Zendesk Chat (Zopim): chats with their history, and messages that were left while nobody was there; one, an array, a line each, or
/// `{"chats":[…]}`.
struct ZendeskChat: JSONFormat {
    let name = "zendesk-chat"
    let title = "Zendesk Chat"
    let recognition = "JSON with visitor, timestamp, and a type of chat or offline_msg"
    let lists = ["chats"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        var chat = sample.value
        if sample.position == .whole, chat["chats"].isArray {
            let first = chat["chats"].firstElement
            guard first.exists else {
                return [chat["next_url"], chat["end_time"]].contains { $0.kind != .missing } ? .each : nil
            }
            chat = first
        }
        let kind = chat["type"].string
        guard chat["visitor"].isObject, chat["timestamp"].exists, kind == "chat" || kind == "offline_msg" else { return nil }
        return hasWords(chat) ? .each : .withoutBodies(help: Self.help)
    }

    private static let help = "this is a list of chats without their history: export each chat by its id"

    private func hasWords(_ chat: JSONValue) -> Bool { chat["history"].isArray || isLeft(chat) }

    /// Whether it is a message that was left while nobody was there.
    private func isLeft(_ chat: JSONValue) -> Bool { chat["message"].exists || chat["type"].string == "offline_msg" }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for (chat, pointer) in record.records(under: "chats") {
            transcripts.append(try transcript(of: chat, in: context, at: pointer))
        }
        return transcripts
    }

    private func transcript(of chat: JSONValue, in context: RecordContext, at pointer: String) throws(RecordError) -> Transcript {
        try chat.checkObject("a chat", at: pointer)
        guard hasWords(chat) else {
            throw RecordError("no-message-bodies", "a chat without history: nobody's words are in it", at: pointer, help: Self.help)
        }
        var draft = TranscriptDraft(id: chat["id"].name, context: context)
        draft.channel = .chat
        draft.tags = chat["tags"].elements.compactMap(\.name)
        draft.queue = chat["department_name"].name
        draft.csat = Rating.value(of: chat["rating"])
        draft.state = chat["end_timestamp"].exists ? .closed : nil
        let agents = chat["agent_names"].elements.compactMap(\.name)
        // Of several agents the one who speaks first is taken, as their order says nothing.
        if agents.count == 1 { draft.agent = agents.first }
        if isLeft(chat) {
            let visitor = chat["visitor"]
            try draft.add(
                .customer, author: visitor.firstName("name", "email", "id"),
                time: SourceTime(chat["timestamp"], settings: context.settings), body: .verbatim(chat["message"]),
                at: "\(pointer)/message")
        }
        let names = Set(agents)
        for (index, event) in chat["history"].elements.enumerated() {
            try add(event, to: &draft, agents: names, in: context, at: "\(pointer)/history/\(index)")
        }
        return draft.finished()
    }

    private func add(
        _ event: JSONValue, to draft: inout TranscriptDraft, agents: Set<String>, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        try event.checkObject("an event of a chat", at: pointer)
        let kind = event["type"].string
        let attachment = event["attachment"]
        guard event["msg"].exists || attachment.exists || kind == "chat.msg" else {
            let isKnown = kind?.hasPrefix("chat.") == true
            return draft.drop(isKnown ? .stateChange : .unknownKind, at: pointer, detail: kind)
        }
        let name = event["name"].name
        let files = attachment.isObject ? [attachment.firstName("name", "file_name")] : attachment.exists ? [attachment.name] : []
        try draft.add(
            role(of: event, name: name, agents: agents, settings: context.settings), author: name ?? event["nick"].name,
            time: SourceTime(event["timestamp"], settings: context.settings), body: .verbatim(event["msg"]), attachments: files, at: pointer
        )
    }

    /// By `sender_type` or the `nick`, such as `agent:4120`, where there is one; else by the names of the chat's agents.
    private func role(of event: JSONValue, name: String?, agents: Set<String>, settings: FormatSettings) -> Role {
        let nick = event["nick"].string ?? ""
        if event["type"].string == "chat.system" { return .system }
        if event["type"].string == "chat.triggered" || nick.hasSuffix(":trigger") { return .bot }
        let words = [event["sender_type"].string, String(nick.prefix { $0 != ":" })]
        if let role = words.lazy.compactMap({ $0.flatMap(settings.role(ofWord:)) }).first { return role }
        return name.map { agents.contains($0) || settings.agents.contains($0) } == true ? .agent : .customer
    }
}
