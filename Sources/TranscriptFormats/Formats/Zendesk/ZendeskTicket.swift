import Transcripts

/// A ticket with its comments: a line of the full export, or `{"ticket", "comments", "users"}`.
struct ZendeskTicket {
    private let ticket: JSONValue
    private let comments: JSONValue
    private let commentsPointer: String
    private let people: ZendeskPeople
    private let context: RecordContext

    /// - Parameters:
    ///   - users: The people of the page on which the record stands; nil where it stands alone.
    ///   - pointer: Where the record stands.
    init(_ record: JSONValue, users: JSONValue? = nil, context: RecordContext, at pointer: String = "") throws(RecordError) {
        try record.checkObject("a ticket", at: pointer)
        let isBeside = record["comments"].isArray
        ticket = record["ticket"].isObject ? record["ticket"] : record
        comments = isBeside ? record["comments"] : ticket["comments"]
        commentsPointer = pointer + (isBeside ? "/comments" : "/ticket/comments")
        self.context = context
        guard comments.isArray else {
            throw RecordError(
                "no-message-bodies", "a ticket without comments: nobody's words are in it", at: pointer,
                help: "use the full JSON export, or add the ticket's comments under “comments”")
        }
        people = Self.people(of: ticket, record: record, comments: comments, users: users, context: context)
    }

    private static func people(
        of ticket: JSONValue, record: JSONValue, comments: JSONValue, users: JSONValue?, context: RecordContext
    ) -> ZendeskPeople {
        var people = ZendeskPeople(requester: ticket["requester_id"].name ?? ticket["requester"]["id"].name, over: context.people)
        for user in [ticket["requester"], ticket["submitter"], ticket["assignee"]] { people.add(user) }
        for list in [ticket["collaborator"], record["users"], users ?? record.missing] {
            for user in list.elements { people.add(user) }
        }
        let followers = Set((Array(ticket["follower_ids"].elements) + [ticket["assignee_id"]]).compactMap(\.name))
        // Copies go to customers; agents follow.
        for id in ticket["email_cc_ids"].elements.compactMap(\.name) where !followers.contains(id) { people.addCustomer(id) }
        guard people.requester == nil else { return people }
        let inOrder = Array(comments.elements).inOrder { SourceTime($0["created_at"], settings: context.settings) }
        people.assumeRequester(among: inOrder.lazy.filter { !ZendeskComment.isPrivate($0) }.map { ZendeskComment.author(of: $0) })
        return people
    }

    /// Ticket events have words such as `Web form`, all else an object.
    static func channel(of via: JSONValue) -> Channel {
        (via.isObject ? via["channel"] : via).string.map(ChannelWords.channel) ?? .unknown
    }

    /// A list, or words with spaces between them.
    static func tags(_ value: JSONValue) -> [String] {
        value.isArray ? value.elements.compactMap(\.name) : (value.string ?? "").split(separator: " ").map { String($0) }
    }

    func transcript() throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: ticket.firstName("nice_id", "id"), context: context)
        draft.channel = Self.channel(of: ticket["via"])
        draft.state = ticket["status"].string.flatMap(StateWords.state)
        draft.tags = Self.tags(ticket.first("tags", "current_tags"))
        draft.queue = ticket["group"]["name"].name ?? ticket["group_id"].name
        let rating = ticket["satisfaction_rating"]
        draft.csat = Rating.value(of: rating.isObject ? rating["score"] : rating)
        if let assignee = ticket["assignee_id"].name ?? ticket["assignee"]["id"].name { draft.agent = people.people.name(of: assignee) }
        for (index, comment) in comments.elements.enumerated() {
            try ZendeskComment(comment, at: "\(commentsPointer)/\(index)").add(to: &draft, people: people, context: context)
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
        people.add(id, name: user.firstName("name", "email"), role: user["role"].name.map { $0 == "end-user" ? .customer : .agent })
    }

    /// Takes somebody for a customer of whom nothing else is known.
    mutating func addCustomer(_ id: String) {
        if people.role(of: id) == nil { people.add(id, name: nil, role: .customer) }
    }

    /// Takes the first of some authors who is not known for an agent as the requester, where nothing names one: tickets are mostly
    /// opened by whom they concern.
    mutating func assumeRequester(among authors: some Sequence<String?>) {
        guard requester == nil else { return }
        let others = authors.lazy.compactMap { $0 }.filter { $0 != Self.system }
        requester = others.first { people.role(of: $0) != .agent }
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
        // An element of XML without anything in it.
        if comment.string?.isEmpty == true { return draft.drop(.empty, at: pointer) }
        try comment.checkObject("a comment", at: pointer)
        let author = Self.author(of: comment, audit: audit)
        let stamp = comment["created_at"].exists ? comment["created_at"] : audit?.first("created_at", "timestamp") ?? comment["created_at"]
        let time = SourceTime(stamp, settings: context.settings)
        let role = Self.isPrivate(comment) ? .note : people.role(of: author)
        if role == .system || role == .agent, try addChat(to: &draft, people: people, context: context, time: time) { return }
        let isNobody = author == nil || author == ZendeskPeople.system
        try draft.add(
            role, author: isNobody ? nil : author.map(people.people.name), time: time, body: body,
            attachments: Attachments.names(in: comment["attachments"]), at: pointer)
    }

    static func author(of comment: JSONValue, audit: JSONValue? = nil) -> String? {
        comment["author_id"].name ?? audit?.firstName("author_id", "updater_id")
    }

    /// Of the words for it, the second is that of API v1.
    static func isPrivate(_ comment: JSONValue) -> Bool { comment.first("public", "is_public").flag == false }

    /// Adds each line of a chat that a ticket carries in one comment, written when the chat was over.
    ///
    /// - Returns: Whether the comment is such a chat.
    private func addChat(
        to draft: inout TranscriptDraft, people: ZendeskPeople, context: RecordContext, time: SourceTime?
    ) throws(RecordError) -> Bool {
        guard ChatLogTranscript.mayBeChat(comment.first("plain_body", "body", "value", "html_body").utf8) else { return false }
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
