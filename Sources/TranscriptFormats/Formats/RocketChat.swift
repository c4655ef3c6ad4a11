import Transcripts

/// Rocket.Chat: messages of Omnichannel rooms, alone, in `{"messages": […]}`, or in the session that a webhook sends.
struct RocketChat: MessageListFormat {
    let name = "rocket-chat"
    let title = "Rocket.Chat"
    let recognition = "JSON with rid, msg, ts and u, or a LivechatSession with messages"
    let listKeys: [StaticString] = ["messages"]

    func isMessage(_ value: JSONValue) -> Bool {
        value["u"].isObject && value["ts"].exists && value["msg"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = try messages(in: record)
        var rooms: [String: Speakers] = [:]
        for message in messages {
            guard let speaker = speaker(of: message.value), !isNotice(message.value) else { continue }
            rooms[id(of: message) ?? "", default: Speakers()].add(speaker, role: knownRole(of: message, in: context))
        }
        var roles: [String: [String: Role]] = [:]
        // It is the visitor who opens a room.
        for (id, speakers) in rooms { roles[id] = try speakers.resolved(opener: .customer) }
        var groups = TranscriptGroups(context: context)
        for message in messages {
            let id = id(of: message)
            let role = speaker(of: message.value).flatMap { roles[id ?? ""]?[$0] } ?? .agent
            try groups.add(to: id) { (draft) throws(RecordError) in try add(message, role: role, to: &draft, in: context) }
        }
        return groups.finished()
    }

    private func id(of message: ListedMessage) -> String? {
        message.value["rid"].name ?? message.outer.firstName("_id", "rid")
    }

    private func speaker(of message: JSONValue) -> String? { message["u"].firstName("_id", "username") }

    private func isNotice(_ message: JSONValue) -> Bool { message["t"].name != nil }

    /// nil where nothing tells; the other messages of the room may.
    private func knownRole(of message: ListedMessage, in context: RecordContext) -> Role? {
        let (value, user) = (message.value, message.value["u"])
        let (id, username) = (user["_id"].name, user["username"].name)
        if value["bot"].exists && value["bot"].bool != false || username == "rocket.cat" { return .bot }
        if value["token"].exists { return .customer }
        if context.settings.agents.contains(user["name"].name, username, id) { return .agent }
        let (visitor, agent) = (message.outer["visitor"], message.outer.first("agent", "servedBy"))
        if let id, id == visitor["_id"].name { return .customer }
        if let username, username == visitor["username"].name || username.hasPrefix("guest-") { return .customer }
        if value["agentId"].exists || id != nil && id == agent["_id"].name { return .agent }
        if let username, username == agent["username"].name { return .agent }
        return id.flatMap(context.people.role) ?? username.flatMap(context.settings.role(ofName:))
    }

    /// What a room writes down of its people and calls, and whose text is a user's name or a command.
    private static let changes: Set<String> = [
        "uj", "ul", "au", "ru", "ut", "ujt", "ult", "wm", "r", "command", "livechat_transfer_history", "livechat_navigation_history",
        "livechat-started", "livechat_transcript_history", "livechat_video_call", "livechat_webrtc_video_call",
        "omnichannel_placed_chat_on_hold", "omnichannel_on_hold_chat_resumed",
    ]

    private func add(
        _ message: ListedMessage, role: Role, to draft: inout TranscriptDraft, in context: RecordContext
    ) throws(RecordError) {
        let (value, room) = (message.value, message.outer)
        draft.channel = .chat
        draft.agent = draft.agent ?? room.first("agent", "servedBy").firstName("name", "username")
        if room["closedAt"].exists { draft.state = .closed }
        if draft.tags.isEmpty { draft.tags = room["tags"].elements.compactMap(\.name) }
        draft.queue = draft.queue ?? room["department"]["name"].name
        guard isMessage(value) else { return draft.drop(.unknownKind, at: message.pointer) }
        let kind = value["t"].name
        switch kind {
        case "rm": return draft.drop(.hidden, at: message.pointer, detail: kind)
        case "e2e": return draft.drop(.redacted, at: message.pointer, detail: kind)
        case let kind? where Self.changes.contains(kind): return draft.drop(.stateChange, at: message.pointer, detail: kind)
        default: break
        }
        guard value["_hidden"].flag != true else { return draft.drop(.hidden, at: message.pointer) }
        let visitor = room["visitor"]
        let visitorName = visitor["_id"].exists && visitor["_id"].name == value["u"]["_id"].name ? visitor["name"].name : nil
        let files = value["files"].isArray ? Array(value["files"].elements) : [value["file"]].filter(\.isObject)
        let names = files.isEmpty ? value["attachments"].elements.compactMap { $0["title"].name } : files.map { $0["name"].name }
        try draft.add(
            kind == nil ? role : .system, author: value["alias"].name ?? visitorName ?? value["u"].firstName("name", "username", "_id"),
            time: time(of: value["ts"], settings: context.settings), body: .verbatim(value["msg"]), attachments: names,
            at: message.pointer)
    }

    /// A time as the API has it, or as a dump of the database: `{"$date": …}`.
    private func time(of value: JSONValue, settings: FormatSettings) -> SourceTime? {
        guard value.isObject else { return SourceTime(value, settings: settings) }
        let date = value["$date"]
        return SourceTime(date.isObject ? date["$numberLong"] : date, settings: settings)
    }
}
