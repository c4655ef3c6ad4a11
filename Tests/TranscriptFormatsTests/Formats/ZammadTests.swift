import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ZammadTests {
    private static func article(_ keys: String, ticket: Int = 5) -> String {
        #"{"ticket_id":\#(ticket),"internal":false,"content_type":"text/html","body":"Hi","#
            + #""created_at":"2026-01-24T11:57:18.068Z",\#(keys)}"#
    }

    @Test(arguments: [
        (#""sender":"Customer","type":"email""#, Role.customer, Channel.email), (#""sender":"Agent","type":"phone""#, .agent, .voice),
        (#""sender":"System","type":"web""#, .system, .web), (#""sender":null,"sender_id":1,"type":"note""#, .agent, .unknown),
        (#""sender":null,"sender_id":"2","type":"facebook feed post""#, .customer, .social),
        (#""sender":"Odd","type":7"#, .customer, .unknown),
        (#""sender":"Customer","type":"sms","preferences":{"is-auto-response":true}"#, .bot, .sms),
    ])
    func roleAndChannel(_ keys: String, _ role: Role, _ channel: Channel) throws {
        let transcript = try #require(try read("[\(Self.article(keys))]").transcripts.first)
        #expect(transcript.messages.map(\.role) == [role] && transcript.channel == channel && transcript.id == "5")
    }

    @Test(arguments: ["true", "1", "\"true\""]) func internalBeatsEverything(_ flag: String) throws {
        let text = #"[{"ticket_id":5,"internal":\#(flag),"content_type":"text/plain","sender":"Customer","body":"Hi <b>"}]"#
        #expect(try read(text).transcripts.first?.messages == [Message(index: 0, role: .note, text: "Hi <b>")])
    }

    private static let senders: [(String, String?)] = [
        ("Kim <kim@example.org>", "Kim"), ("Kim via <kim@example.org>", "Kim"), (#"\"Roth, Ana\" <a@example.com>"#, "Roth, Ana"),
        (#"\"Ana via Acme\" <a@example.com>"#, "Ana"), ("<kim@example.org>", "kim@example.org"), ("kim@example.org", "kim@example.org"),
        ("", "someone"), ("<", nil), ("\\\"<", "\""),
    ]

    @Test(arguments: senders) func authorsAreNames(_ from: String, _ author: String?) throws {
        let text = Self.article(#""sender":"Agent","created_by":"someone","from":"\#(from)""#)
        #expect(try read("[\(text)]").transcripts.first?.messages.first?.author == author)
    }

    @Test func theTicketAroundItIsKept() throws {
        let text =
            #"{"id":5,"state":{"name":"closed"},"group":"Users","owner":"-","tags":["a"],"#
            + #""articles":[\#(Self.article(#""sender":"Agent""#))]}"#
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.state == .closed && transcript.queue == "Users" && transcript.tags == ["a"] && transcript.agent == nil)
    }

    @Test func quotesAndEmptyArticlesAreDropped() throws {
        let text =
            "[\(Self.article(#""sender":"Agent""#).replacing("Hi", with: "")),"
            + Self.article(#""sender":"Customer""#).replacing("Hi", with: "Hi<blockquote>x</blockquote>") + "]"
        let dropped = try drops(Zammad(), text)
        #expect(dropped.map(\.reason) == [.empty, .quotedMail] && dropped.map(\.place) == ["/0", "/1"])
    }

    @Test func articlesOfSeveralTicketsAreGrouped() throws {
        let lines = [1, 2, 1].map { Self.article(#""sender":"Agent""#, ticket: $0) }
        for text in [
            lines.joined(separator: "\n"), "[\(lines.joined(separator: ","))]", "{\"articles\":[\(lines.joined(separator: ","))]}",
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "zammad" && outcome.transcripts.map(\.id) == ["1", "2"])
        }
    }

    @Test func errorsHaveTheirPlace() throws {
        let article = Self.article(#""sender":"Agent""#)
        #expect(try read("[\(article),null]").rejected.map { $0.place?.pointer } == ["/1"])
        #expect(try read("{\"articles\":[\(article),1]}").rejected.map { $0.place?.pointer } == ["/articles/1"])
        #expect(try read("{\"articles\":[\(article)]}\n{\"id\":2}").rejected.map(\.code) == ["no-message-bodies"])
        let tickets = #"[{"id":1,"number":"67001","title":"t","customer_id":3,"article_count":2}]"#
        #expect(try read(tickets).codes == ["no-message-bodies"])
    }
}
