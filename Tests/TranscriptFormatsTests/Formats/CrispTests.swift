import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct CrispTests {
    private func message(_ more: String) -> String { #"{"session_id":"s",\#(more)}"# }

    @Test(arguments: [
        (#""from":"user","type":"text","content":"Hi""#, Role.customer), (#""from":"operator","type":"text","content":"Hi""#, .agent),
        (#""from":"operator","type":"text","content":"Hi","automated":true"#, .bot),
        (#""from":"operator","type":"picker","content":{"text":"Hi"},"automated":"true""#, .bot),
        (#""from":"operator","type":"note","content":"Hi","automated":true"#, .note),
        (#""from":"operator","type":"carousel","content":{"text":"Hi","targets":[]},"automated":false"#, .agent),
    ])
    func roles(_ body: String, _ role: Role) throws {
        let transcript = try read(message(body)).transcripts.first
        #expect(transcript?.messages == [Message(index: 0, role: role, text: "Hi")])
        #expect(transcript?.channel == .chat)
    }

    @Test(arguments: [
        ("chat", Channel.chat), ("email", .email), ("urn:crisp.im:whatsapp:0", .social), ("urn:example.com:bridge:0", .chat),
    ])
    func channels(_ origin: String, _ channel: Channel) throws {
        let outcome = try read(message(#""from":"user","type":"text","content":"Hi","origin":"\#(origin)""#))
        #expect(outcome.transcripts.map(\.channel) == [channel])
    }

    @Test func theConversationAroundTellsTheRest() throws {
        let outcome = try read(
            #"{"session_id":"s","state":"resolved","meta":{"email":"kim@example.com","segments":["a",7]},"assigned":{"user_id":"op"},"#
                + #""messages":[\#(message(#""from":"user","type":"text","content":"Hi","timestamp":"1772614800123""#))]}"#)
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.state == .closed && transcript.tags == ["a", "7"] && transcript.agent == "op")
        #expect(transcript.messages.first?.author == "kim@example.com")
        #expect(transcript.messages.first?.time?.description == "2026-03-04T09:00:00Z")
    }

    @Test func eventsUnknownKindsAndQuotesAreDropped() throws {
        let json = [
            #""from":"operator","type":"event","content":{"namespace":"state:resolved"}"#, #""from":"robot","type":"text","content":"Hi""#,
            #""from":"user","type":"text","content":"Yes\n> No?","origin":"email""#, #""from":"user","type":"text","content":null"#,
            #""from":"user","type":"text","content":"> No?""#,
        ].map(message).joined(separator: ",")
        #expect(
            try drops(Crisp(), "[\(json)]") == [
                Drop(.stateChange, transcript: "s", place: "/0", detail: "state:resolved"),
                Drop(.unknownKind, transcript: "s", place: "/1", detail: "text"), Drop(.quotedMail, transcript: "s", place: "/2"),
                Drop(.empty, transcript: "s", place: "/3"),
            ])
    }
}
