import Transcripts

/// Zoho Desk: the threads and comments of a ticket, as `{"data":[…]}`, an array, or a line each; also with the ticket around them.
struct ZohoDesk: JSONFormat {
    let name = "zoho-desk"
    let title = "Zoho Desk"
    let recognition = "JSON with threads (isDescriptionThread, or direction and visibility) or comments (commentedTime and isPublic)"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isItem(sample.value) { return .together }
        guard sample.position == .whole || sample.position == .element else { return nil }
        if list(of: sample.value) != nil { return .each }
        return isTicket(sample.value) || isTicket(sample.value["data"].firstElement) ? .withoutBodies(help: Self.help) : nil
    }

    private static let help = "export the ticket's conversations (tickets/{id}/conversations)"

    private func isTicket(_ value: JSONValue) -> Bool {
        value["ticketNumber"].exists && value["subject"].kind != .missing && value["departmentId"].exists
    }

    private func isItem(_ value: JSONValue) -> Bool {
        if value["commentedTime"].exists, value["isPublic"].kind != .missing { return true }
        guard value["createdTime"].exists else { return false }
        return value["isDescriptionThread"].kind != .missing
            || (value["direction"].exists && value["visibility"].exists && value["summary"].kind != .missing)
    }

    /// The list of items in an object, and its key; nil where it has none.
    private func list(of value: JSONValue) -> (items: JSONValue, key: String)? {
        let lists = [(value["data"], "data"), (value["conversations"], "conversations"), (value["threads"], "threads")]
        return lists.first { isItem($0.0.firstElement) }
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let found = record.isArray ? (items: record, key: "") : list(of: record)
        guard let (items, key) = found else {
            try record.checkObject("the conversations of a ticket")
            throw RecordError(
                "no-message-bodies", "no threads and no comments: nobody's words are in it",
                help: Self.help)
        }
        let ticket = record["ticket"].isObject ? record["ticket"] : record
        var transcripts: [Transcript] = []
        for group in try items.groups(of: "a thread or a comment", at: key.isEmpty ? "" : "/\(key)", by: { $0["ticketId"].name }) {
            transcripts.append(try transcript(of: group, ticket: ticket, in: context))
        }
        return transcripts
    }

    private func transcript(of group: MessageGroup, ticket: JSONValue, in context: RecordContext) throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: group.id ?? ticket.firstName("id", "ticketNumber"), context: context)
        draft.state = ticket.first("statusType", "status").string.flatMap(StateWords.state)
        draft.queue = ticket.firstName("departmentName", "department", "departmentId") ?? ticket["department"]["name"].name
        // The name of a language, such as “English”, is no tag of one.
        draft.language = ticket["language"].name.flatMap { $0.prefix { $0 != "-" }.count <= 3 ? $0 : nil }
        draft.agent = ticket["assignee"].personName ?? ticket["assigneeId"].name.map { Self.name(of: $0, in: group) ?? $0 }
        draft.channel = ticket["channel"].string.map(ChannelWords.channel) ?? .unknown
        for (item, pointer) in group.items {
            if draft.channel == .unknown, let word = item["channel"].string { draft.channel = ChannelWords.channel(of: word) }
            try add(item, to: &draft, in: context, at: pointer)
        }
        return draft.finished()
    }

    /// What the author of an item is called who has an id.
    private static func name(of id: String, in group: MessageGroup) -> String? {
        let authors = group.items.lazy.map { $0.value.first("author", "commenter") }
        return authors.first { $0["id"].text == id && $0["name"].name != nil }?["name"].name
    }

    private func add(
        _ item: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        guard item["status"].string?.uppercased() != "DRAFT", item["isDraft"].flag != true else { return draft.drop(.draft, at: pointer) }
        let isComment = item["commentedTime"].exists || item["type"].string == "comment"
        if item["isContentTruncated"].flag == true || item["content"].string ?? "" == "" && item["summary"].name != nil {
            draft.drop(.missing, at: pointer, detail: "only the beginning of the text")
        }
        let author = item.first("author", "commenter")
        try draft.add(
            role(of: item, author: author, isComment: isComment, in: context),
            author: author.firstName("name", "email") ?? item.firstName("commenterId", "responderId", "fromEmailAddress"),
            time: SourceTime(item.first("commentedTime", "createdTime"), settings: context.settings), body: body(of: item),
            attachments: Attachments.names(in: item["attachments"]), at: pointer)
    }

    private func role(of item: JSONValue, author: JSONValue, isComment: Bool, in context: RecordContext) -> Role {
        if item["isPublic"].flag == false || item["visibility"].string?.lowercased() == "private" { return .note }
        if let role = author["type"].string.flatMap(context.settings.role(ofWord:)) { return role }
        if let role = item["direction"].string.flatMap(context.settings.role(ofWord:)) { return role }
        if context.settings.agents.contains(author["name"].name, author["email"].name, item["commenterId"].name) { return .agent }
        return isComment ? .agent : .customer
    }

    /// Lists of threads may have only a `summary`, the beginning of the text.
    private func body(of item: JSONValue) -> MessageBody {
        let content = item["content"].string ?? ""
        if content.isEmpty { return .plain(item.first("plainText", "summary")) }
        let type = item["contentType"].string?.lowercased() ?? ""
        return type.hasPrefix("plain") || type == "text/plain" ? .plain(content) : .html(content)
    }
}
