import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct HelpScoutTests {
    private static func thread(_ keys: String) -> String {
        #"{"id":1,"createdAt":"2026-01-05T10:00:00Z","createdBy":{"id":2,"type":"user","first":"Mia"},"body":"x",\#(keys)}"#
    }

    private static func conversation(_ id: Int, _ threads: String..., keys: String = "") -> String {
        #"{"id":\#(id),"mailboxId":85,"primaryCustomer":{"id":6}\#(keys),"_embedded":{"threads":[\#(threads.joined(separator: ","))]}}"#
    }

    @Test(arguments: [
        (#""type":"note""#, Role.note), (#""type":"note","createdBy":{"type":"system_user"}"#, .note),
        (#""type":"message","createdBy":{"type":"user"}"#, .agent), (#""type":"message","createdBy":{"type":"system_user"}"#, .bot),
        (#""type":"customer","createdBy":{"type":"customer"}"#, .customer), (#""type":"chat","createdBy":{"type":"customer"}"#, .customer),
        (#""type":"customer","createdBy":null"#, .customer), (#""type":"message","createdBy":{}"#, .agent),
        (#""type":"phone","createdBy":{"type":"team"}"#, .agent),
    ])
    func everyRole(_ keys: String, role: Role) throws {
        let thread = keys.contains("createdBy") ? "{\"body\":\"x\",\(keys)}" : Self.thread(keys)
        #expect(try read(Self.conversation(1, thread)).transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func whatIsNoMessageIsNoted() throws {
        let text = Self.conversation(
            1, Self.thread(#""type":"lineitem","action":{"type":"assigned"}"#), Self.thread(#""type":"message","state":"draft""#),
            Self.thread(#""type":"message","state":"hidden""#), Self.thread(#""type":"message","state":"review""#),
            Self.thread(#""type":"lineitem""#), #"{"type":"message","body":null}"#)
        let expected: [(Drop.Reason, String?)] = [
            (.stateChange, "assigned"), (.draft, nil), (.hidden, "hidden"), (.hidden, "review"), (.stateChange, "lineitem"), (.empty, nil),
        ]
        #expect(
            try drops(HelpScout(), text)
                == expected.enumerated().map { Drop($1.0, transcript: "1", place: "/_embedded/threads/\($0)", detail: $1.1) })
    }

    @Test(arguments: [
        (#","type":"email""#, Channel.email), (#","type":"chat""#, .chat), (#","type":"phone""#, .voice), (#","type":"odd""#, .chat),
        (#","type":7"#, .chat),
    ])
    func theTypeIsTheChannel(_ keys: String, channel: Channel) throws {
        let text = Self.conversation(1, Self.thread(#""type":"beaconchat""#), keys: keys)
        #expect(try read(text).transcripts.first?.channel == channel)
    }

    @Test func theConversationSaysMore() throws {
        let keys = #","status":"pending","tags":[{"tag":"a"},"b",{"name":"c"},7,{}],"mailbox":{"id":1,"name":"Sales"},"assignee":{"id":9}"#
        let transcript = try #require(try read(Self.conversation(1, keys: keys)).transcripts.first)
        #expect(transcript.state == .pending && transcript.tags == ["a", "b", "c", "7"])
        #expect(transcript.queue == "Sales" && transcript.agent == "9")
    }

    @Test func everyLayoutIsRead() throws {
        let conversations = [1, 2].map { Self.conversation($0, Self.thread(#""type":"message""#)) }
        let joined = conversations.joined(separator: ",")
        for text in [
            "[\(joined)]", conversations.joined(separator: "\n"), "{\"page\":1,\"items\":[\(joined)],\"count\":2}",
            "{\"conversations\":[\(joined)]}", "{\"_embedded\":{\"conversations\":[\(joined)]},\"page\":{}}",
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "help-scout" && outcome.codes == [], "\(text)")
            #expect(outcome.transcripts.map(\.id) == ["1", "2"])
        }
        let page =
            #"{"_embedded":{"threads":[\#(Self.thread(#""type":"message""#))]},"#
            + #""_links":{"self":{"href":"https://api.example.com/v2/conversations/77/threads?page=1"}}}"#
        #expect(try read(page).transcripts.map(\.id) == ["77"])
        let empty = try read(#"{"_embedded":{"conversations":[]},"page":{"size":25}}"#)
        #expect(empty.codes == [] && empty.format == "help-scout")
    }

    @Test func listsWithoutThreadsHaveNoBodies() throws {
        let conversation = #"{"id":1,"threads":3,"mailboxId":85,"createdBy":{"id":1},"_embedded":{}}"#
        for text in [
            conversation, "[\(conversation)]", "{\"_embedded\":{\"conversations\":[\(conversation)]}}", "{\"items\":[\(conversation)]}",
        ] {
            #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"], "\(text)")
        }
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let good = Self.conversation(1, Self.thread(#""type":"message""#))
        let outcome = try read("[\(good),\(Self.conversation(2, "7")),{\"threads\":2},5]")
        #expect(outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "no-message-bodies", "wrong-type"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/1/_embedded/threads/0", "/2", "/3"])
        let page = try read("{\"_embedded\":{\"conversations\":[\(good),8]}}")
        #expect(page.rejected.map { $0.place?.pointer } == ["/_embedded/conversations/1"])
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let text =
            #"{"id":{},"mailboxId":1,"primaryCustomer":7,"status":[],"tags":{},"assignee":"x","type":{},"_embedded":{"threads":["#
            + #"{"type":{},"state":7,"createdBy":[],"createdAt":{},"body":"Hi","_embedded":{"attachments":{}}}]}}"#
        let outcome = try read(text, name: "odd.json")
        #expect(outcome.transcripts.map(\.id) == ["odd"])
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: .agent, text: "Hi")])
    }

    /// Lists may be larger than a record may be.
    @Test(arguments: ["items", "conversations"]) func listsAreStreamed(_ key: String) throws {
        let list = (1...50).map { Self.conversation($0, Self.thread(#""type":"message""#)) }.joined(separator: ",")
        var limits = ReadLimits()
        limits.recordBytes = 500
        #expect(try read("{\"page\":1,\"\(key)\":[\(list)]}", limits: limits).transcripts.map(\.id) == (1...50).map { String($0) })
    }

    /// What the team writes into Help Scout has “web” for its source; it is the customer's message that tells.
    @Test func theCustomersMessageTellsTheChannelOfAPageOfThreads() throws {
        let thread = { (type: String, author: String, source: String) in
            #"{"type":"\#(type)","createdBy":{"type":"\#(author)","id":1},"source":{"type":"\#(source)"},"body":"x"}"#
        }
        let threads = [thread("message", "user", "web"), thread("customer", "customer", "email")].joined(separator: ",")
        #expect(try read(#"{"_embedded":{"threads":[\#(threads)]}}"#).transcripts.first?.channel == .email)
    }
}
