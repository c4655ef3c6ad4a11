import Transcripts

/// Chatwoot: the messages of a conversation as its API has them (`{"meta", "payload":[…]}`), conversations with `messages`, and messages
/// alone as an array or a line each, such as those of webhooks.
///
/// The API gives twenty messages at a time, so that a conversation may go on over several pages of a file.
struct Chatwoot: MessageListFormat {
    let name = "chatwoot"
    let title = "Chatwoot"
    let recognition = "JSON with payload, or messages of message_type, private, content and inbox_id"

    let listKeys: [StaticString] = ["payload"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        let payload = value["payload"].isArray ? value["payload"] : value["data"]["payload"]
        if payload.isArray {
            guard payload.firstElement.exists else { return value["meta"].isObject ? .each : nil }
            if isConversation(payload.firstElement) { return .withoutBodies(help: Self.help) }
            return isMessage(value["payload"].firstElement) ? .together : nil
        }
        if isConversation(value) { return .each }
        return isMessage(value) ? .together : nil
    }

    private static let help = "lists of conversations have only the last message: export the messages of each conversation"

    func isMessage(_ value: JSONValue) -> Bool {
        value["message_type"].exists && value["content"].kind != .missing && value["private"].kind != .missing
            && (value["inbox_id"].exists || value["inbox"].isObject || value["conversation"].isObject)
    }

    private func isConversation(_ value: JSONValue) -> Bool {
        let messages = value["messages"]
        guard messages.isArray, value["inbox_id"].exists, value["meta"].isObject else { return false }
        return !messages.firstElement.exists || messages.firstElement["message_type"].exists
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if record.isArray || record["payload"].isArray {
            return try transcripts(of: messages(in: record), around: record, in: context)
        }
        try record.checkObject("a conversation")
        guard record["messages"].isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without messages: nobody's words are in it",
                help: "export the messages of each conversation")
        }
        var messages: [ListedMessage] = []
        for (index, message) in record["messages"].elements.enumerated() {
            try message.checkObject("a message", at: "/messages/\(index)")
            messages.append(ListedMessage(value: message, outer: record, pointer: "/messages/\(index)"))
        }
        return try transcripts(of: messages, around: record, in: context)
    }

    /// - Parameter record: What stands around the messages, for a conversation without any.
    private func transcripts(
        of messages: [ListedMessage], around record: JSONValue, in context: RecordContext
    ) throws(RecordError) -> [Transcript] {
        guard !messages.isEmpty else { return [try ChatwootConversation(MessageGroup(), around: record, context: context).transcript()] }
        var groups = MessageGroups()
        var outers: [String?: JSONValue] = [:]
        for message in messages {
            let id = message.value["conversation_id"].name ?? message.value["conversation"].firstName("display_id", "id")
            groups.add((message.value, message.pointer), to: id)
            outers[id] = outers[id] ?? message.outer
        }
        var transcripts: [Transcript] = []
        for group in groups.groups {
            transcripts.append(try ChatwootConversation(group, around: outers[group.id], context: context).transcript())
        }
        return transcripts
    }
}
