import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct AmazonConnectTests {
    private static func contact(_ items: String, participants: String = "", more: String = "") -> String {
        #"{"ContactId":"c","Participants":[\#(participants)],"Transcript":[\#(items)]\#(more)}"#
    }

    private static let speakers: [(String, Role, String?)] = [
        (#""ParticipantRole":"CUSTOMER","DisplayName":"Kim""#, .customer, "Kim"), (#""ParticipantRole":"AGENT""#, .agent, "AGENT"),
        (#""ParticipantRole":"SUPERVISOR","ParticipantId":"s""#, .agent, "s"), (#""ParticipantRole":"CUSTOM_BOT""#, .bot, "CUSTOM_BOT"),
        (#""ParticipantRole":"SYSTEM""#, .system, "SYSTEM"), (#""ParticipantId":"AGENT""#, .agent, "AGENT"),
        (#""ParticipantId":"guid""#, .agent, "guid"), (#""ParticipantId":"listed""#, .agent, "listed"),
        (#""ParticipantId":"other","DisplayName":"""#, .customer, "other"), (#""Id":"1""#, .system, nil),
    ]

    @Test(arguments: speakers) func rolesComeFromMessagesAndParticipants(_ keys: String, _ role: Role, _ author: String?) throws {
        let text = Self.contact(
            #"{"Content":"a < b",\#(keys)}"#,
            participants: #"{"ParticipantId":"guid","ParticipantRole":"AGENT"},{"ParticipantId":"other"},7"#)
        let outcome = try read(text, settings: FormatSettings(agents: ["listed"]))
        #expect(outcome.format == "amazon-connect")
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: role, author: author, text: "a < b")])
    }

    private static let times: [(String, Channel, String?)] = [
        (#""BeginOffsetMillis":540"#, .voice, "+00:00:00.540"), (#""BeginOffsetMillis":"65040""#, .voice, "+00:01:05.040"),
        (#""BeginOffsetMillis":-1"#, .voice, nil), (#""BeginOffsetMillis":1e15"#, .voice, nil),
        (#""AbsoluteTime":"2026-01-19T10:00:00.999Z""#, .chat, "2026-01-19T10:00:00Z"), (#""AbsoluteTime":7"#, .chat, nil),
    ]

    @Test(arguments: times) func offsetsMakeACall(_ keys: String, _ channel: Channel, _ time: String?) throws {
        let transcript = try #require(try read(Self.contact(#"{"Content":"a","ParticipantId":"AGENT",\#(keys)}"#)).transcripts.first)
        #expect(transcript.channel == channel && transcript.messages.first?.time?.description == time)
    }

    @Test func whatAContactSaysOfItselfIsKept() throws {
        let text =
            #"{"Channel":"VOICE","LanguageCode":"en-US","Categories":{"MatchedCategories":["Refund"]},"#
            + #""CustomerMetadata":{"ContactId":"c-2"},"Participants":[],"Transcript":[]}"#
        #expect(try read(text).transcripts == [Transcript(id: "c-2", channel: .voice, language: "en-US", tags: ["Refund"], messages: [])])
    }

    @Test(arguments: [
        (#"{\"data\":{\"content\":{\"title\":\"When?\",\"subtitle\":\"Pick\"}}}"#, "When?\nPick"), (#"{\"action\":\"Mon\"}"#, "Mon"),
        ("{broken", "{broken"), ("[1]", "[1]"), (#"{\"data\":{\"content\":{\"title\":7}}}"#, "7"),
    ])
    func interactiveMessagesShowTheirTitle(_ content: String, _ text: String) throws {
        let type = "application/vnd.amazonaws.connect.message.interactive"
        let item = #"{"Type":"MESSAGE","ContentType":"\#(type)","Content":"\#(content)","ParticipantRole":"CUSTOM_BOT"}"#
        #expect(try read(Self.contact(item)).transcripts.first?.messages.map(\.text) == [text])
    }

    @Test func attachmentsAreNamed() throws {
        let item = #"{"Type":"ATTACHMENT","ParticipantRole":"CUSTOMER","Attachments":[{"AttachmentName":"a.pdf"},{"AttachmentId":"7"},{}]}"#
        let text = "[attachment: a.pdf]\n[attachment: 7]\n[attachment: unnamed]"
        #expect(try read(Self.contact(item)).transcripts.first?.messages.map(\.text) == [text])
    }

    @Test func eventsAreDropped() throws {
        let items =
            #"{"Type":"EVENT","ContentType":"application/x.joined","ParticipantId":"p"},{"Type":"EVENT"},"#
            + #"{"Type":"NEW"},{"ParticipantId":"p"}"#
        #expect(
            try drops(AmazonConnect(), Self.contact(items)) == [
                Drop(.stateChange, transcript: "c", place: "/Transcript/0", detail: "application/x.joined"),
                Drop(.stateChange, transcript: "c", place: "/Transcript/1", detail: "EVENT"),
                Drop(.unknownKind, transcript: "c", place: "/Transcript/2", detail: "NEW"),
                Drop(.empty, transcript: "c", place: "/Transcript/3"),
            ])
    }

    @Test func contactsComeInLinesAndArrays() throws {
        let contact = Self.contact(#"{"Content":"a","ParticipantId":"AGENT"}"#)
        #expect(try read("[\(contact),\(contact)]").transcripts.count == 2)
        let outcome = try read("\(contact)\n{\"ContactId\":\"d\"}\n\(Self.contact("7"))\n5")
        #expect(outcome.rejected.map(\.code) == ["no-message-bodies", "wrong-type", "wrong-type"])
        #expect(outcome.rejected[1].place?.pointer == "/Transcript/0")
        #expect(try read(#"{"JobStatus":"FAILED","Participants":[]}"#).codes == ["no-message-bodies"])
    }
}
