import Transcripts

/// Messages as language models take them: `[{"role", "content"}]`, `{"messages": […]}`, ShareGPT's
/// `{"conversations": [{"from", "value"}]}`, or either a line.
struct Messages: JSONFormat {
    let name = "messages"
    let title = "a list of messages"
    let recognition = "JSON with messages of role and content, or of from and value"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isMessage(sample.value) { return .together }
        return isMessage(sample.value.first("messages", "conversations").firstElement) ? .each : nil
    }

    private static let help = #"a conversation is {"messages": [{"role": "user", "content": "Hello?"}]}"#

    private func isMessage(_ value: JSONValue) -> Bool {
        value["role"].string != nil && (value["content"].kind != .missing || value["tool_calls"].exists)
            || value["from"].string.flatMap(RoleWords.role(of:)) != nil && value["value"].kind == .string
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = record.isArray ? record : record.first("messages", "conversations")
        let pointer = record.isArray ? "" : record["messages"].exists ? "/messages" : "/conversations"
        guard messages.isArray else {
            throw RecordError("wrong-type", "this must be messages, not \(record.typeName) without them", help: Self.help)
        }
        var draft = TranscriptDraft(id: record.first("id", "conversation_id", "session_id", "thread_id").name, context: context)
        draft.channel = record["channel"].string.map(ChannelWords.channel) ?? .unknown
        for (index, message) in messages.elements.enumerated() {
            let pointer = "\(pointer)/\(index)"
            guard message.isObject else {
                throw RecordError("wrong-type", "this must be a message, not \(message.typeName)", at: pointer, help: Self.help)
            }
            guard let role = try role(of: message, at: pointer, settings: context.settings) else {
                draft.drop(.toolCall, at: pointer)
                continue
            }
            try draft.add(
                role, author: message.first("name", "author").name,
                time: SourceTime(message.first("created_at", "timestamp", "time"), settings: context.settings),
                body: .plain(text(of: message.first("content", "value"))), at: pointer)
        }
        return [draft.finished()]
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
