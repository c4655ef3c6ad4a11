import Transcripts

/// Chatwoot: the messages of a conversation as its API has them (`{"meta", "payload":[…]}`), conversations with `messages`, and messages
/// alone as an array or a line each, such as those of webhooks.
struct Chatwoot: JSONFormat {
    let name = "chatwoot"
    let title = "Chatwoot"
    let recognition = "JSON with payload, or messages of message_type, private, content and inbox_id"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        let payload = value["payload"].isArray ? value["payload"] : value["data"]["payload"]
        if payload.isArray {
            guard payload.firstElement.exists else { return value["meta"].isObject ? .each : nil }
            if isConversation(payload.firstElement) { return .withoutBodies(help: Self.help) }
            return isMessage(payload.firstElement) ? .each : nil
        }
        if isConversation(value) { return .each }
        return isMessage(value) ? .together : nil
    }

    private static let help = "lists of conversations have only the last message: export the messages of each conversation"

    private func isMessage(_ value: JSONValue) -> Bool {
        value["message_type"].exists && value["content"].kind != .missing && value["private"].kind != .missing
            && (value["inbox_id"].exists || value["inbox"].isObject || value["conversation"].isObject)
    }

    private func isConversation(_ value: JSONValue) -> Bool {
        let messages = value["messages"]
        guard messages.isArray, value["inbox_id"].exists, value["meta"].isObject else { return false }
        return !messages.firstElement.exists || messages.firstElement["message_type"].exists
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray { return try transcripts(of: record, around: nil, in: context, at: "") }
        try record.checkObject("a conversation")
        if record["payload"].isArray { return try transcripts(of: record["payload"], around: record, in: context, at: "/payload") }
        guard record["messages"].isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without messages: nobody's words are in it",
                help: "export the messages of each conversation")
        }
        return try transcripts(of: record["messages"], around: record, in: context, at: "/messages")
    }

    private func transcripts(
        of messages: JSONValue, around record: JSONValue?, in context: RecordContext, at pointer: String
    ) throws(RecordError) -> [Transcript] {
        let groups = try messages.groups(of: "a message", at: pointer) { message in
            message["conversation_id"].name ?? message["conversation"].firstName("display_id", "id")
        }
        var transcripts: [Transcript] = []
        for group in groups {
            transcripts.append(try ChatwootConversation(group, around: record, context: context).transcript())
        }
        return transcripts
    }
}
