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
        var people = ZendeskPeople(requester: ticket["requester_id"].name ?? ticket["requester"]["id"].name)
        for user in [ticket["requester"], ticket["submitter"], ticket["assignee"]] { people.add(user) }
        for user in ticket["collaborator"].elements { people.add(user) }
        for user in record["users"].elements { people.add(user) }
        if people.requester == nil { people.requester = Self.firstAuthor(of: comments) }
        self.people = people
        self.context = context
    }

    /// Whoever wrote the first public comment, where the file names no requester: tickets are mostly opened by whom they concern.
    private static func firstAuthor(of comments: JSONValue) -> String? {
        comments.elements.first { $0["public"].bool != false && $0["author_id"].text != ZendeskPeople.system }?["author_id"].name
    }

    func transcript() throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: ticket["id"].name, context: context)
        draft.channel = ticket["via"]["channel"].text.map(ChannelWords.channel) ?? .unknown
        draft.state = ticket["status"].string.flatMap(StateWords.state)
        draft.tags = ticket["tags"].elements.compactMap(\.name)
        draft.queue = ticket["group"]["name"].name
        let rating = ticket["satisfaction_rating"]
        draft.csat = Rating.value(of: rating.isObject ? rating["score"] : rating)
        if let assignee = ticket["assignee_id"].name ?? ticket["assignee"]["id"].name { draft.agent = people.name(of: assignee) }
        for (index, comment) in comments.elements.enumerated() {
            try ZendeskComment(comment, at: "/comments/\(index)").add(to: &draft, people: people, context: context)
        }
        return draft.finished()
    }
}

/// The people of a ticket, as far as a file names them.
struct ZendeskPeople {
    /// The author of what Zendesk itself writes.
    static let system = "-1"

    var requester: String?
    private var names: [String: String] = [:]
    private var roles: [String: String] = [:]

    init(requester: String?) { self.requester = requester }

    mutating func add(_ user: JSONValue) {
        guard let id = user["id"].name else { return }
        names[id] = user.first("name", "email").name
        roles[id] = user["role"].string
    }

    /// The display name, else the id.
    func name(of id: String) -> String { names[id] ?? id }

    func role(of id: String?) -> Role {
        guard let id else { return .agent }
        if id == Self.system { return .system }
        // A public comment by nobody the file knows is taken as the team's: of customers it names the requester at least.
        return id == requester || roles[id] == "end-user" ? .customer : .agent
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
        let time = comment["created_at"].exists ? comment["created_at"] : audit?.first("created_at", "timestamp") ?? comment["created_at"]
        let role = comment["public"].bool == false ? .note : people.role(of: author)
        let isNobody = author == nil || author == ZendeskPeople.system
        try draft.add(
            role, author: isNobody ? nil : author.map(people.name), time: SourceTime(time, settings: context.settings), body: body,
            attachments: Attachments.names(in: comment["attachments"]), at: pointer)
    }

    /// `html_body` before the others, as `plain_body` has ragged spaces and `body` is Markdown.
    private var body: MessageBody {
        let html = comment["html_body"].string ?? ""
        return html.isEmpty ? .plain(comment.first("plain_body", "body")) : .html(html)
    }
}
