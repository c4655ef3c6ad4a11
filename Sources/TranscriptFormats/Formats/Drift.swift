import Transcripts

/// Drift: messages of its API, alone, in `{"data": {"messages": […]}}`, or as webhooks bring them.
struct Drift: MessageListFormat {
    let name = "drift"
    let title = "Drift"
    let recognition = "JSON with conversationId, author (contact or user) and body"
    let listKeys: [StaticString] = ["data", "messages"]

    func isMessage(_ value: JSONValue) -> Bool {
        value["conversationId"].exists && value["author"]["type"].string != nil && value["body"].kind != .missing
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var groups = TranscriptGroups(context: context)
        for message in try messages(in: record) {
            try groups.add(to: message.value["conversationId"].name) { (draft) throws(RecordError) in
                try add(message, to: &draft, in: context)
            }
        }
        return groups.finished()
    }

    private func add(_ message: ListedMessage, to draft: inout TranscriptDraft, in context: RecordContext) throws(RecordError) {
        let value = message.value
        let author = value["author"]
        let type = value["type"].string
        draft.channel = .chat
        // An edit says what another message says since; both together would be said twice.
        guard type != "edit" else { return draft.drop(.stateChange, at: message.pointer, detail: type) }
        guard let role = role(of: author, type: type, in: context) else {
            return draft.drop(.unknownKind, at: message.pointer, detail: type ?? author["type"].string)
        }
        try draft.add(
            role, author: author.firstName("name", "displayName") ?? author["id"].name.map(context.people.name),
            time: SourceTime(value["createdAt"], settings: context.settings), body: .html(value["body"]),
            attachments: Attachments.names(in: value["attachments"]), at: message.pointer)
    }

    /// nil for an author of whom nothing is known.
    private func role(of author: JSONValue, type: String?, in context: RecordContext) -> Role? {
        if type?.hasPrefix("private_") == true { return .note }
        if author["bot"].flag == true { return .bot }
        // In Drift a user is one of the team.
        if author["type"].string == "user" { return .agent }
        return author["type"].string.flatMap(context.settings.role(ofWord:))
    }
}
