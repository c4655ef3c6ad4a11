import Transcripts

/// Intercom: conversations of its API with their parts; one, an array, a line each, or `{"conversations":[…]}`.
struct Intercom: JSONFormat {
    let name = "intercom"
    let title = "Intercom"
    let recognition = "JSON with conversation_parts and source or conversation_message"
    let lists = ["conversations"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        var conversation = Self.unwrapped(sample.value).value
        let list = sample.value["conversations"]
        if sample.position == .whole, list.isArray {
            guard list.firstElement.exists else { return isList(sample.value) ? .each : nil }
            conversation = list.firstElement
        }
        let isTyped = conversation["type"].string == "conversation"
        // A conversation that nobody opened, such as one that was made by the API, has no source.
        let isOpened = conversation["source"].isObject || conversation["conversation_message"].isObject
        if conversation["conversation_parts"].exists, isOpened || isTyped { return .each }
        guard isOpened, isTyped || isList(sample.value) else { return nil }
        return .withoutBodies(help: "lists have no parts: retrieve each conversation by its id and export what comes")
    }

    /// The conversation that a webhook is about, or the value itself.
    private static func unwrapped(_ value: JSONValue) -> (value: JSONValue, pointer: String) {
        let item = value["data"]["item"]
        return item["conversation_parts"].exists ? (item, "/data/item") : (value, "")
    }

    private func isList(_ value: JSONValue) -> Bool { value["type"].string == "conversation.list" }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        var transcripts: [Transcript] = []
        let (record, place) = Self.unwrapped(record)
        for (conversation, pointer) in record.records(under: "conversations") {
            let pointer = place + pointer
            transcripts.append(try transcript(of: conversation, in: context, at: pointer))
        }
        return transcripts
    }

    private func transcript(
        of conversation: JSONValue, in context: RecordContext, at pointer: String
    ) throws(RecordError) -> Transcript {
        try conversation.checkObject("a conversation", at: pointer)
        let parts = conversation["conversation_parts"]
        guard parts.exists else {
            throw RecordError(
                "no-message-bodies", "a conversation without conversation_parts: nobody's answers are in it", at: pointer,
                help: "retrieve the conversation by its id and export what comes")
        }
        var draft = TranscriptDraft(id: conversation["id"].name, context: context)
        let opening: StaticString = conversation["source"].isObject ? "source" : "conversation_message"
        let source = conversation[opening]
        draft.channel = source["type"].string.map(ChannelWords.channel) ?? .unknown
        draft.state = conversation["state"].string.flatMap(StateWords.state)
        draft.csat = Rating.value(of: conversation["conversation_rating"]["rating"])
        draft.tags = conversation["tags"]["tags"].elements.compactMap { $0["name"].name }
        draft.queue = conversation["team_assignee_id"].name.flatMap { $0 == "0" ? nil : context.people.name(of: $0) }
        let list = parts.isArray ? parts : parts["conversation_parts"]
        draft.agent = agent(of: conversation, messages: [source] + Array(list.elements))
        // The opening message carries no time of its own: it is the conversation's.
        if source.isObject {
            try add(source, time: conversation["created_at"], to: &draft, in: context, at: "\(pointer)/\(opening)")
        }
        let place = parts.isArray ? "conversation_parts" : "conversation_parts/conversation_parts"
        // The API gives the last 500 parts of a conversation at most.
        let count = Array(list.elements).count
        if let total = parts["total_count"].integer, total > count {
            draft.drop(.missing, at: "\(pointer)/conversation_parts", detail: "\(count) of \(total) parts")
        }
        for (index, part) in list.elements.enumerated() {
            try add(part, time: part["created_at"], to: &draft, in: context, at: "\(pointer)/\(place)/\(index)")
        }
        return draft.finished()
    }

    /// The name of the assigned admin where the conversation has it, else the id; 0 is nobody.
    private func agent(of conversation: JSONValue, messages: [JSONValue]) -> String? {
        let assignee = conversation["assignee"]
        guard let id = conversation["admin_assignee_id"].name ?? assignee["id"].name, id != "0" else { return nil }
        if let name = assignee["name"].name { return name }
        for message in messages {
            let author = message["author"]
            if author["id"].text == id, isAgent(author), let name = author["name"].name { return name }
        }
        return id
    }

    private func add(
        _ part: JSONValue, time: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        try part.checkObject("a part of a conversation", at: pointer)
        guard part["redacted"].flag != true else { return draft.drop(.redacted, at: pointer) }
        let attachments = Attachments.names(in: part["attachments"])
        let kind = part["part_type"].string
        if let kind, !["comment", "note"].contains(kind), part["body"].string ?? "" == "", attachments.isEmpty {
            return draft.drop(.stateChange, at: pointer, detail: kind)
        }
        let author = part["author"]
        try draft.add(
            role(of: part, author: author), author: author.firstName("name", "id", "email"),
            time: SourceTime(time, settings: context.settings), body: .html(part["body"]),
            attachments: attachments, at: pointer)
    }

    private func role(of part: JSONValue, author: JSONValue) -> Role {
        if part["part_type"].string == "note" { return .note }
        if author["type"].string == "bot" || author["from_ai_agent"].flag == true { return .bot }
        return isAgent(author) ? .agent : .customer
    }

    private func isAgent(_ author: JSONValue) -> Bool { ["admin", "team"].contains(author["type"].string) }
}
