import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct LiveChatTests {
    private static func chat(_ events: String, id: String = "C", thread: String = "", chat: String = "") -> String {
        #"{"id":"\#(id)","users":[{"id":"c","name":"Kim","type":"customer"},{"id":"a","name":"Ana","type":"agent"},"#
            + #"{"id":"b","name":"Helper","type":"bot"}]\#(chat),"thread":{"id":"T","events":[\#(events)]\#(thread)}}"#
    }

    private static let speakers: [(String, Role, String?)] = [
        (#""type":"message","author_id":"c""#, .customer, "Kim"), (#""type":"message","author_id":"a""#, .agent, "Ana"),
        (#""type":"message","author_id":"b""#, .bot, "Helper"), (#""type":"message","author_id":"x@example.com""#, .agent, "x@example.com"),
        (#""type":"message","author_id":"listed""#, .agent, "listed"), (#""type":"message","author_id":"nobody""#, .customer, "nobody"),
        (#""type":"message","author_id":"a","visibility":"agents""#, .note, "Ana"),
        (#""type":"message","author_id":"a","recipients":"agents""#, .note, "Ana"),
        (#""type":"system_message","author_id":"a""#, .system, nil), (#""type":"message""#, .system, nil),
    ]

    @Test(arguments: speakers) func rolesComeFromUsers(_ keys: String, _ role: Role, _ author: String?) throws {
        let outcome = try read(
            Self.chat(#"{\#(keys),"text":"1 < 2 &amp; > 0","created_at":"2026-01-22T09:00:01.999999Z"}"#),
            settings: FormatSettings(agents: ["Listed"]))
        let message = try #require(outcome.transcripts.first?.messages.first)
        #expect(message == Message(index: 0, role: role, author: author, time: message.time, text: "1 < 2 &amp; > 0"))
        #expect(message.time?.description == "2026-01-22T09:00:01Z")
    }

    private static let states: [(String, Double?, ConversationState?)] = [
        (#","active":true,"properties":{"rating":{"score":1}}"#, 5, .open),
        (#","active":false,"properties":{"rating":{"score":{"value":0}}}"#, 1, .closed),
        (#","active":"false","properties":{"rating":{"score":"0"}}"#, 1, .closed), (#","properties":{"rating":{"score":3}}"#, nil, nil),
        (#","active":7,"properties":[]"#, nil, nil),
    ]

    @Test(arguments: states) func ratingAndState(_ keys: String, _ csat: Double?, _ state: ConversationState?) throws {
        let transcript = try #require(try read(Self.chat("", thread: keys)).transcripts.first)
        #expect(transcript.csat == csat && transcript.state == state)
        #expect(transcript.id == "C/T" && transcript.channel == .chat)
    }

    @Test func whatAChatSaysOfItselfIsKept() throws {
        let transcript = try #require(
            try read(
                Self.chat(
                    #"{"type":"message","author_id":"a","text":"Hi"}"#, thread: #","tags":["x"]"#,
                    chat: #","access":{"group_ids":[4,5]},"properties":{"rating":{"score":1}}"#)
            ).transcripts.first)
        #expect(transcript.tags == ["x"] && transcript.queue == "4" && transcript.csat == 5 && transcript.agent == "Ana")
    }

    @Test func otherEventsAreDropped() throws {
        let kinds = ["filled_form", "form", "annotation", "custom", "message"]
        let events = kinds.map { #"{"type":"\#($0)","author_id":"c"}"# } + [#"{"type":"message","text":"x","deleted":true}"#]
        let dropped = try drops(LiveChat(), Self.chat(events.joined(separator: ",")))
        #expect(dropped.map(\.reason) == [.unknownKind, .unknownKind, .stateChange, .unknownKind, .empty, .hidden])
        #expect(dropped.map(\.place) == (0...5).map { "/thread/events/\($0)" })
        #expect(dropped.prefix(4).map(\.detail) == kinds.prefix(4).map { $0 })
        #expect(try drops(LiveChat(), #"{"id":"C","users":[],"thread":{"id":"T"}}"#).map(\.reason) == [.hidden])
    }

    @Test func cardsAndFilesAreWords() throws {
        let events =
            #"{"type":"rich_message","author_id":"b","elements":[{"title":"Pick","subtitle":"one"},{"title":null},7]},"#
            + #"{"type":"file","author_id":"c","name":"a.png"},{"type":"file","author_id":"c"}"#
        let messages = try #require(try read(Self.chat(events)).transcripts.first).messages
        #expect(messages.map(\.text) == ["Pick\none", "[attachment: a.png]", "[attachment: unnamed]"])
    }

    @Test func listsAreStreamedAndErrorsHaveTheirPlace() throws {
        let text = "{\"found_chats\":3,\"chats\":[\(Self.chat("", id: "1")),\(Self.chat("7", id: "2")),7,{\"id\":\"3\",\"users\":[]}]}"
        let outcome = try read(text)
        #expect(outcome.format == "livechat" && outcome.transcripts.map(\.id) == ["1/T"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/chats/1/thread/events/0", "/chats/2", "/chats/3"])
        #expect(try read(#"{"chats":[],"found_chats":0}"#).codes == [])
        #expect(try read([Self.chat("", id: "1"), Self.chat("", id: "2")].joined(separator: "\n")).transcripts.count == 2)
    }

    @Test func threadsAloneAreRead() throws {
        let thread = #"{"id":"T1","user_ids":["c"],"events":[{"type":"message","author_id":"a@example.com","text":"Hi"}]}"#
        let outcome = try read("{\"threads\":[\(thread),\(thread)],\"found_threads\":2}")
        #expect(outcome.transcripts.map(\.id) == ["T1", "T1"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent])
        #expect(try read(#"{"threads":[],"found_threads":0}"#).format == "livechat")
        #expect(try read(#"{"id":"T","active":true,"created_at":"2026-01-22T09:00:00Z","events":[]}"#).transcripts.map(\.state) == [.open])
    }

    @Test func summariesAreNoCleanFile() throws {
        let outcome = try read(#"{"chats_summary":[],"chats":[{"id":"1","users":[],"last_thread_summary":{"id":"T"}}],"found_chats":1}"#)
        #expect(outcome.codes == ["no-message-bodies"])
    }

    @Test func summariesHaveNoBodies() throws {
        let outcome = try read(#"{"chats_summary":[{"id":"P","last_event_per_type":{},"users":[]}],"found_chats":1}"#)
        #expect(outcome.thrown.map(\.code) == ["no-message-bodies"])
    }
}
