import Transcripts

/// A ticket with its comments: a line of the full export, or `{"ticket", "comments", "users"}`.
struct ZendeskTicket {
    private let ticket: JSONValue
    private let comments: JSONValue
    private let people: ZendeskPeople
    private let context: RecordContext

    init(_ record: JSONValue, context: RecordContext) throws(RecordError) {
        try record.checkObject("a ticket")
        ticket = record["ticket"].isObject ? record["ticket"] : record
        comments = record["comments"].isArray ? record["comments"] : ticket["comments"]
        guard comments.isArray else {
            throw RecordError(
                "no-message-bodies", "a ticket without comments: nobody's words are in it",
                help: "use the full JSON export, or add the ticket's comments under “comments”")
        }
        var people = ZendeskPeople(requester: ticket["requester_id"].name ?? ticket["requester"]["id"].name, over: context.people)
        for user in [ticket["requester"], ticket["submitter"], ticket["assignee"]] { people.add(user) }
        for user in ticket["collaborator"].elements { people.add(user) }
        for user in record["users"].elements { people.add(user) }
        if people.requester == nil { people.requester = Self.firstAuthor(of: comments) }
        self.people = people
        self.context = context
    }

    /// Whoever wrote the first public comment, where the file names no requester: tickets are mostly opened by whom they concern.
    private static func firstAuthor(of comments: JSONValue) -> String? {
        comments.elements.first { !ZendeskComment.isPrivate($0) && $0["author_id"].text != ZendeskPeople.system }?["author_id"].name
    }

    func transcript() throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: ticket.first("nice_id", "id").name, context: context)
        draft.channel = ticket["via"]["channel"].text.map(ChannelWords.channel) ?? .unknown
        draft.state = ticket["status"].string.flatMap(StateWords.state)
        draft.tags = ticket["tags"].elements.compactMap(\.name)
        if draft.tags.isEmpty { draft.tags = (ticket["current_tags"].string ?? "").split(separator: " ").map { String($0) } }
        draft.queue = ticket["group"]["name"].name
        let rating = ticket["satisfaction_rating"]
        draft.csat = Rating.value(of: rating.isObject ? rating["score"] : rating)
        if let assignee = ticket["assignee_id"].name ?? ticket["assignee"]["id"].name { draft.agent = people.people.name(of: assignee) }
        for (index, comment) in comments.elements.enumerated() {
            try ZendeskComment(comment, at: "/comments/\(index)").add(to: &draft, people: people, context: context)
        }
        return draft.finished()
    }
}

/// Who asked, and the people whom the file or those beside it name.
struct ZendeskPeople {
    /// The author of what Zendesk itself writes.
    static let system = "-1"

    var requester: String?
    private(set) var people: People

    init(requester: String?, over others: People) {
        self.requester = requester
        people = People(over: others)
    }

    mutating func add(_ user: JSONValue) {
        guard let id = user["id"].name else { return }
        people.add(id, name: user.first("name", "email").name, role: user["role"].string.map { $0 == "end-user" ? .customer : .agent })
    }

    /// The roles of those who are named, by their names.
    var roles: [String: Role] {
        var roles = people.roles
        if let requester, let name = people[requester]?.name { roles[name] = .customer }
        return roles
    }

    func role(of id: String?) -> Role {
        guard let id else { return .agent }
        if id == Self.system { return .system }
        // A public comment by nobody the file knows is taken as the team's: of customers it names the requester at least.
        return id == requester ? .customer : people.role(of: id) ?? .agent
    }
}

/// A comment on a ticket, in the export and in audits alike.
struct ZendeskComment {
    private let comment: JSONValue
    private let pointer: String

    init(_ comment: JSONValue, at pointer: String) {
        self.comment = comment
        self.pointer = pointer
    }

    /// - Parameter audit: The audit around the comment, which has the time and the author where the comment has none.
    func add(
        to draft: inout TranscriptDraft, people: ZendeskPeople, context: RecordContext, audit: JSONValue? = nil
    ) throws(RecordError) {
        let author = comment["author_id"].name ?? audit?.first("author_id", "updater_id").name
        let stamp = comment["created_at"].exists ? comment["created_at"] : audit?.first("created_at", "timestamp") ?? comment["created_at"]
        let time = SourceTime(stamp, settings: context.settings)
        let role = Self.isPrivate(comment) ? .note : people.role(of: author)
        if role == .system || role == .agent, try addChat(to: &draft, people: people, context: context, time: time) { return }
        let isNobody = author == nil || author == ZendeskPeople.system
        try draft.add(
            role, author: isNobody ? nil : author.map(people.people.name), time: time, body: body,
            attachments: Attachments.names(in: comment["attachments"]), at: pointer)
    }

    /// Of the words for it, the second is that of API v1.
    static func isPrivate(_ comment: JSONValue) -> Bool { comment.first("public", "is_public").flag == false }

    /// Adds each line of a chat that a ticket carries in one comment, written when the chat was over.
    ///
    /// - Returns: Whether the comment is such a chat.
    private func addChat(
        to draft: inout TranscriptDraft, people: ZendeskPeople, context: RecordContext, time: SourceTime?
    ) throws(RecordError) -> Bool {
        guard ChatLogTranscript.mayBeChat(comment.first("plain_body", "body", "value", "html_body").string ?? "") else { return false }
        let text = try body.words(at: pointer).text
        let lines = text.split(separator: "\n").map { ChatLogLine($0, settings: context.settings) }
        guard lines.count(where: { $0.stamp != nil }) * 2 > lines.count, !lines.contains(where: \.isAmbiguous) else { return false }
        var chat = ChatLogTranscript(context: context)
        return try chat.add(lines, known: people.roles, end: time, to: &draft, at: pointer)
    }

    /// `html_body` before the others, as `plain_body` has ragged spaces and `body` is Markdown.
    private var body: MessageBody {
        .html(comment["html_body"], orPlain: comment.first("plain_body", "body", "value"))
    }
}
