import Transcripts

/// A thread of a chat of LiveChat: what was said from one opening of the chat to its closing.
struct LiveChatThread {
    private let thread: JSONValue
    private let chat: JSONValue?
    private let users: [String: JSONValue]
    private let context: RecordContext
    private let pointer: String

    /// - Parameter chat: The chat around the thread; nil where the export has threads alone.
    init(_ thread: JSONValue, chat: JSONValue?, context: RecordContext, pointer: String) {
        self.thread = thread
        self.chat = chat
        self.context = context
        self.pointer = pointer
        let known = chat?["users"].elements.compactMap { user in user["id"].name.map { ($0, user) } } ?? []
        users = Dictionary(known) { first, _ in first }
    }

    func transcript() throws(RecordError) -> Transcript {
        let ids = [chat?["id"].name, thread["id"].name].compactMap { $0 }
        var draft = TranscriptDraft(id: ids.isEmpty ? nil : ids.joined(separator: "/"), context: context)
        draft.channel = .chat
        draft.tags = thread["tags"].elements.compactMap(\.name)
        draft.state = thread["active"].flag.map { $0 ? .open : .closed }
        draft.queue = queue(of: thread) ?? chat.flatMap(queue)
        draft.csat = rating(of: thread) ?? chat.flatMap(rating)
        if !thread["events"].isArray { draft.drop(.hidden, at: pointer, detail: "events") }
        for (index, event) in thread["events"].elements.enumerated() {
            try add(event, to: &draft, at: "\(pointer)/events/\(index)")
        }
        return draft.finished()
    }

    /// The first group that has access.
    private func queue(of value: JSONValue) -> String? { value["access"]["group_ids"].firstElement.name }

    /// 1 is a good rating and 0 a bad one.
    private func rating(of value: JSONValue) -> Double? {
        let score = value["properties"]["rating"]["score"]
        return (score.isObject ? score["value"] : score).flag.map { $0 ? 5 : 1 }
    }

    private func add(_ event: JSONValue, to draft: inout TranscriptDraft, at pointer: String) throws(RecordError) {
        try event.checkObject("an event", at: pointer)
        let kind = event["type"].string ?? ""
        var body = MessageBody.verbatim(event["text"])
        var files: [String?] = []
        if event["deleted"].flag == true { return draft.drop(.hidden, at: pointer, detail: "deleted") }
        switch kind {
        case "message", "system_message": break
        case "rich_message": body = .verbatim(richText(of: event))
        case "file": files = [event["name"].name]
        case "annotation": return draft.drop(.stateChange, at: pointer, detail: kind)
        default: return draft.drop(.unknownKind, at: pointer, detail: kind)
        }
        let id = event["author_id"].name
        let isSystem = kind == "system_message"
        try draft.add(
            role(of: event, author: id, isSystem: isSystem), author: isSystem ? nil : id.map(name),
            time: SourceTime(event.first("created_at", "timestamp"), settings: context.settings), body: body, attachments: files,
            at: pointer)
    }

    /// The titles and subtitles of the cards.
    private func richText(of event: JSONValue) -> String {
        let parts = event["elements"].elements.flatMap { [$0["title"].string, $0["subtitle"].string] }
        return ([event["text"].string] + parts).compactMap { $0 }.joined(separator: "\n")
    }

    private func name(of id: String) -> String {
        users[id]?.firstName("name", "email") ?? context.people.name(of: id)
    }

    private func role(of event: JSONValue, author: String?, isSystem: Bool) -> Role {
        if event["visibility"].string == "agents" || event["recipients"].string == "agents" { return .note }
        guard !isSystem, let author else { return .system }
        if let word = users[author]?["type"].string, let role = context.settings.role(ofWord: word) { return role }
        if let role = context.people.role(of: author) { return role }
        // The ids of agents are their addresses.
        return context.settings.agents.contains(author, users[author]?["name"].name) || author.utf8.contains(UInt8(ascii: "@"))
            ? .agent : .customer
    }
}
