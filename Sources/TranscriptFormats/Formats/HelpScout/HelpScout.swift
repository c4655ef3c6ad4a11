import Transcripts

/// Help Scout: conversations of its API with their threads; one, an array, a line each, or a page of HAL. Also FreeScout, whose API has
/// the same names.
struct HelpScout: JSONFormat {
    let name = "help-scout"
    let title = "Help Scout"
    let recognition = "JSON with mailboxId and _embedded.threads, or a page of _embedded.conversations"
    let lists = ["conversations", "items"]

    private static let help = "lists have no threads: retrieve each conversation with its threads (embed=threads)"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        if sample.position == .whole, let list = Self.list(in: value) {
            guard list.value.firstElement.exists else { return value["_links"].isObject || value["page"].exists ? .each : nil }
            return recognise(conversation: list.value.firstElement)
        }
        let threads = value["_embedded"]["threads"]
        if threads.isArray, !threads.firstElement.exists || isThread(threads.firstElement) { return .each }
        return recognise(conversation: value["item"].isObject ? value["item"] : value)
    }

    private func recognise(conversation: JSONValue) -> JSONRecognition? {
        // API v1, and webhooks, have the mailbox and the customer as objects.
        guard conversation["mailboxId"].exists || conversation["mailbox"]["id"].exists,
            conversation["primaryCustomer"].exists || conversation["customer"].isObject || conversation["createdBy"].isObject
        else { return nil }
        return HelpScoutConversation.threads(of: conversation).value.isArray ? .each : .withoutBodies(help: Self.help)
    }

    private func isThread(_ value: JSONValue) -> Bool {
        value["type"].exists && value["createdBy"].isObject && (value["body"].kind != .missing || value["action"].exists)
    }

    /// The conversations of a page, which HAL puts under `_embedded`, and API v1 under `items`.
    private static func list(in value: JSONValue) -> (value: JSONValue, pointer: String)? {
        let embedded = value["_embedded"]["conversations"]
        if embedded.isArray { return (embedded, "/_embedded/conversations") }
        if value["conversations"].isArray { return (value["conversations"], "/conversations") }
        return value["items"].isArray ? (value["items"], "/items") : nil
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        guard let list = Self.list(in: record) else {
            let isItem = record["item"].isObject
            return [try transcript(of: isItem ? record["item"] : record, in: context, at: isItem ? "/item" : "")]
        }
        var transcripts: [Transcript] = []
        for (index, conversation) in list.value.elements.enumerated() {
            let context = context.numbered(index + 1)
            transcripts.append(try transcript(of: conversation, in: context, at: "\(list.pointer)/\(index)"))
        }
        return transcripts
    }

    private func transcript(
        of value: JSONValue, in context: RecordContext, at pointer: String
    ) throws(RecordError) -> Transcript {
        try value.checkObject("a conversation", at: pointer)
        guard HelpScoutConversation.threads(of: value).value.isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without threads: nobody's words are in it", at: pointer, help: Self.help)
        }
        return try HelpScoutConversation(value, context: context, at: pointer).transcript()
    }
}
