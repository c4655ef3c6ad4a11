import Transcripts

/// Front: messages and comments of its API, in pages under `_results`, in an array, or a line each.
struct Front: JSONFormat {
    let name = "front"
    let title = "Front"
    let recognition = "JSON with is_inbound and recipients, also under _results"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        let first = value["_results"].firstElement
        if isMessage(value) || isComment(value) || isMessage(first) || isComment(first) { return .together }
        if value["_results"].isArray, !first.exists, value["_pagination"].exists || value["_links"].isObject { return .together }
        guard isConversation(value) || isConversation(first) else { return nil }
        return .withoutBodies(help: "these are conversations without their messages: list the messages of each conversation")
    }

    private func isMessage(_ value: JSONValue) -> Bool { value["is_inbound"].flag != nil && value["recipients"].isArray }

    private func isComment(_ value: JSONValue) -> Bool {
        value["id"].string?.hasPrefix("com_") == true && value["body"].string != nil && value["posted_at"].exists
    }

    private func isConversation(_ value: JSONValue) -> Bool {
        value["id"].string?.hasPrefix("cnv_") == true && value["status"].exists && value["last_message"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for group in try record.messages(ofPagesWith: "_results").groups(of: "a message", by: Self.conversation) {
            var draft = TranscriptDraft(id: group.id, context: context)
            for (message, pointer) in group.items { try add(message, to: &draft, in: context, at: pointer) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    /// The conversation's id, which is in a link only.
    private static func conversation(of message: JSONValue) -> String? {
        if let id = message["conversation"]["id"].name ?? message["conversation_id"].name { return id }
        let link = message["_links"]["related"]["conversation"].string ?? ""
        return link.split(separator: "/").last.map { String($0) }
    }

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let isComment = isComment(message)
        if draft.channel == .unknown, !isComment { draft.channel = message["type"].string.map(Self.channel) ?? .unknown }
        if message["draft_mode"].exists || message["is_draft"].flag == true { return draft.drop(.draft, at: pointer) }
        let author = message["author"]
        let sender = message["recipients"].elements.first { $0["role"].string == "from" }
        let isInbound = message["is_inbound"].flag == true
        let name = author.personName ?? sender?.personName
        let time = SourceTime(message.first("created_at", "posted_at"), settings: context.settings)
        let role: Role = isComment ? .note : isInbound ? .customer : Self.isPerson(author) ? .agent : .bot
        try draft.add(
            role, author: isInbound ? sender?.personName ?? name : name, time: time, body: .html(message["body"], orPlain: message["text"]),
            attachments: Attachments.names(in: message["attachments"]), at: pointer)
    }

    /// Whether a teammate is somebody; an absent one says nothing, and an absent type neither.
    private static func isPerson(_ author: JSONValue) -> Bool {
        guard let type = author["type"].string else { return true }
        return type == "user" || type == "visitor"
    }

    private static func channel(of type: String) -> Channel {
        ["front_chat", "intercom", "smooch"].contains(type) ? .chat : type == "custom" ? .unknown : ChannelWords.channel(of: type)
    }
}
