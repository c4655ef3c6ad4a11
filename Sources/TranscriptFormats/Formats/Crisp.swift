import Transcripts

/// Crisp: messages of its API, alone, in `{"data": […]}`, in their conversations, or as webhooks bring them.
struct Crisp: MessageListFormat {
    let name = "crisp"
    let title = "Crisp"
    let recognition = "JSON with session_id, from (user or operator), type and content"
    let listKeys: [StaticString] = ["messages", "data", "conversations"]

    func isMessage(_ value: JSONValue) -> Bool {
        value["session_id"].exists && ["user", "operator"].contains(value["from"].string) && value["type"].string != nil
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for message in try messages(in: record) {
            let id = message.value["session_id"].name ?? message.outer["session_id"].name
            try groups.add(to: id) { (draft) throws(RecordError) in try add(message, to: &draft, in: context) }
        }
        return groups.finished()
    }

    private func add(_ message: ListedMessage, to draft: inout TranscriptDraft, in context: RecordContext) throws(RecordError) {
        let (value, conversation) = (message.value, message.outer)
        let isMail = value["origin"].string == "email"
        // Who is answered by mail wrote in the chat before, or by mail: what the customer used says it.
        if let word = value["origin"].string, value["from"].string == "user" || draft.channel == .unknown {
            draft.channel = Self.channel(of: word)
        } else if draft.channel == .unknown {
            draft.channel = .chat
        }
        draft.state = conversation["state"].string.flatMap(StateWords.state) ?? draft.state
        if draft.tags.isEmpty { draft.tags = conversation["meta"]["segments"].elements.compactMap(\.name) }
        draft.agent = draft.agent ?? conversation["assigned"]["user_id"].name.map(context.people.name)
        let type = value["type"].string ?? ""
        let content = value["content"]
        guard type != "event" else { return draft.drop(.stateChange, at: message.pointer, detail: content["namespace"].name ?? type) }
        guard isMessage(value) else { return draft.drop(.unknownKind, at: message.pointer, detail: type.isEmpty ? nil : type) }
        let text = content.string ?? content["text"].string ?? ""
        let isFile = content["url"].exists
        try draft.add(
            role(of: value, type: type), author: author(of: value, conversation: conversation, in: context),
            time: SourceTime(value["timestamp"], settings: context.settings), body: isMail ? .plain(text) : .verbatim(text),
            attachments: isFile ? [content["name"].name ?? (type == "file" ? nil : type)] : [], at: message.pointer)
    }

    /// `chat`, `email`, or an urn such as `urn:crisp.im:whatsapp:0`.
    private static func channel(of origin: String) -> Channel {
        for part in origin.split(separator: ":") {
            let channel = ChannelWords.channel(of: String(part))
            if channel != .unknown { return channel }
        }
        return .chat
    }

    private func role(of message: JSONValue, type: String) -> Role {
        if type == "note" { return .note }
        if message["automated"].flag == true { return .bot }
        return message["from"].string == "user" ? .customer : .agent
    }

    private func author(of message: JSONValue, conversation: JSONValue, in context: RecordContext) -> String? {
        let user = message["user"]
        if let name = user["nickname"].name { return name }
        if message["from"].string == "user", let name = conversation["meta"].firstName("nickname", "email") { return name }
        return user["user_id"].name.map(context.people.name)
    }
}
