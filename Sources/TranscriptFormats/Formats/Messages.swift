import Transcripts

/// Messages as language models take them: `[{"role", "content"}]`, `{"messages": […]}`, ShareGPT's
/// `{"conversations": [{"from", "value"}]}`, or either a line.
struct Messages: JSONFormat {
    let name = "messages"
    let title = "a list of messages"
    let recognition = "JSON with messages of role and content, or of from and value"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isMessage(sample.value) { return .together }
        return list(of: sample.value).map { isMessage($0.list.firstElement) } == true ? .each : nil
    }

    private static let help = #"a conversation is {"messages": [{"role": "user", "content": "Hello?"}]}"#

    private func isMessage(_ value: JSONValue) -> Bool {
        value["role"].string != nil && (value["content"].kind != .missing || value["tool_calls"].exists)
            || value["from"].string.flatMap(RoleWords.role(of:)) != nil && value["value"].kind == .string
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray { return try mixed(record, in: context) }
        guard let (key, messages) = list(of: record) else {
            throw RecordError("wrong-type", "this must be messages, not \(record.typeName) without them", help: Self.help)
        }
        var draft = TranscriptDraft(id: id(of: record), context: context)
        draft.channel = record["channel"].string.map(ChannelWords.channel) ?? .unknown
        draft.csat = Rating.value(of: record.first("csat", "rating"))
        draft.agent = record["agent"].name
        for (index, message) in messages.elements.enumerated() {
            try add(message, to: &draft, at: "/\(key)/\(index)", settings: context.settings)
        }
        return [draft.finished()]
    }

    /// Messages that may name the conversations that they belong to, in any order.
    private func mixed(_ messages: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        for group in try messages.groups(of: "a message", at: "", by: conversation) {
            var draft = TranscriptDraft(id: group.id, context: context)
            for (message, pointer) in group.items { try add(message, to: &draft, at: pointer, settings: context.settings) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    private func list(of record: JSONValue) -> (key: StaticString, list: JSONValue)? {
        for key in ["messages", "conversations", "conversation"] as [StaticString] where record[key].isArray { return (key, record[key]) }
        return nil
    }

    private func id(of record: JSONValue) -> String? { record["id"].name ?? conversation(of: record) }

    /// The id of the conversation of a message, whose own `id` is another.
    private func conversation(of value: JSONValue) -> String? {
        value.firstName("conversation_id", "conversationId", "session_id", "sessionId", "thread_id", "threadId", "chat_id")
    }

    private func add(
        _ message: JSONValue, to draft: inout TranscriptDraft, at pointer: String, settings: FormatSettings
    ) throws(RecordError) {
        guard message.isObject else {
            throw RecordError("wrong-type", "this must be a message, not \(message.typeName)", at: pointer, help: Self.help)
        }
        let content = message.first("content", "value")
        let words = text(of: content)
        let callsTool = words.isEmpty && message["tool_calls"].exists
        guard !callsTool, let role = try role(of: message, at: pointer, settings: settings) else {
            return draft.drop(.toolCall, at: pointer)
        }
        let isPrivate = message.first("private", "is_private", "internal", "is_internal").flag == true
        try draft.add(
            isPrivate ? .note : role, author: message.firstName("name", "author"),
            time: SourceTime(message.first("created_at", "timestamp", "time", "createdAt", "sent_at"), settings: settings),
            body: .plain(words), at: pointer)
    }

    /// nil for what a tool wrote, which is nobody's words.
    private func role(of message: JSONValue, at pointer: String, settings: FormatSettings) throws(RecordError) -> Role? {
        let key: StaticString = message["role"].exists || !message["from"].exists ? "role" : "from"
        guard let word = message[key].string else {
            throw RecordError("missing-key", "a message without a “role”", at: pointer, help: "add \"role\": user, assistant, or system")
        }
        if Self.tools.contains(word) { return nil }
        guard let role = settings.role(ofWord: word) else {
            throw RecordError(
                "unknown-word", "“\(word.prefix(40))” is no role", at: "\(pointer)/\(key)",
                help: "write user, assistant, system, or one of customer, agent, bot, note")
        }
        return role
    }

    private static let tools: Set<String> = ["tool", "function", "function_call", "tool_call", "function_response", "observation"]

    /// A string, or the text parts of an array, one a line.
    private func text(of content: JSONValue) -> String {
        content.string ?? content.elements.compactMap { $0.string ?? $0["text"].string }.joined(separator: "\n")
    }
}
