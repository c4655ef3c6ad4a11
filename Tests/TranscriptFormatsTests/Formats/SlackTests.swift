import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct SlackTests {
    @Test func aNameOfOneMessageIsThatOfAllAndSlackbotIsABot() throws {
        let outcome = try read(
            #"[{"type":"message","ts":"1767607512.1","user":"U1","text":"Hi","user_profile":{"real_name":"Kim"}},"#
                + #"{"type":"message","ts":"1767607513.1","user":"USLACKBOT","text":"Reminder","thread_ts":"1767607512.1"},"#
                + #"{"type":"message","ts":"1767607514.1","user":"U1","text":"Still here","thread_ts":"1767607512.1"}]"#)
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Kim", "USLACKBOT", "Kim"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .bot, .customer])
    }

    private static func message(_ second: Int, _ keys: String, thread: Int? = 0, text: String = "Hi") -> String {
        let thread = thread.map { #","thread_ts":"17710000\#($0 < 10 ? "0" : "")\#($0).000100""# } ?? ""
        return #"{"type":"message","ts":"17710000\#(second < 10 ? "0" : "")\#(second).000100"\#(thread),"text":"\#(text)",\#(keys)}"#
    }

    /// What the reader makes of messages where a file beside them names people.
    private func transcripts(
        _ messages: [String], people: People = People(), settings: FormatSettings = FormatSettings()
    ) throws -> [Transcript] {
        let document = try JSONDocument(depthLimit: 64)
        let context = RecordContext(fallbackID: "x", settings: settings, limits: ReadLimits(), people: people)
        return try Array("[\(messages.joined(separator: ","))]".utf8).withUnsafeBufferPointer {
            try Slack().transcripts(of: document.parse($0), in: context)
        }
    }

    private static let thread = [message(0, #""user":"U1""#), message(1, #""user":"U2""#), message(2, #""user":"U3""#)]

    @Test func whoOpensAThreadIsTheCustomer() throws {
        let transcript = try #require(try transcripts(Self.thread).first)
        #expect(transcript.messages.map(\.role) == [.customer, .agent, .agent])
        #expect(transcript.channel == .chat && transcript.id == "1771000000.000100" && transcript.agent == "U2")
        #expect(transcript.messages.first?.time?.description == "2026-02-13T16:26:40Z")
    }

    @Test func listedAgentsAreTheWholeTeam() throws {
        let settings = FormatSettings(agents: ["u1"])
        #expect(try transcripts(Self.thread, settings: settings).first?.messages.map(\.role) == [.agent, .customer, .customer])
    }

    @Test func aFileBesideNamesPeopleAndRoles() throws {
        var people = People()
        people.add("U1", name: "Ana", role: .agent)
        people.add("U2", name: "Kim")
        people.add("U3", name: nil, role: .bot)
        let messages = Self.thread + [Self.message(3, #""user":"U2""#, text: "<@U1> and <@U9>")]
        let transcript = try #require(try transcripts(messages, people: people).first)
        #expect(transcript.messages.map(\.role) == [.agent, .customer, .bot, .customer])
        #expect(transcript.messages.map(\.author) == ["Ana", "Kim", "U3", "Kim"])
        #expect(transcript.messages.last?.text == "@Ana and @U9")
    }

    @Test func workspacesTellSidesApart() throws {
        let messages = [(0, "U1", "T1"), (1, "U2", "T2"), (2, "U3", "T1")].map {
            Self.message($0.0, #""user":"\#($0.1)","team":"\#($0.2)""#)
        }
        #expect(try transcripts(messages).first?.messages.map(\.role) == [.customer, .agent, .customer])
    }

    @Test(arguments: [(#","parent_user_id":"U2""#, [Role.agent, .customer]), ("", [.customer, .agent])])
    func aThreadMayGoOnFromAnotherDay(_ keys: String, _ roles: [Role]) throws {
        let messages = [Self.message(1, #""user":"U1"\#(keys)"#), Self.message(2, #""user":"U2""#)]
        #expect(try transcripts(messages).first?.messages.map(\.role) == roles)
    }

    @Test func botsOpenThreadsForCustomers() throws {
        let messages = [
            Self.message(0, #""bot_id":"B1","bot_profile":{"name":"Form"}"#), Self.message(1, #""user":"U1","parent_user_id":"UB""#),
            Self.message(2, #""user":"U2""#), Self.message(3, #""user":"U9","subtype":"bot_message","username":"hook""#),
        ]
        let transcript = try #require(try transcripts(messages).first)
        #expect(transcript.messages.map(\.role) == [.bot, .customer, .agent, .bot])
        #expect(transcript.messages.map(\.author) == ["Form", "U1", "U2", "hook"])
    }

    @Test(arguments: [
        ("a &amp; b &lt;c&gt; &amp;amp; &x;", "a & b <c> &amp; &x;"), ("<@U1|bob> <@U2> <@U3|@sue>", "@bob @U2 @sue"),
        ("<#C1|help> <#C2>", "#help #C2"),
        ("<!here> <!subteam^S1|@team> <!date^1^{date}|Monday> <!channel>", "@here @team Monday @channel"),
        ("<https://example.com|a &amp; b> <https://example.com/?a=1&amp;b>", "a & b https://example.com/?a=1&b"),
        ("<mailto:a@example.com|a@example.com>", "a@example.com"), ("1 < 2 <", "1 < 2 <"), ("<<@U1>>", "<@U1>"), ("<a\nb>", "<a\nb>"),
        ("<>|", "|"), ("<|x>", "x"), ("&", "&"),
    ])
    func textIsAsItsReadersSeeIt(_ source: String, _ text: String) { #expect(SlackText.text(of: source, people: People()) == text) }

    @Test func textsOfBracketsAreReadFast() {
        let source = String(repeating: "<", count: 50_000) + String(repeating: "&", count: 50_000)
        #expect(SlackText.text(of: source, people: People()).utf8.count == 100_000)
    }

    @Test func newsOfTheChannelIsDropped() throws {
        let kinds = ["channel_join", "message_changed", "tombstone", "message_deleted", "thread_broadcast"]
        let messages = kinds.enumerated().map { Self.message($0, #""user":"U1","subtype":"\#($1)""#) }
        let others = [Self.message(5, #""user":"U1","hidden":true"#), Self.message(6, #""user":"U1""#, text: "")]
        let dropped = try drops(Slack(), "[\((messages + others).joined(separator: ","))]")
        #expect(dropped.map(\.reason) == [.stateChange, .stateChange, .hidden, .hidden, .hidden, .empty])
        #expect(dropped.map(\.place) == ["/0", "/1", "/2", "/3", "/5", "/6"])
        #expect(try transcripts([Self.message(7, #""user":"U3","subtype":"channel_leave""#, thread: nil)]).isEmpty)
    }

    @Test func anAnswerOfTheAPIIsReadAndErrorsHaveTheirPlace() throws {
        let text = "{\"ok\":true,\"messages\":[\(Self.thread.joined(separator: ","))],\"has_more\":false}"
        #expect(try read(text).format == "slack")
        #expect(try read(text).transcripts.first?.messages.count == 3)
        #expect(try read(text + "\n{}").rejected.map(\.code) == ["no-message-bodies"])
        #expect(try read("[\(Self.thread[0]),3]").rejected.map { $0.place?.pointer } == ["/1"])
        #expect(try read(Self.thread.joined(separator: "\n")).transcripts.first?.messages.count == 3)
        #expect(try read(#"{"type":"message","ts":"now","text":"a"}"#).codes == ["unknown-format"])
    }
}
