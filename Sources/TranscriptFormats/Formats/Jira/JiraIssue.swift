import Transcripts

/// An issue of Jira with its comments, in the second and in the third version of the API.
struct JiraIssue {
    private let issue: JSONValue
    private let fields: JSONValue
    private let people: JiraPeople
    private let context: RecordContext
    private let pointer: String

    static func comments(of issue: JSONValue) -> JSONValue {
        let comment = issue["fields"]["comment"]
        return comment.isArray ? comment : comment["comments"]
    }

    init(_ issue: JSONValue, context: RecordContext, pointer: String) {
        self.issue = issue
        self.context = context
        self.pointer = pointer
        fields = issue["fields"]
        people = JiraPeople(reporter: fields["reporter"], context: context)
    }

    func transcript() throws(RecordError) -> Transcript {
        var draft = TranscriptDraft(id: issue.firstName("key", "id"), context: context)
        let status = fields["status"]
        draft.state = status["name"].string.flatMap(StateWords.state) ?? status["statusCategory"]["key"].string.flatMap(StateWords.state)
        draft.tags = fields["labels"].elements.compactMap(\.name)
        draft.queue = fields["project"].firstName("name", "key")
        draft.agent = people.name(of: fields["assignee"])
        let rendered = issue["renderedFields"]
        // The description opens the conversation, and is in no comment.
        try JiraComment(
            body: fields["description"], rendered: rendered["description"], author: fields["reporter"], created: fields["created"],
            people: people, pointer: "\(pointer)/fields/description"
        ).add(to: &draft)
        let html = Self.htmlBodies(in: rendered["comment"])
        let place = fields["comment"].isArray ? "comment" : "comment/comments"
        let comments = Array(Self.comments(of: issue).elements)
        // A page of the API has a part of a long list.
        if let total = fields["comment"]["total"].integer, total > comments.count {
            draft.drop(.missing, at: "\(pointer)/fields/comment", detail: "\(comments.count) of \(total) comments")
        }
        for (index, comment) in comments.enumerated() {
            let pointer = "\(pointer)/fields/\(place)/\(index)"
            try comment.checkObject("a comment", at: pointer)
            try JiraComment(comment, rendered: comment["id"].name.flatMap { html[$0] }, people: people, pointer: pointer).add(to: &draft)
        }
        return draft.finished()
    }

    /// What `expand=renderedFields` gives: the bodies of comments as HTML, by the comments' ids.
    private static func htmlBodies(in rendered: JSONValue) -> [String: JSONValue] {
        let comments = rendered["comments"].elements.compactMap { comment in comment["id"].name.map { ($0, comment["body"]) } }
        return Dictionary(comments) { first, _ in first }
    }
}

/// Who is who in an issue.
struct JiraPeople {
    private let reporter: String?
    let context: RecordContext

    init(reporter: JSONValue?, context: RecordContext) {
        self.reporter = reporter.flatMap(Self.id)
        self.context = context
    }

    /// The id of a user: of the cloud, or of a server.
    private static func id(of user: JSONValue) -> String? { user.firstName("accountId", "key", "name", "emailAddress") }

    func name(of user: JSONValue) -> String? {
        user.firstName("displayName", "emailAddress") ?? Self.id(of: user).map(context.people.name)
    }

    /// Anonymous comments come through the portal; anybody who is not known for a customer is the team's.
    func role(of user: JSONValue) -> Role {
        guard user.exists else { return .customer }
        let id = Self.id(of: user)
        let type = user["accountType"].string
        if context.settings.agents.contains(id, user["displayName"].name, user["emailAddress"].name) { return .agent }
        if let role = id.flatMap(context.people.role) { return role }
        if type == "app" { return .bot }
        // Accounts that exist on the portal only have ids that begin so.
        if id != nil, id == reporter { return .customer }
        if type == "customer" || id?.hasPrefix("qm:") == true { return .customer }
        // A team that is listed is listed whole.
        return type == "atlassian" || context.settings.agents.isEmpty ? .agent : .customer
    }
}

/// A comment of an issue or of a request, or a description, which is like one.
struct JiraComment {
    private let body: JSONValue
    private let rendered: JSONValue?
    private let author: JSONValue
    private let created: JSONValue
    private let isNote: Bool
    private let people: JiraPeople
    private let pointer: String

    /// - Parameter rendered: The body as HTML, where the export has it.
    init(_ comment: JSONValue, rendered: JSONValue? = nil, people: JiraPeople, pointer: String) {
        self.init(
            body: comment["body"], rendered: rendered, author: comment["author"], created: comment["created"],
            isNote: Self.isNote(comment), people: people, pointer: pointer)
    }

    init(
        body: JSONValue, rendered: JSONValue? = nil, author: JSONValue, created: JSONValue, isNote: Bool = false, people: JiraPeople,
        pointer: String
    ) {
        self.body = body
        self.rendered = rendered
        self.author = author
        self.created = created
        self.isNote = isNote
        self.people = people
        self.pointer = pointer
    }

    /// Where nothing says whether the customer sees a comment, one that is for a group or a role only is hidden from the customer.
    private static func isNote(_ comment: JSONValue) -> Bool {
        if let isPublic = comment["jsdPublic"].flag ?? comment["public"].flag { return !isPublic }
        let property = comment["properties"].elements.first { $0["key"].string == "sd.public.comment" }
        return property?["value"]["internal"].flag ?? comment["visibility"].isObject
    }

    /// Wiki markup without what it quotes: between two `{quote}`, and the lines that begin with `bq.`. The rest of it stays as written.
    private static func unquoted(_ markup: String) -> (text: String, hadQuote: Bool) {
        guard markup.contains("{quote}") || markup.contains("bq.") else { return (markup, false) }
        let parts = markup.split(separator: "{quote}", omittingEmptySubsequences: false)
        // Without its other half a mark tells nothing.
        let isPaired = parts.count > 1 && parts.count % 2 == 1
        let kept = isPaired ? stride(from: 0, to: parts.count, by: 2).map { parts[$0] }.joined(separator: "\n") : markup
        let lines = kept.split(separator: "\n", omittingEmptySubsequences: false)
        let said = lines.filter { !$0.hasPrefix("bq. ") }
        return (said.joined(separator: "\n"), isPaired || said.count < lines.count)
    }

    func add(to draft: inout TranscriptDraft) throws(RecordError) {
        // Requests have a time in several forms in an object.
        let stamp = created.isObject ? created.first("epochMillis", "iso8601", "jira") : created
        let time = SourceTime(stamp, settings: people.context.settings)
        let role = isNote ? .note : people.role(of: author)
        let name = people.name(of: author)
        guard body.isObject else {
            let html = rendered?.string ?? ""
            guard html.isEmpty else { return try draft.add(role, author: name, time: time, body: .html(html), at: pointer) }
            let (words, hadQuote) = Self.unquoted(body.string ?? "")
            if hadQuote { draft.drop(.quotedMail, at: pointer) }
            return try draft.add(role, author: name, time: time, body: .plain(words), at: pointer)
        }
        let document = ADFText(body)
        if document.hadQuote { draft.drop(.quotedMail, at: pointer) }
        try draft.add(role, author: name, time: time, body: .plain(document.text), attachments: document.files, at: pointer)
    }
}
