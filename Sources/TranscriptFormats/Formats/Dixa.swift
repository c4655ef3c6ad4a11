import Transcripts

/// Dixa: messages of its exports API, alone or in `{"data": […]}`, or as webhooks bring them.
struct Dixa: MessageListFormat {
    let name = "dixa"
    let title = "Dixa"
    let recognition = "JSON with csid, direction and text, or event_fqn and a conversation with csid"
    let listKeys: [StaticString] = ["data", "messages"]

    func isMessage(_ value: JSONValue) -> Bool {
        let isExported = value["csid"].exists && value["text"].kind != .missing
        return (isExported || value["conversation"]["csid"].exists)
            && (value["direction"].exists || value["author_name"].exists || value["is_automated_message"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for message in try messages(in: record) {
            let id = message.value["csid"].name ?? message.value["conversation"]["csid"].name
            try groups.add(to: id) { (draft) throws(RecordError) in
                try add(message.value, to: &draft, in: context, at: message.pointer)
            }
        }
        return groups.finished()
    }

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let (author, conversation) = (message["author"], message["conversation"])
        if let word = message.first("initial_channel", "channel").string ?? conversation["channel"].string {
            draft.channel = ChannelWords.channel(of: word)
        }
        draft.state = conversation["status"].string.flatMap(StateWords.state) ?? draft.state
        draft.agent = conversation["assignee"].firstName("name", "email", "id") ?? draft.agent
        draft.queue = conversation["queue"].firstName("name", "id") ?? draft.queue
        if draft.tags.isEmpty { draft.tags = conversation["tags"].elements.compactMap { $0.name ?? $0["name"].name } }
        guard let role = role(of: message, in: context) else { return draft.drop(.unknownKind, at: pointer) }
        let text = message["text"].string ?? message["content"]["text"].string ?? ""
        let files = message.first("attached_files", "attachments")
        try draft.add(
            role,
            author: message.firstName("author_name", "author_email") ?? author.firstName("name", "email")
                ?? message["author_id"].name.map(context.people.name) ?? author["id"].name.map(context.people.name),
            time: SourceTime(message["created_at"], settings: context.settings),
            body: draft.channel == .email || draft.channel == .unknown ? .html(text) : .verbatim(text),
            attachments: files.elements.map { $0.firstName("pretty_name", "name", "filename") ?? $0.name }, at: pointer)
    }

    /// nil where nothing tells.
    private func role(of message: JSONValue, in context: RecordContext) -> Role? {
        let direction = message["direction"].string.flatMap(context.settings.role(ofWord:))
        if direction == .note || message["is_internal"].flag == true { return .note }
        if message["is_automated_message"].flag == true { return .bot }
        if context.settings.agents.contains(message["author_name"].name, message["author_email"].name, message["author_id"].name) {
            return .agent
        }
        if let direction { return direction }
        switch message["author"]["user_type"].string?.lowercased() {
        case "member": return .agent
        case "contact": return .customer
        default: return message["author_name"].name.map { context.settings.role(ofName: $0) ?? .customer }
        }
    }
}
