import Transcripts

/// LiveChat (text.com): chats with a thread of events each; one, an array, a line each, `{"chats":[…]}`, `{"threads":[…]}`, or a webhook's
/// `{"payload":{"chat":…}}`.
struct LiveChat: JSONFormat {
    let name = "livechat"
    let title = "LiveChat"
    let recognition = "JSON with thread and users, or events and user_ids"
    let lists = ["chats", "threads"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        var chat = unwrapped(sample.value)
        if sample.position == .whole, !isChat(chat) {
            if chat["chats"].isArray {
                guard chat["chats"].firstElement.exists else { return chat["found_chats"].exists ? .each : nil }
                chat = chat["chats"].firstElement
            } else if chat["threads"].isArray {
                guard chat["threads"].firstElement.exists else { return chat["found_threads"].exists ? .each : nil }
                chat = chat["threads"].firstElement
            }
        }
        if isChat(chat) || isThread(chat) { return .each }
        if chat["chats_summary"].isArray { return .withoutBodies(help: Self.help) }
        let isSummary = chat["last_thread_summary"].isObject || chat["last_event_per_type"].isObject
        return isSummary && chat["users"].isArray ? .withoutBodies(help: Self.help) : nil
    }

    private static let help = "lists of chats have only summaries: export archives (list_archives), or each chat (get_chat)"

    private func isChat(_ value: JSONValue) -> Bool {
        guard value["users"].isArray else { return false }
        return value["thread"].isObject || value["threads"].firstElement["events"].isArray
    }

    private func isThread(_ value: JSONValue) -> Bool {
        value["events"].isArray && (value["user_ids"].isArray || value["created_at"].exists && value["active"].exists)
    }

    private func unwrapped(_ value: JSONValue) -> JSONValue {
        let chat = value["payload"]["chat"]
        return chat.isObject ? chat : value
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let chat = unwrapped(record)
        if chat["chats"].isArray || !chat["users"].isArray {
            var transcripts: [Transcript] = []
            for (chat, pointer) in chat.records(under: "chats", "threads") {
                transcripts += try threads(of: chat, in: context, at: pointer)
            }
            return transcripts
        }
        return try threads(of: chat, in: context, at: record["payload"]["chat"].isObject ? "/payload/chat" : "")
    }

    private func threads(of chat: JSONValue, in context: RecordContext, at pointer: String) throws(RecordError) -> [Transcript] {
        try chat.checkObject("a chat", at: pointer)
        if isThread(chat) { return [try LiveChatThread(chat, chat: nil, context: context, pointer: pointer).transcript()] }
        guard chat["thread"].isObject || chat["threads"].isArray else {
            throw RecordError("no-message-bodies", "a chat without a thread: nobody's words are in it", at: pointer, help: Self.help)
        }
        var transcripts: [Transcript] = []
        let isOne = chat["thread"].isObject
        let threads = isOne ? [(chat["thread"], "")] : chat["threads"].elements.enumerated().map { ($1, "s/\($0)") }
        for (thread, place) in threads {
            let pointer = "\(pointer)/thread\(place)"
            try thread.checkObject("a thread", at: pointer)
            transcripts.append(try LiveChatThread(thread, chat: chat, context: context, pointer: pointer).transcript())
        }
        return transcripts
    }
}
