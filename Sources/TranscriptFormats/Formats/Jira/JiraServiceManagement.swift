import Transcripts

/// Jira Service Management: issues with their comments (one, an array, a line each, `{"issues":[…]}`), requests with their comments, and
/// the comments of a request as its own API has them (`{"values":[…]}`).
struct JiraServiceManagement: JSONFormat {
    let name = "jira-sm"
    let title = "Jira Service Management"
    let recognition = "JSON with key, fields and comments, or values of body, public and created"
    let lists = ["issues"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let value = sample.value
        if isRequestComment(value) || isRequestComment(value["values"].firstElement) { return .together }
        if sample.position == .whole || sample.position == .element {
            if isRequest(value) { return .each }
            if value["issues"].isArray {
                let first = value["issues"].firstElement
                let isPage = [value["total"], value["isLast"], value["startAt"]].contains { $0.exists }
                return first.exists ? recognise(issue: first) : isPage ? .each : nil
            }
        }
        return recognise(issue: value)
    }

    private static let help = "ask for the field “comment” too (fields=summary,description,comment,…)"

    private func recognise(issue: JSONValue) -> JSONRecognition? {
        let fields = issue["fields"]
        guard issue["key"].string != nil, fields.isObject else { return nil }
        if JiraIssue.comments(of: issue).isArray { return .each }
        let isIssue = [fields["summary"], fields["issuetype"], fields["project"]].contains { $0.exists }
        return isIssue ? .withoutBodies(help: Self.help) : nil
    }

    private func isRequest(_ value: JSONValue) -> Bool {
        value["issueKey"].exists && value["comments"]["values"].isArray
    }

    private func isRequestComment(_ value: JSONValue) -> Bool {
        value["body"].kind != .missing && value["public"].flag != nil && value["created"].isObject
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        if isRequest(record) {
            let comments = record["comments"]["values"].elements.enumerated().map { ($1, "/comments/values/\($0)") }
            return try transcripts(of: comments, around: record, in: context)
        }
        if record.isArray || record["values"].isArray {
            return try transcripts(of: record.messages(ofPagesWith: "values"), around: nil, in: context)
        }
        var transcripts: [Transcript] = []
        for (issue, pointer) in record.records(under: "issues") {
            try issue.checkObject("an issue", at: pointer)
            guard JiraIssue.comments(of: issue).isArray else {
                throw RecordError("no-message-bodies", "an issue without comments", at: pointer, help: Self.help)
            }
            transcripts.append(try JiraIssue(issue, context: context, pointer: pointer).transcript())
        }
        return transcripts
    }

    /// The transcripts of the comments of requests: each has the request in its address only.
    ///
    /// - Parameter request: The request around them; nil where they stand alone.
    private func transcripts(
        of comments: [MessageGroup.Item], around request: JSONValue?, in context: RecordContext
    ) throws(RecordError) -> [Transcript] {
        let people = JiraPeople(reporter: request?["reporter"], context: context)
        let id = request?["issueKey"].name
        let groups = try comments.groups(of: "a comment", by: { id ?? Self.request(of: $0) })
        var transcripts: [Transcript] = []
        for group in groups.isEmpty ? [MessageGroup(id: id)] : groups {
            var draft = TranscriptDraft(id: group.id, context: context)
            if let request {
                draft.state = request["currentStatus"]["status"].string.flatMap(StateWords.state)
                try addDescription(of: request, to: &draft, people: people, in: context)
            }
            for (comment, place) in group.items { try JiraComment(comment, people: people, pointer: place).add(to: &draft) }
            transcripts.append(draft.finished())
        }
        return transcripts
    }

    /// `HELP-17` of `…/request/HELP-17/comment/1000`.
    private static func request(of comment: JSONValue) -> String? {
        guard let address = comment["_links"]["self"].string else { return nil }
        let parts = address.split(separator: "/")
        guard let index = parts.lastIndex(of: "request"), index + 1 < parts.count else { return nil }
        return String(parts[index + 1])
    }

    private func addDescription(
        of request: JSONValue, to draft: inout TranscriptDraft, people: JiraPeople, in context: RecordContext
    ) throws(RecordError) {
        let fields = request["requestFieldValues"].elements.enumerated()
        guard let (index, field) = fields.first(where: { $1["fieldId"].string == "description" }) else { return }
        try JiraComment(
            body: field["value"], author: request["reporter"], created: request["createdDate"], people: people,
            pointer: "/requestFieldValues/\(index)/value"
        ).add(to: &draft)
    }
}
