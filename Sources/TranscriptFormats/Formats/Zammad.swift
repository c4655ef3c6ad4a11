import Transcripts

/// Zammad: the articles of tickets, as an array, a line each, or `{"ticket", "articles":[…]}`.
struct Zammad: JSONFormat {
    let name = "zammad"
    let title = "Zammad"
    let recognition = "JSON with articles of ticket_id, sender, internal and content_type"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isArticle(sample.value) { return .together }
        if isArticle(sample.value["articles"].firstElement) { return .each }
        let ticket = sample.value
        let isTicket = ticket["number"].exists && ticket["title"].exists && ticket["customer_id"].exists
        return isTicket && ticket["article_count"].kind != .missing ? .withoutBodies(help: Self.help) : nil
    }

    private static let help = "export the articles of each ticket (ticket_articles/by_ticket/{id})"

    private func isArticle(_ value: JSONValue) -> Bool {
        value["ticket_id"].exists && value["internal"].kind != .missing && value["content_type"].kind != .missing
            && (value["sender"].kind != .missing || value["sender_id"].exists)
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let articles = record.isArray ? record : record["articles"]
        guard articles.isArray else {
            try record.checkObject("a ticket")
            throw RecordError(
                "no-message-bodies", "a ticket without articles: nobody's words are in it", help: Self.help)
        }
        let ticket = record["ticket"].isObject ? record["ticket"] : record
        var transcripts: [Transcript] = []
        for group in try articles.groups(of: "an article", at: record.isArray ? "" : "/articles", by: { $0["ticket_id"].name }) {
            transcripts.append(try transcript(of: group, ticket: ticket, in: context))
        }
        return transcripts
    }

    private func transcript(of group: MessageGroup, ticket: JSONValue, in context: RecordContext) throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: group.id ?? ticket["id"].name, context: context)
        draft.state = nameOf(ticket["state"]).flatMap(StateWords.state)
        draft.queue = nameOf(ticket["group"])
        draft.tags = ticket["tags"].elements.compactMap(\.name)
        // “-” is nobody.
        draft.agent = nameOf(ticket["owner"]).flatMap { $0 == "-" ? nil : $0 }
        for (article, pointer) in group.items {
            let channel = channel(of: article)
            if draft.channel == .unknown { draft.channel = channel }
            try add(article, to: &draft, in: context, at: pointer)
        }
        return draft.finished()
    }

    /// With `expand` what a ticket refers to is a name, and in some exports an object.
    private func nameOf(_ value: JSONValue) -> String? {
        value.isObject ? value.firstName("name", "login", "email") : value.name
    }

    /// `twitter status` and `telegram personal-message` begin with the channel.
    private func channel(of article: JSONValue) -> Channel {
        let word = article["type"].string?.split(separator: " ").first
        return word.map { ChannelWords.channel(of: String($0)) } ?? .unknown
    }

    private func add(
        _ article: JSONValue, to draft: inout TranscriptDraft, in context: RecordContext, at pointer: String
    ) throws(RecordError) {
        let isPlain = article["content_type"].string?.hasPrefix("text/plain") == true
        try draft.add(
            role(of: article, in: context), author: author(of: article),
            time: SourceTime(article["created_at"], settings: context.settings),
            body: isPlain ? .plain(article["body"]) : .html(article["body"]),
            attachments: Attachments.names(in: article["attachments"]), at: pointer)
    }

    private func role(of article: JSONValue, in context: RecordContext) -> Role {
        if article["internal"].flag == true { return .note }
        if article["preferences"]["is-auto-response"].flag == true { return .bot }
        // The ids are those of a fresh installation, in the order of the names.
        switch article["sender"].string ?? article["sender_id"].name ?? "" {
        case "Agent", "1": return .agent
        case "Customer", "2": return .customer
        case "System", "3": return .system
        case let word: return context.settings.role(ofWord: word) ?? .customer
        }
    }

    /// `Name` of `Name <address>` and of `Name via <address>`; the address where it has no name.
    private func author(of article: JSONValue) -> String? {
        guard let from = article["from"].name else { return article.firstName("created_by", "created_by_id") }
        guard let open = from.firstIndex(of: "<") else { return from.trimmedSpaces }
        var name = from[..<open].trimmed
        if name.hasSuffix(" via") { name = name.dropLast(4).trimmed }
        if name.count > 1, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
        // Agents write as “Name via Team”, in the helpdesk's standard settings.
        if let via = name.firstRange(of: " via ") { name = name[..<via.lowerBound] }
        if !name.isEmpty { return String(name) }
        return from[from.index(after: open)...].split(separator: ">").first.map { String($0) }
    }
}
