import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct JiraServiceManagementTests {
    private static func issue(_ comments: String, key: String = "HELP-1", fields: String = "", more: String = "") -> String {
        #"{"key":"\#(key)","fields":{"summary":"s","reporter":{"accountId":"r","displayName":"Kim"},"comment":{"comments":[\#(comments)]}"#
            + "\(fields)}\(more)}"
    }

    private static let authors: [(String, Role)] = [
        (#""author":{"accountId":"r"}"#, .customer), (#""author":{"accountId":"r","accountType":"atlassian"}"#, .customer),
        (#""author":{"accountId":"a","accountType":"atlassian"}"#, .agent), (#""author":{"accountId":"b","accountType":"app"}"#, .bot),
        (#""author":{"accountId":"c","accountType":"customer"}"#, .customer), (#""author":{"accountId":"qm:1"}"#, .customer),
        (#""author":{"name":"x"}"#, .agent), (#""author":null"#, .customer),
        (#""author":{"accountId":"a"},"jsdPublic":false"#, .note), (#""author":{"accountId":"a"},"jsdPublic":"false""#, .note),
        (#""author":{"accountId":"a"},"jsdPublic":true,"visibility":{"type":"role"}"#, .agent),
        (#""author":{"accountId":"r"},"visibility":{"type":"role"}"#, .note),
        (#""author":{"accountId":"a"},"properties":[{"key":"sd.public.comment","value":{"internal":true}}]"#, .note),
        (#""author":{"accountId":"b","accountType":"app"},"jsdPublic":false"#, .note),
    ]

    @Test(arguments: authors) func rolesOfComments(_ keys: String, _ role: Role) throws {
        let text = Self.issue(#"{"id":"1","body":"Hi",\#(keys)}"#)
        #expect(try read(text).transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func listedAgentsAreTheWholeTeam() throws {
        let text = Self.issue(#"{"body":"a","author":{"name":"ana"}},{"body":"b","author":{"name":"bo"}}"#)
        let outcome = try read(text, settings: FormatSettings(agents: ["ana"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent, .customer])
    }

    @Test func theDescriptionOpensTheConversation() throws {
        let text = Self.issue(
            #"{"body":"> quoted\nanswer","created":"2026-01-23T13:40:00.000+0530","author":{"accountId":"a","displayName":"Ana"}}"#,
            fields: #","description":"I need *VPN*.","created":"2026-01-23T09:31:56.249+0200","assignee":null,"labels":["vpn"],"#
                + #""status":{"name":"Warten","statusCategory":{"key":"indeterminate"}},"project":{"key":"HELP"}"#)
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.messages.map(\.text) == ["I need *VPN*.", "answer"])
        #expect(transcript.messages.map(\.author) == ["Kim", "Ana"])
        #expect(transcript.messages.map { $0.time?.description } == ["2026-01-23T07:31:56Z", "2026-01-23T08:10:00Z"])
        #expect(transcript.state == .open && transcript.tags == ["vpn"] && transcript.queue == "HELP" && transcript.agent == "Ana")
    }

    @Test(arguments: [
        ("Waiting for customer", ConversationState.pending), ("Waiting for support", .open), ("Canceled", .closed), ("Resolved", .closed),
    ])
    func statesOfServiceProjects(_ word: String, _ state: ConversationState) throws {
        #expect(try read(Self.issue("", fields: #","status":{"name":"\#(word)"}"#)).transcripts.first?.state == state)
    }

    @Test func renderedBodiesGoBeforeMarkup() throws {
        let text = Self.issue(
            #"{"id":"1","body":"*a*"},{"id":2,"body":"*b*"}"#, fields: #","description":"*c*""#,
            more: #","renderedFields":{"description":"<p><b>c</b></p>","comment":{"comments":[{"id":"1","body":"<b>a</b> &amp;"}]}}"#)
        #expect(try read(text).transcripts.first?.messages.map(\.text) == ["c", "a &", "*b*"])
    }

    @Test(arguments: [
        (#"{"type":"paragraph","content":[{"type":"text","text":"a"},{"type":"hardBreak"},{"type":"text","text":"b"}]}"#, "a\nb"),
        (#"{"type":"heading","content":[{"type":"text","text":"a"}]},{"type":"rule"},{"type":"paragraph"}"#, "a"),
        (#"{"type":"taskList","content":[{"type":"taskItem","content":[{"type":"text","text":"a"}]},{"type":"taskItem"}]}"#, "- a\n-"),
        (#"{"type":"expand","attrs":{"title":"t"},"content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}"#, "t\n\na"),
        (#"{"type":"paragraph","content":[{"type":"mention","attrs":{"id":"1"}},{"type":"emoji","attrs":{"shortName":":x:"}}]}"#, "@1:x:"),
        (#"{"type":"date","attrs":{"timestamp":1770681600000}},{"type":"date","attrs":{"timestamp":"x"}}"#, "2026-02-10"),
        (#"{"type":"codeBlock","content":[{"type":"text","text":"x = 1\ny"}]},{"type":"media"}"#, "x = 1\ny"),
        (
            #"{"type":"mediaSingle","content":[{"type":"media","attrs":{"alt":"a.png"}}]},{"type":"media"}"#,
            "[attachment: a.png]\n[attachment: unnamed]"
        ),
        (#"7,null,{"type":"new","content":[{"type":"text","text":"a"}]}"#, "a"),
    ])
    func documentsBecomeText(_ content: String, _ text: String) throws {
        let issue = Self.issue(#"{"body":{"type":"doc","version":1,"content":[\#(content)]}}"#)
        #expect(try read(issue).transcripts.first?.messages.map(\.text) == [text])
    }

    @Test func quotesAndEmptyCommentsAreDropped() throws {
        let quote = #"{"type":"doc","content":[{"type":"blockquote","content":[{"type":"paragraph"}]},{"type":"text","text":"a"}]}"#
        let dropped = try drops(JiraServiceManagement(), Self.issue(#"{"body":\#(quote)},{"body":null},{"body":{"type":"doc"}}"#))
        #expect(dropped.map(\.reason) == [.empty, .quotedMail, .empty, .empty])
        #expect(dropped.map(\.place) == ["/fields/description"] + (0...2).map { "/fields/comment/comments/\($0)" })
    }

    @Test(arguments: [
        (#"{quote}Is it *on*?{quote}\nYes."#, "Yes.", [Drop.Reason.quotedMail]), (#"bq. Is it on?\nYes."#, "Yes.", [.quotedMail]),
        (#"a {quote}b{quote} c {quote}d{quote}"#, "a\n c", [.quotedMail]), ("write {quote} for a quote", "write {quote} for a quote", []),
        ("*a* bq. [b|https://example.com]", "*a* bq. [b|https://example.com]", []),
    ])
    func quotesInMarkupAreDropped(_ body: String, _ text: String, _ reasons: [Drop.Reason]) throws {
        let issue = Self.issue(#"{"body":"\#(body)"}"#, fields: #","description":"d""#)
        #expect(try read(issue).transcripts.first?.messages.map(\.text) == ["d", text])
        #expect(try drops(JiraServiceManagement(), issue).map(\.reason) == reasons)
    }

    @Test func searchesAreStreamedAndErrorsHaveTheirPlace() throws {
        let text =
            "{\"startAt\":0,\"issues\":[\(Self.issue("", key: "A-1")),\(Self.issue("7", key: "A-2")),5,{\"key\":\"A-3\",\"fields\":{}}]}"
        let outcome = try read(text)
        #expect(outcome.format == "jira-sm" && outcome.transcripts.map(\.id) == ["A-1"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "wrong-type", "no-message-bodies"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/issues/1/fields/comment/comments/0", "/issues/2", "/issues/3"])
        #expect(try read(#"{"issues":[],"total":0}"#).codes == [])
        #expect(try read([1, 2].map { Self.issue("", key: "A-\($0)") }.joined(separator: "\n")).transcripts.map(\.id) == ["A-1", "A-2"])
    }

    @Test func issuesWithoutCommentsAreNoCleanFile() throws {
        #expect(try read(#"{"issues":[{"key":"A-1","fields":{"summary":"s"}}],"isLast":true}"#).codes == ["no-message-bodies"])
        #expect(try read(#"{"key":"A-1","fields":{"other":1}}"#).codes == ["unknown-format"])
    }

    private static let comment =
        #"{"id":"1","body":"a","public":true,"author":{"accountId":"qm:1"},"created":{"epochMillis":1770800400000}"#

    @Test func commentsOfRequestsKnowTheirRequest() throws {
        let link = { (key: String) in
            #"\#(Self.comment),"_links":{"self":"https://example.com/rest/servicedeskapi/request/\#(key)/comment/1"}}"#
        }
        let list = "\(link("A-1")),\(link("A-2")),\(link("A-1"))"
        for text in ["{\"values\":[\(list)]}", "[\(list)]", [link("A-1"), link("A-2"), link("A-1")].joined(separator: "\n")] {
            #expect(try read(text).transcripts.map { "\($0.id) \($0.messages.count)" } == ["A-1 2", "A-2 1"])
        }
        let messages = try read("{\"values\":[\(Self.comment)}]}", name: "A-9.json").transcripts.first
        #expect(messages?.id == "A-9" && messages?.messages.first?.time?.description == "2026-02-11T09:00:00Z")
        #expect(try read("{\"values\":[\(Self.comment)},7]}").rejected.map { $0.place?.pointer } == ["/values/1"])
    }

    @Test(arguments: [",", "\n"]) func aRequestGoesOnOverPages(_ separator: String) throws {
        let page = { (minute: Int) in
            #"{"isLastPage":false,"values":[{"id":"\#(minute)","body":"m\#(minute)","public":true,"author":{"accountId":"a"},"#
                + #""created":{"iso8601":"2026-01-23T13:3\#(minute):00+0000"},"#
                + #""_links":{"self":"https://example.com/rest/servicedeskapi/request/HELP-9/comment/1"}}]}"#
        }
        let pages = [page(2), page(1)].joined(separator: separator)
        let outcome = try read(separator == "," ? "[\(pages)]" : pages)
        #expect(outcome.transcripts.map(\.id) == ["HELP-9"])
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["m1", "m2"])
    }
}
