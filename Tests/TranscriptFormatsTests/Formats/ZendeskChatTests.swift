import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ZendeskChatTests {
    private static func chat(_ id: Int = 1, history: String, more: String = "") -> String {
        #"{"id":\#(id),"type":"chat","timestamp":"2026-01-14T04:36:45Z","visitor":{"name":"Kim"},"agent_names":["Ana"],"#
            + #""history":[\#(history)]\#(more)}"#
    }

    @Test(arguments: [
        (#""name":"Ana""#, Role.agent), (#""name":"Kim""#, .customer), (#""name":"Kim","nick":"agent:12""#, .agent),
        (#""name":"Ana","nick":"visitor:1""#, .customer), (#""name":"T","nick":"trigger""#, .bot),
        (#""name":"T","nick":"agent:trigger""#, .bot), (#""name":"Kim","sender_type":"Agent""#, .agent),
        (#""name":"Boss""#, .agent), (#""name":null"#, .customer), (#""nick":7"#, .customer),
    ])
    func rolesComeFromNicksTypesAndNames(_ keys: String, _ role: Role) throws {
        let text = Self.chat(history: #"{"type":"chat.msg",\#(keys),"msg":"Hi <b>","timestamp":"2026-01-14T05:36:44+01:00"}"#)
        let outcome = try read(text, settings: FormatSettings(agents: ["boss"]))
        let message = try #require(outcome.transcripts.first?.messages.first)
        #expect(message.role == role && message.text == "Hi <b>")
        #expect(message.time == .instant(milliseconds: 1_768_365_404_000))
    }

    @Test func whatAChatSaysOfItselfIsKept() throws {
        let more = #","end_timestamp":"2026-01-14T05:00:00Z","rating":"bad","tags":["a",null,2],"department_name":"Sales""#
        let transcript = try #require(try read(Self.chat(history: "", more: more)).transcripts.first)
        #expect(
            transcript
                == Transcript(
                    id: "1", channel: .chat, agent: "Ana", state: .closed, queue: "Sales", tags: ["a", "2"], csat: 1, messages: []))
    }

    @Test func eventsWithoutWordsAreDropped() throws {
        let text = Self.chat(
            history: #"{"type":"chat.memberjoin","name":"Kim"},{"type":"chat.msg","msg":""},{"type":"chat.rating","new_rating":"good"},"#
                + #"{"type":"other"},{"msg":"kept"}"#)
        #expect(
            try drops(ZendeskChat(), text) == [
                Drop(.stateChange, transcript: "1", place: "/history/0", detail: "chat.memberjoin"),
                Drop(.empty, transcript: "1", place: "/history/1"),
                Drop(.stateChange, transcript: "1", place: "/history/2", detail: "chat.rating"),
                Drop(.unknownKind, transcript: "1", place: "/history/3", detail: "other"),
            ])
    }

    @Test func listsAreStreamedAndErrorsHaveTheirPlace() throws {
        let good = Self.chat(history: #"{"msg":"a"}"#)
        let text = "{\"count\":4,\"chats\":[\(good),\(Self.chat(2, history: #"{"msg":"b"},7"#)),5,{\"id\":3}],\"next_url\":null}"
        let outcome = try read(text)
        #expect(outcome.format == "zendesk-chat" && outcome.transcripts.map(\.id) == ["1"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "wrong-type", "no-message-bodies"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/chats/1/history/1", "/chats/2", "/chats/3"])
        #expect(try read(#"{"chats":[],"count":0,"next_url":null}"#).codes == [])
        #expect(try read("[\(good),\(good)]").transcripts.count == 2)
    }

    @Test func whatIsLeftWhileNobodyIsThereIsACustomers() throws {
        let left = { (message: String) in
            #"{"id":9,"type":"offline_msg","timestamp":1768365404,"visitor":{"name":"","email":"kim@example.org"},"message":\#(message)}"#
        }
        let transcript = try #require(try read(left("\"Call me\"")).transcripts.first)
        let time = MessageTime.instant(milliseconds: 1_768_365_404_000)
        #expect(transcript.messages == [Message(index: 0, role: .customer, author: "kim@example.org", time: time, text: "Call me")])
        #expect(try drops(ZendeskChat(), left("null")) == [Drop(.empty, transcript: "9", place: "/message")])
    }

    @Test func aListWithoutHistoryIsNoCleanFile() throws {
        let text = #"{"chats":[{"id":"1","type":"chat","timestamp":"2026-01-14T04:36:45Z","visitor":{}}],"next_url":null}"#
        #expect(try read(text).codes == ["no-message-bodies"])
    }

    @Test func whatTheChatItselfSaysIsTheSystems() throws {
        let outcome = try read(
            #"{"id":"1","type":"chat","timestamp":"2026-01-14T04:36:45Z","visitor":{},"history":[{"type":"chat.system","name":"","msg":"Hm"}]}"#
        )
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: .system, text: "Hm")])
    }

    @Test(arguments: [#""next_url":null"#, #""next_page":null,"end_time":1772528400"#]) func anEmptyPageIsRecognised(_ rest: String) throws
    {
        #expect(try read(#"{"chats":[],"count":0,\#(rest)}"#).format == "zendesk-chat")
    }
}
