import Transcripts

/// One conversation with its threads, which are Help Scout's messages.
struct HelpScoutConversation {
    private let conversation: JSONValue
    private let context: RecordContext
    private let pointer: String

    init(_ conversation: JSONValue, context: RecordContext, at pointer: String) {
        self.conversation = conversation
        self.context = context
        self.pointer = pointer
    }

    /// The list of messages: `threads` is a mere count where they are embedded.
    static func threads(of conversation: JSONValue) -> (value: JSONValue, path: String) {
        let embedded = conversation["_embedded"]["threads"]
        return embedded.isArray ? (embedded, "/_embedded/threads") : (conversation["threads"], "/threads")
    }

    func transcript() throws(RecordError) -> Transcript {
        let threads = Self.threads(of: conversation)
        var draft = TranscriptDraft(id: conversation["id"].name ?? idInLink, context: context)
        draft.channel = channel(threads: threads.value)
        draft.state = conversation["status"].string.flatMap(StateWords.state)
        draft.tags = tags
        draft.queue = conversation["mailbox"]["name"].name ?? conversation["mailboxName"].name
        draft.agent = conversation.first("assignee", "owner").personName
        for (index, thread) in threads.value.elements.enumerated() {
            try add(thread, to: &draft, at: "\(pointer)\(threads.path)/\(index)")
        }
        return draft.finished()
    }

    /// The id in the address of a page of threads, which has no conversation around it: `…/conversations/70001/threads`.
    private var idInLink: String? {
        let parts = (conversation["_links"]["self"]["href"].string ?? "").split { $0 == "/" || $0 == "?" }
        guard let index = parts.firstIndex(of: "conversations"), index + 1 < parts.count else { return nil }
        return String(parts[index + 1])
    }

    /// The product calls calls, chats and mails differently. Where the conversation does not say it, a message of the customer does, which
    /// may have come from a form; what the team writes is all called “web”.
    private func channel(threads: JSONValue) -> Channel {
        let thread = threads.elements.first { $0["createdBy"]["type"].string == "customer" }
        let types = [conversation["type"], (thread ?? threads.firstElement)["type"], thread?["source"]["type"]]
        let words = types.compactMap { $0?.string }
        return words.lazy.map { $0 == "beaconchat" ? .chat : ChannelWords.channel(of: $0) }.first { $0 != .unknown } ?? .unknown
    }

    private var tags: [String] {
        let tags = conversation["tags"].isArray ? conversation["tags"] : conversation["_embedded"]["tags"]
        return tags.elements.compactMap { $0.name ?? $0.firstName("tag", "name") }
    }

    private func add(_ thread: JSONValue, to draft: inout TranscriptDraft, at pointer: String) throws(RecordError) {
        try thread.checkObject("a thread", at: pointer)
        let type = thread["type"].string?.lowercased()
        let state = thread["state"].string?.lowercased()
        switch (type, state) {
        case ("lineitem", _):
            let action = thread["action"]
            return draft.drop(.stateChange, at: pointer, detail: action["type"].name ?? thread["actionType"].name ?? "lineitem")
        case (_, "draft"): return draft.drop(.draft, at: pointer)
        case (_, "hidden"), (_, "review"), (_, "underreview"): return draft.drop(.hidden, at: pointer, detail: state)
        default: break
        }
        let author = thread["createdBy"]
        let attachments = thread["_embedded"]["attachments"]
        try draft.add(
            role(of: type, author: author), author: author.personName, time: SourceTime(thread["createdAt"], settings: context.settings),
            body: .html(thread["body"]), attachments: Attachments.names(in: attachments.isArray ? attachments : thread["attachments"]),
            at: pointer)
    }

    private func role(of type: String?, author: JSONValue) -> Role {
        if type == "note" { return .note }
        switch author["type"].string {
        case "system_user": return .bot
        case "customer": return .customer
        case "user", "team": return .agent
        default: return type == "customer" ? .customer : .agent
        }
    }
}
