import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct FrontTests {
    private static func message(_ conversation: String, _ keys: String) -> String {
        #"{"id":"msg_1","type":"email","is_inbound":false,"created_at":1768554000.5,"body":"<p>x</p>","recipients":[],"#
            + #""_links":{"related":{"conversation":"https://api.example.com/conversations/\#(conversation)"}},\#(keys)}"#
    }

    @Test(arguments: [
        (#""is_inbound":true"#, Role.customer), (#""is_inbound":1,"author":{"type":"rule"}"#, .customer), (#""author":null"#, .agent),
        (#""author":{"type":"user"}"#, .agent), (#""author":{"id":"tea_1"}"#, .agent), (#""author":{"type":"visitor"}"#, .agent),
        (#""author":{"type":"rule"}"#, .bot), (#""author":{"type":"ai"}"#, .bot), (#""author":{"type":"smart_csat"}"#, .bot),
    ])
    func everyRole(_ keys: String, role: Role) throws {
        let base = #"{"id":"m","body":"x","recipients":[],\#(keys.contains("is_inbound") ? "" : "\"is_inbound\":false,")\#(keys)}"#
        #expect(try read(base).transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func commentsAreNotes() throws {
        let comment =
            #"{"id":"com_1","body":"hm","posted_at":1768554001,"author":{"username":"mia","type":"user"},"#
            + #""_links":{"related":{"conversation":"https://api.example.com/conversations/cnv_1"}}}"#
        let outcome = try read("{\"_results\":[\(comment),\(Self.message("cnv_1", #""text":"x""#))]}")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent, .note])
        #expect(outcome.transcripts.first?.messages.last?.author == "mia")
        #expect(try read(comment).transcripts.map(\.channel) == [.unknown])
    }

    @Test(arguments: [
        ("email", Channel.email), ("sms", .sms), ("call", .voice), ("front_chat", .chat), ("intercom", .chat), ("facebook", .social),
        ("twitter", .social), ("whatsapp", .social), ("custom", .unknown), ("odd", .unknown),
    ])
    func theTypeIsTheChannel(_ type: String, channel: Channel) throws {
        let text = #"{"id":"m","type":"\#(type)","body":"x","is_inbound":true,"recipients":[]}"#
        #expect(try read(text).transcripts.map(\.channel) == [channel])
    }

    @Test func whatIsNoMessageIsNoted() throws {
        let text =
            "{\"_results\":[\(Self.message("cnv_1", #""draft_mode":"shared""#)),\(Self.message("cnv_1", #""is_draft":true"#)),"
            + "\(Self.message("cnv_2", #""error_type":null"#))]}"
        #expect(
            try drops(Front(), text) == [
                Drop(.draft, transcript: "cnv_1", place: "/_results/0"), Drop(.draft, transcript: "cnv_1", place: "/_results/1"),
            ])
    }

    /// Pages of one conversation, or messages of many, come as an object, an array, or a line each.
    @Test func everyLayoutIsRead() throws {
        let messages = [Self.message("cnv_1", #""n":1"#), Self.message("cnv_2", #""n":2"#), Self.message("cnv_1", #""n":3"#)]
        let pages = messages.map { "{\"_pagination\":{},\"_results\":[\($0)]}" }
        for text in [
            "{\"_results\":[\(messages.joined(separator: ","))]}", "[\(messages.joined(separator: ","))]", messages.joined(separator: "\n"),
            pages.joined(separator: "\n"), "[\(pages.joined(separator: ","))]",
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "front" && outcome.codes == [], "\(text)")
            #expect(outcome.transcripts.map(\.id) == ["cnv_1", "cnv_2"])
            #expect(outcome.transcripts.map(\.messages.count) == [2, 1])
        }
        let empty = try read(#"{"_pagination":{"next":null},"_links":{},"_results":[]}"#)
        #expect(empty.transcripts.isEmpty && empty.codes == [] && empty.format == "front")
    }

    @Test func conversationsAloneHaveNoBodies() throws {
        let conversation = #"{"id":"cnv_1","status":"archived","last_message":{},"subject":"x"}"#
        for text in [conversation, "{\"_results\":[\(conversation)]}"] {
            #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"])
        }
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let page = try read("{\"_results\":[\(Self.message("cnv_1", #""n":1"#)),7]}")
        #expect(page.rejected.map(\.code) == ["wrong-type"])
        #expect(page.rejected.map { $0.place?.pointer } == ["/_results/1"])
        let lines = try read("\(Self.message("cnv_1", #""n":1"#))\n7\n")
        #expect(lines.rejected.map { $0.place?.line } == [2])
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let text =
            #"{"id":[],"is_inbound":"true","recipients":[7,{}],"created_at":{},"body":null,"text":"Hi","author":9,"type":1,"#
            + #""attachments":{},"_links":[]}"#
        #expect(
            try read(text, name: "odd.json").transcripts == [
                Transcript(id: "odd", channel: .unknown, messages: [Message(index: 0, role: .customer, text: "Hi")])
            ])
    }
}
