import Transcripts

/// Twilio Conversations, and Programmable Chat before it: messages of the API, alone or in `{"messages": […]}`, there with `participants`
/// where the export has them.
struct Twilio: MessageListFormat {
    let name = "twilio"
    let title = "Twilio Conversations"
    let recognition = "JSON with conversation_sid or channel_sid, author and body"
    let listKeys: [StaticString] = ["messages", "conversations"]

    func isMessage(_ value: JSONValue) -> Bool {
        value.first("conversation_sid", "channel_sid").exists && value.first("author", "from").exists
            && (value["body"].kind != .missing || value["media"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = try messages(in: record)
        var roster = TwilioRoster(context: context)
        for message in messages {
            roster.add(participantsIn: message.outer)
            roster.add(
                author(of: message), participant: message.value["participant_sid"].name, in: id(of: message), at: message.pointer)
        }
        let roles = try roster.roles()
        var groups = TranscriptGroups(context: context)
        for message in messages {
            let (id, author) = (id(of: message), author(of: message))
            let role = author.flatMap { roles[id ?? ""]?[$0] } ?? .system
            try groups.add(to: id) { (draft) throws(RecordError) in
                try add(message, author: author, role: role, to: &draft, in: context)
            }
        }
        return groups.finished()
    }

    private func id(of message: ListedMessage) -> String? {
        message.value.firstName("conversation_sid", "channel_sid") ?? message.outer.firstName("conversation_sid", "sid")
    }

    private func author(of message: ListedMessage) -> String? {
        message.value.firstName("author", "from").map(TwilioRoster.decoded)
    }

    private func add(
        _ message: ListedMessage, author: String?, role: Role, to draft: inout TranscriptDraft, in context: RecordContext
    ) throws(RecordError) {
        let value = message.value
        draft.state = message.outer["state"].string.flatMap(StateWords.state) ?? draft.state
        if role == .customer, let author { draft.channel = TwilioRoster.channel(of: author) }
        if draft.channel == .unknown { draft.channel = .chat }
        guard isMessage(value) else { return draft.drop(.unknownKind, at: message.pointer, detail: value["type"].string) }
        let media = value["media"].isObject ? [value["media"]["filename"].name] : Attachments.names(in: value["media"])
        try draft.add(
            role, author: author.map(context.people.name), time: SourceTime(value["date_created"], settings: context.settings),
            body: .verbatim(value["body"]), attachments: media, at: message.pointer)
    }
}
