import Transcripts

/// HubSpot: messages of its conversations API, in pages under `results`, in an array, or a line each.
struct HubSpot: JSONFormat {
    let name = "hubspot"
    let title = "HubSpot"
    let recognition = "JSON with conversationsThreadId and type, also under results"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let first = sample.value["results"].firstElement
        if isMessage(sample.value) || isMessage(first) { return .together }
        guard isThread(sample.value) || isThread(first) else { return nil }
        return .withoutBodies(help: "these are threads without their messages: list the messages of each thread")
    }

    private func isMessage(_ value: JSONValue) -> Bool { value["conversationsThreadId"].exists && value["type"].string != nil }

    private func isThread(_ value: JSONValue) -> Bool { value["latestMessageTimestamp"].exists && value["associatedContactId"].exists }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = record.messages(ofPagesWith: "results")
        var transcripts: [Transcript] = []
        for group in try messages.groups(of: "a message", by: { $0["conversationsThreadId"].name }) {
            var draft = TranscriptDraft(id: group.id, context: context)
            fill(&draft, from: group.items, in: context)
            for (message, pointer) in group.items { try add(message, to: &draft, in: context, at: pointer) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    /// Takes from the messages what is said of the thread, by the last of those that say it: they may come in either order.
    private func fill(_ draft: inout TranscriptDraft, from items: [MessageGroup.Item], in context: RecordContext) {
        var lastChange = (status: Int64.min, assignee: Int64.min)
        var names: [String: String] = [:]
        var assignee: String?
        for (message, _) in items {
            let time = SourceTime(message["createdAt"], settings: context.settings)?.microseconds ?? 0
            for sender in message["senders"].elements {
                if let id = sender["actorId"].name, let name = sender["name"].name { names[id] = name }
            }
            switch message["type"].string {
            case "THREAD_STATUS_CHANGE" where time >= lastChange.status:
                lastChange.status = time
                draft.state = message["newStatus"].string.flatMap(StateWords.state)
            case "ASSIGNMENT" where time >= lastChange.assignee:
                lastChange.assignee = time
                assignee = message["assignedTo"].name
            default: break
            }
            if draft.channel == .unknown { draft.channel = message["channelId"].text.flatMap { Self.channels[$0] } ?? .unknown }
        }
        draft.agent = assignee.map { names[$0] ?? context.people.name(of: $0) }
    }

    /// The channels that come with the product.
    private static let channels: [String: Channel] = ["1000": .chat, "1001": .social, "1002": .email, "1003": .web, "1007": .social]

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let type = message["type"].string ?? ""
        let sender = message["senders"].elements.first { $0["senderField"].string == "FROM" } ?? message["senders"].firstElement
        let actor = message["createdBy"].name ?? sender["actorId"].name
        guard let role = role(of: message, type: type, actor: actor) else {
            let isChange = type == "ASSIGNMENT" || type.hasPrefix("THREAD_")
            return draft.drop(isChange ? .stateChange : .unknownKind, at: pointer, detail: type)
        }
        if message["archived"].flag == true { return draft.drop(.hidden, at: pointer, detail: "archived") }
        if let cut = message["truncationStatus"].string, cut != "NOT_TRUNCATED" { draft.drop(.missing, at: pointer, detail: cut) }
        let address = sender["deliveryIdentifier"]["value"].name
        let author = sender["name"].name ?? actor.flatMap { context.people[$0]?.name } ?? address ?? sender["actorId"].name ?? actor
        try draft.add(
            role, author: author, time: SourceTime(message["createdAt"], settings: context.settings),
            body: .html(message["richText"], orPlain: message["text"]),
            attachments: Attachments.names(in: message["attachments"]), at: pointer)
    }

    /// nil for what is no message.
    private func role(of message: JSONValue, type: String, actor: String?) -> Role? {
        switch type {
        case "COMMENT": return .note
        case "WELCOME_MESSAGE": return .bot
        case "MESSAGE":
            let isIncoming = message["direction"].string.map { $0 == "INCOMING" } ?? actor?.hasPrefix("V-")
            if isIncoming == true { return .customer }
            return actor.map { $0.hasPrefix("B-") || $0.hasPrefix("S-") } == true ? .bot : .agent
        default: return nil
        }
    }
}
