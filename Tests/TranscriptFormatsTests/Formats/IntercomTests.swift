import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct IntercomTests {
    @Test func theOldAPIIsRead() throws {
        let outcome = try read(
            #"{"type":"conversation","id":147,"created_at":1772528400,"conversation_message":{"body":"<p>Hi</p>","#
                + #""author":{"type":"user","id":"5"}},"assignee":{"type":"admin","id":"25","name":"Mia"},"state":"snoozed","#
                + #""conversation_parts":["#
                + #"{"part_type":"comment","body":"Plain & simple\n2 < 3","created_at":1772528460,"author":{"type":"admin","id":"25"}}]}"#)
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.agent == "Mia" && transcript.state == .pending && transcript.id == "147")
        #expect(transcript.messages.map(\.text) == ["Hi", "Plain & simple\n2 < 3"])
        #expect(transcript.messages.map(\.author) == ["5", "25"])
    }

    @Test(arguments: [
        #"<p>I don&#39;t <b>know</b> &amp; it&rsquo;s &lt;b&gt;</p><style>x{}</style><script>sorry()</script>"#,
        "I don&#39;t <i class='sorry'>know</i> &amp; it&rsquo;s &lt;b&gt;", "I don&#39;t know &amp; it&rsquo;s &lt;b&gt;",
    ])
    func markUpAndEntitiesNeverReachTheRules(_ body: String) throws {
        let outcome = try read(
            #"{"type":"conversation","id":"1","source":{"type":"email","body":"\#(body)","author":{"type":"user"}},"#
                + #""conversation_parts":{"conversation_parts":[]}}"#)
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["I don't know & it’s <b>"])
    }

    @Test func listsAreStreamed() throws {
        let conversation = { (id: Int) in
            #"{"type":"conversation","id":"\#(id)","source":{"type":"email","body":"Hi","author":{"type":"user"}},"#
                + #""conversation_parts":{"conversation_parts":[]}}"#
        }
        let outcome = try read("{\"type\":\"conversation.list\",\"conversations\":[\(conversation(1)),\(conversation(2))],\"pages\":{}}")
        #expect(outcome.transcripts.map(\.id) == ["1", "2"])
        #expect(outcome.transcripts.map(\.channel) == [.email, .email])
        #expect(try read(#"{"type":"conversation.list","conversations":[]}"#).codes == [])
        #expect(try read("[\(conversation(1)),{\"id\":\"2\"},7]").rejected.map(\.code) == ["no-message-bodies", "wrong-type"])
    }

    @Test func redactedAndEmptyPartsAreDroppedAndFilesNamed() throws {
        let outcome = try read(
            #"{"type":"conversation","id":"1","source":{"body":null,"author":{"type":"user","name":"Kim"},"#
                + #""attachments":[{"name":"a.png"}]},"#
                + #""conversation_parts":{"conversation_parts":[{"part_type":"comment","body":"secret","redacted":true,"#
                + #""author":{"type":"user"}},"#
                + #"{"part_type":"assignment","body":null,"author":{"type":"admin"}}]}}"#)
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: .customer, author: "Kim", text: "[attachment: a.png]")])
    }

    private static func conversation(_ rest: String) -> String {
        #"{"type":"conversation","id":"1","team_assignee_id":7,"conversation_parts":{"conversation_parts":[{"part_type":"comment","#
            + #""body":"Hi","author":{"type":"lead","name":"","id":"5"}}]}\#(rest)}"#
    }

    @Test func webhooksAndConversationsThatNobodyOpenedAreRead() throws {
        let webhook = #"{"type":"notification_event","topic":"conversation.admin.closed","data":{"item":\#(Self.conversation(""))}}"#
        for text in [webhook, Self.conversation(#","source":null"#), "[\(Self.conversation(""))]", "\(webhook)\n\(webhook)"] {
            let outcome = try read(text)
            #expect(outcome.format == "intercom" && outcome.codes == [])
            #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: .customer, author: "5", text: "Hi")])
            #expect(outcome.transcripts.first?.queue == "7")
        }
    }

    @Test func dropsSayWhereTheyAre() throws {
        let webhook = #"{"data":{"item":\#(Self.conversation(#","conversation_message":{"body":"x","redacted":true}"#))}}"#
        #expect(try drops(Intercom(), webhook) == [Drop(.redacted, transcript: "1", place: "/data/item/conversation_message")])
    }

    @Test func aPartThatIsNoneIsAnError() throws {
        let outcome = try read(Self.conversation("").replacing("parts\":[", with: "parts\":[null,"))
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.first?.place?.pointer == "/conversation_parts/conversation_parts/0")
    }
}
