import Transcripts

/// Freshchat: messages of its API, alone, in `{"messages": […]}`, in their conversations, or as webhooks bring them.
struct Freshchat: MessageListFormat {
    let name = "freshchat"
    let title = "Freshchat"
    let recognition = "JSON with message_parts and actor_type"
    let listKeys: [StaticString] = ["messages", "conversations", "data", "message"]

    func isMessage(_ value: JSONValue) -> Bool {
        value["message_parts"].isArray && (value["actor_type"].exists || value["message_type"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for message in try messages(in: record) {
            let id = message.value["conversation_id"].name ?? message.outer["conversation_id"].name
            try groups.add(to: id) { (draft) throws(RecordError) in try add(message, to: &draft, in: context) }
        }
        return groups.finished()
    }

    private func add(_ message: ListedMessage, to draft: inout TranscriptDraft, in context: RecordContext) throws(RecordError) {
        let (value, conversation) = (message.value, message.outer)
        draft.channel = .chat
        draft.state = conversation["status"].string.flatMap(StateWords.state) ?? draft.state
        draft.agent = draft.agent ?? conversation["assigned_agent_id"].name.map(context.people.name)
        draft.queue = draft.queue ?? conversation.firstName("assigned_group_name", "assigned_group_id")
        let parts = Array(value["message_parts"].elements)
        guard !parts.isEmpty || value["message_type"].exists else { return draft.drop(.unknownKind, at: message.pointer) }
        let texts = parts.compactMap { $0["text"]["content"].string ?? $0["quick_reply_button"].first("custom_reply_text", "label").string }
        let files = parts.flatMap { part in [part["file"], part["image"], part["video"]].filter(\.isObject) }
        try draft.add(
            role(of: value, in: context), author: value["actor_id"].name.map(context.people.name),
            time: SourceTime(value["created_time"], settings: context.settings), body: .html(texts.joined(separator: "\n")),
            attachments: files.map { $0["name"].name }, at: message.pointer)
    }

    private func role(of message: JSONValue, in context: RecordContext) -> Role {
        switch message["message_type"].string?.lowercased() {
        case "private": return .note
        case "system": return .system
        default: break
        }
        if let role = message["actor_type"].string.flatMap(context.settings.role(ofWord:)) { return role }
        let id = message["actor_id"].name
        if context.settings.agents.contains(id) { return .agent }
        return id.flatMap(context.people.role) ?? .customer
    }
}
