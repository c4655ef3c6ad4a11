import Transcripts

/// Microsoft Teams: chat messages of Microsoft Graph, alone or in `{"value": […]}`. A chat is a conversation; in a channel a thread is one.
struct TeamsChat: MessageListFormat {
    let name = "teams-chat"
    let title = "Microsoft Teams chat"
    let recognition = "JSON with messageType, createdDateTime and body of contentType and content"
    let listKeys: [StaticString] = ["value", "messages"]

    func isMessage(_ value: JSONValue) -> Bool {
        value["messageType"].string != nil && value["createdDateTime"].exists && value["body"].isObject
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = withReplies(try messages(in: record))
        var threads: [String: Speakers] = [:]
        for message in messages where isSaid(message.value) {
            guard let speaker = speaker(of: message.value) else { continue }
            threads[id(of: message) ?? "", default: Speakers()].add(speaker, role: knownRole(of: message.value["from"], in: context))
        }
        var roles: [String: [String: Role]] = [:]
        // Nothing in the file says whose side somebody is on: whoever opens a conversation is taken for the one who asks.
        for (id, speakers) in threads { roles[id] = try speakers.resolved(opener: .customer) }
        var groups = TranscriptGroups(context: context)
        for message in messages {
            let id = id(of: message)
            let role = speaker(of: message.value).flatMap { roles[id ?? ""]?[$0] } ?? .system
            try groups.add(to: id) { (draft) throws(RecordError) in try add(message, role: role, to: &draft, in: context) }
        }
        return groups.finished()
    }

    /// The messages, each followed by the replies that were asked for with it; oldest first, which Graph has last.
    private func withReplies(_ messages: [ListedMessage]) -> [ListedMessage] {
        var all: [ListedMessage] = []
        for message in messages {
            all.append(message)
            for (index, reply) in message.value["replies"].elements.enumerated() where reply.isObject {
                all.append(ListedMessage(value: reply, outer: message.value, pointer: "\(message.pointer)/replies/\(index)"))
            }
        }
        guard let first = time(of: messages.first), let last = time(of: messages.last), first > last else { return all }
        return all.sorted { (time(of: $0) ?? "") < (time(of: $1) ?? "") }
    }

    /// Graph writes all times in one form, so that their texts can be compared.
    private func time(of message: ListedMessage?) -> String? { message?.value["createdDateTime"].string }

    private func id(of message: ListedMessage) -> String? {
        let value = message.value
        if let id = value["chatId"].name { return id }
        return value["replyToId"].name ?? (isMessage(message.outer) ? message.outer["id"].name : nil) ?? value["id"].name
    }

    private func isSaid(_ message: JSONValue) -> Bool {
        message["messageType"].string == "message" && !message["deletedDateTime"].exists
    }

    private func speaker(of message: JSONValue) -> String? {
        let from = message["from"]
        return from["user"].firstName("id", "displayName") ?? from.first("application", "device").firstName("id", "displayName")
    }

    private func knownRole(of from: JSONValue, in context: RecordContext) -> Role? {
        let user = from["user"]
        guard user.isObject else { return .bot }
        let (id, name) = (user["id"].name, user["displayName"].name)
        if context.settings.agents.contains(name, user["userPrincipalName"].name, user["email"].name, id) { return .agent }
        if let role = id.flatMap(context.people.role) { return role }
        switch user["userIdentityType"].string {
        case nil, "aadUser", "onPremiseAadUser", "unknownFutureValue": return name.flatMap(context.settings.role(ofName:))
        // Guests, and users of other tenants, networks and telephones.
        default: return .customer
        }
    }

    private func add(
        _ message: ListedMessage, role: Role, to draft: inout TranscriptDraft, in context: RecordContext
    ) throws(RecordError) {
        let value = message.value
        draft.channel = .chat
        guard !value["deletedDateTime"].exists else { return draft.drop(.hidden, at: message.pointer) }
        guard isSaid(value) else {
            let kind = value["eventDetail"]["@odata.type"].name ?? value["messageType"].name
            return draft.drop(value["messageType"].exists ? .stateChange : .unknownKind, at: message.pointer, detail: kind)
        }
        let user = value["from"].first("user", "application", "device")
        let body = value["body"]
        try draft.add(
            role, author: user["displayName"].name ?? user["id"].name.map(context.people.name),
            time: SourceTime(value["createdDateTime"], settings: context.settings),
            body: body["contentType"].string == "text" ? .verbatim(body["content"]) : .html(body["content"]),
            attachments: Attachments.names(in: value["attachments"]), at: message.pointer)
    }
}
