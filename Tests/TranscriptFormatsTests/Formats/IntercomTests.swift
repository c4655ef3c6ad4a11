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
}
