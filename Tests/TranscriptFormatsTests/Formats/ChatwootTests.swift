import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ChatwootTests {
    private static func message(_ keys: String, conversation: Int = 1) -> String {
        #"{"content":"Hi","inbox_id":3,"conversation_id":\#(conversation),"private":false,"created_at":1768903200,\#(keys)}"#
    }

    private static func payload(_ messages: String..., meta: String = "{}") -> String {
        "{\"meta\":\(meta),\"payload\":[\(messages.joined(separator: ","))]}"
    }

    @Test(arguments: [
        (#""message_type":0"#, Role.customer), (#""message_type":"incoming","sender":{"type":"contact"}"#, .customer),
        (#""message_type":1,"sender":{"type":"user"}"#, .agent), (#""message_type":"1""#, .agent),
        (#""message_type":1,"sender":{"type":"agent_bot"}"#, .bot), (#""message_type":1,"sender_type":"AgentBot""#, .bot),
        (#""message_type":"outgoing","sender_type":"Captain::Assistant""#, .bot),
        (#""message_type":1,"content_attributes":{"automation_rule_id":1}"#, .bot),
        (#""message_type":1,"additional_attributes":{"campaign_id":1}"#, .bot), (#""message_type":2"#, .system),
        (#""message_type":3"#, .bot), (#""message_type":"template""#, .bot),
    ])
    func rolesComeFromTypeAndSender(_ keys: String, _ role: Role) throws {
        let messages = try #require(try read(Self.payload(Self.message(keys))).transcripts.first).messages
        #expect(messages == [Message(index: 0, role: role, time: .instant(milliseconds: 1_768_903_200_000), text: "Hi")])
    }

    @Test(arguments: ["true", "1", "\"true\""]) func privateBeatsEverything(_ flag: String) throws {
        let text = #"{"content":"Hi","inbox_id":3,"message_type":1,"private":\#(flag),"sender":{"type":"agent_bot","name":"B"}}"#
        #expect(try read(text, name: "9.json").transcripts.map { [$0.id, $0.messages[0].role.rawValue] } == [["9", "note"]])
    }

    @Test(arguments: [
        ("Channel::Email", Channel.email), ("Channel::WebWidget", .chat), ("Channel::TwilioSms", .sms), ("Channel::Whatsapp", .social),
        ("Channel::Api", .api), ("", .chat),
    ])
    func theInboxTellsTheChannel(_ word: String, _ channel: Channel) throws {
        let text = Self.payload(Self.message(#""message_type":0"#), meta: #"{"channel":"\#(word)"}"#)
        #expect(try read(text).transcripts.map(\.channel) == [channel])
    }

    @Test func whatAConversationSaysOfItselfIsKept() throws {
        let rating = #""message_type":3,"content_attributes":{"submitted_values":{"csat_survey_response":{"rating":2}}}"#
        let meta = #"{"labels":["a"],"assignee":{"name":"","email":"ana@example.com"},"team":{"name":"Tier 1"}}"#
        let transcript = try #require(try read(Self.payload(Self.message(rating, conversation: 42), meta: meta)).transcripts.first)
        #expect(transcript.id == "42" && transcript.csat == 2 && transcript.tags == ["a"])
        #expect(transcript.agent == "ana@example.com" && transcript.queue == "Tier 1" && transcript.state == nil)
    }

    @Test func deletedAndUnknownMessagesAreDropped() throws {
        let text = Self.payload(
            Self.message(#""message_type":0,"content_attributes":{"deleted":true}"#), Self.message(#""message_type":9"#),
            #"{"message_type":0,"content":null,"private":false,"inbox_id":3,"conversation_id":1}"#)
        #expect(
            try drops(Chatwoot(), text) == [
                Drop(.hidden, transcript: "1", place: "/payload/0", detail: "deleted"),
                Drop(.unknownKind, transcript: "1", place: "/payload/1", detail: "9"),
                Drop(.empty, transcript: "1", place: "/payload/2"),
            ])
    }

    @Test func messagesOfSeveralConversationsAreGrouped() throws {
        let lines = [1, 2, 1].map { Self.message(#""message_type":0"#, conversation: $0) }
        for text in [lines.joined(separator: "\n"), "[\(lines.joined(separator: ","))]"] {
            let outcome = try read(text)
            #expect(outcome.format == "chatwoot" && outcome.transcripts.map(\.id) == ["1", "2"])
            #expect(outcome.transcripts.map(\.messages.count) == [2, 1])
        }
    }

    @Test func whatIsNoMessageIsRejectedWithItsPlace() throws {
        let outcome = try read(Self.payload(Self.message(#""message_type":0"#), "7"))
        #expect(outcome.rejected.map { [$0.code, $0.place?.pointer] } == [["wrong-type", "/payload/1"]])
    }

    @Test func listsOfConversationsAreNoCleanFile() throws {
        let list = #"{"data":{"meta":{},"payload":[{"id":1,"inbox_id":2,"meta":{},"messages":[{"message_type":0}]}]}}"#
        #expect(try read(list).codes == ["no-message-bodies"])
        #expect(try read(#"{"meta":{"labels":[]},"payload":[]}"#).codes == [])
    }

    /// The API gives the newest messages first, twenty at a time.
    @Test(arguments: [",", "\n"]) func aConversationGoesOnOverPages(_ separator: String) throws {
        let page = { (second: Int, conversation: Int) in
            #"{"meta":{"labels":["l\#(conversation)"]},"payload":[{"id":1,"content":"m\#(second)","inbox_id":3,"message_type":0,"#
                + #""conversation_id":\#(conversation),"private":false,"created_at":\#(1_772_000_000 + second)}]}"#
        }
        let pages = [page(2, 44), page(1, 44), page(3, 45)].joined(separator: separator)
        let outcome = try read(separator == "," ? "[\(pages)]" : pages)
        #expect(outcome.transcripts.map(\.id) == ["44", "45"])
        #expect(outcome.transcripts.map(\.tags) == [["l44"], ["l45"]])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["m1", "m2"], ["m3"]])
    }
}
