import Transcripts

/// Sunshine Conversations (once Smooch), which Zendesk messaging is built on: messages of its API, alone, in `{"messages": […]}`, or in the
/// events of webhooks.
struct Sunshine: MessageListFormat {
    let name = "sunshine"
    let title = "Sunshine Conversations"
    let recognition = "JSON with received, author (user or business) and content"
    let listKeys: [StaticString] = ["messages", "events", "payload", "message"]

    func isMessage(_ value: JSONValue) -> Bool {
        ["user", "business"].contains(value["author"]["type"].string) && value["content"].isObject
            && (value["received"].exists || value["content"]["type"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for message in try messages(in: record) {
            // A page of messages does not say of which conversation it is: that was in its address.
            let id = message.outer["conversation"]["id"].name ?? message.outer["conversationId"].name
            try groups.add(to: id) { (draft) throws(RecordError) in try add(message, to: &draft, in: context) }
        }
        return groups.finished()
    }

    private func add(_ message: ListedMessage, to draft: inout TranscriptDraft, in context: RecordContext) throws(RecordError) {
        let value = message.value
        let (author, content) = (value["author"], value["content"])
        guard isMessage(value) else { return draft.drop(.unknownKind, at: message.pointer, detail: value["type"].string) }
        guard value["deleted"].flag != true else { return draft.drop(.hidden, at: message.pointer) }
        if author["type"].string == "user" || draft.channel == .unknown { draft.channel = Self.channel(of: value["source"]) }
        let isFile = content["mediaUrl"].exists || content["attachmentId"].exists
        try draft.add(
            role(of: value, in: context), author: author.firstName("displayName", "userId") ?? author["user"]["id"].name,
            time: SourceTime(value["received"], settings: context.settings), body: Self.body(of: content),
            attachments: isFile ? [content.firstName("fileName", "altText")] : [], at: message.pointer)
    }

    private static func body(of content: JSONValue) -> MessageBody {
        if let text = content.first("text", "textFallback").string, !text.isEmpty { return .verbatim(text) }
        if let html = content["htmlText"].string, !html.isEmpty { return .html(html) }
        return .verbatim(content.first("markdownText", "displayText").string ?? "")
    }

    private static func channel(of source: JSONValue) -> Channel {
        switch source["type"].string {
        case "twilio", "messagebird": .sms
        case "mailgun": .email
        case "web": .chat
        case let word?: ChannelWords.channel(of: word) == .unknown ? .chat : ChannelWords.channel(of: word)
        case nil: .chat
        }
    }

    /// A business is a person or a machine, and only some machines are marked: the rest is told by names, and by the list of agents.
    private func role(of message: JSONValue, in context: RecordContext) -> Role {
        let author = message["author"]
        let subtypes = author["subtypes"].elements.compactMap { $0.string?.lowercased() }
        if subtypes.contains("activity") { return .system }
        if author["type"].string == "user" { return .customer }
        if subtypes.contains("ai") || message["source"]["type"].string?.lowercased().contains("answerbot") == true { return .bot }
        let name = author["displayName"].name
        if context.settings.agents.contains(name, author["userId"].name) { return .agent }
        return name.flatMap(context.settings.role(ofName:)) == .bot ? .bot : .agent
    }
}
