import Transcripts

/// The entries of conversations of Enhanced Messaging.
enum SalesforceEntries {
    static func list(of record: JSONValue) -> JSONValue { record.first("entries", "conversationEntries") }

    static func isEntry(_ value: JSONValue) -> Bool { value["sender"]["role"].string != nil && value["entryType"].string != nil }

    /// - Parameter record: A conversation around its entries, or an array of entries.
    static func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let list = record.isArray ? record : Self.list(of: record)
        guard list.isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without entries: nobody's words are in it",
                help: "retrieve the conversation's entries and export what comes")
        }
        let pointer = record.isArray ? "" : record["entries"].exists ? "/entries" : "/conversationEntries"
        var drafts: [TranscriptDraft] = []
        var indices: [String: Int] = [:]
        for (position, entry) in list.elements.enumerated() {
            try entry.checkObject("an entry", at: "\(pointer)/\(position)")
            let id = self.id(of: entry) ?? self.id(of: record) ?? context.fallbackID
            let index = indices[id] ?? drafts.count
            if index == drafts.count {
                indices[id] = index
                drafts.append(TranscriptDraft(id: id, context: context))
                drafts[index].channel = .chat
            }
            try add(entry, to: &drafts[index], in: context, at: "\(pointer)/\(position)")
        }
        return drafts.map { $0.finished() }
    }

    private static func id(of value: JSONValue) -> String? {
        value.firstName("conversationId", "conversationIdentifier", "conversation_id")
    }

    private static func add(
        _ entry: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let kind = entry["entryType"].string ?? ""
        let message = entry["entryPayload"]["abstractMessage"]
        let text = entry.first("messageText", "text").string ?? message["staticContent"]["text"].string
        guard Word.folded(kind).hasSuffix("message") || text?.isEmpty == false else {
            return draft.drop(.stateChange, at: pointer, detail: kind)
        }
        let sender = entry["sender"]
        let attachments = message["staticContent"]["attachments"]
        let time = entry.first("serverReceivedTimestamp", "transcriptedTimestamp", "clientTimestamp", "createdDate")
        try draft.add(
            role(sender["role"].string ?? "", settings: context.settings),
            author: sender.firstName("name", "displayName") ?? entry["senderDisplayName"].name ?? sender.firstName("subject", "id"),
            time: SourceTime(time, settings: context.settings), body: .verbatim(text ?? ""),
            attachments: Attachments.names(in: attachments), at: pointer)
    }

    private static func role(_ word: String, settings: FormatSettings) -> Role { settings.role(ofWord: word) ?? .agent }
}
