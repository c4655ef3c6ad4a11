import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct DixaTests {
    private func message(_ more: String) -> String { #"{"id":"1","csid":301,"text":"Hi","created_at":1772614800,\#(more)}"# }

    @Test(arguments: [
        (#""direction":"inbound""#, Role.customer), (#""direction":"Outbound""#, .agent), (#""direction":"internal""#, .note),
        (#""direction":"outbound","is_automated_message":true"#, .bot), (#""direction":"outbound","is_automated_message":"1""#, .bot),
        (#""direction":"internal","is_automated_message":true"#, .note), (#""author_name":"Mia","direction":"sideways""#, .agent),
        (#""author_name":"Kim","direction":null"#, .customer), (#""author":{"user_type":"Member"},"direction":"?""#, .agent),
    ])
    func roles(_ more: String, _ role: Role) throws {
        let outcome = try read(message(more), settings: FormatSettings(agents: ["mia"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [role])
        #expect(outcome.transcripts.first?.id == "301")
    }

    @Test(arguments: [
        ("email", Channel.email), ("widgetchat", .chat), ("facebookmessenger", .social), ("pstnphone", .voice), ("sms", .sms),
        ("carrier pigeon", .unknown),
    ])
    func channels(_ word: String, _ channel: Channel) throws {
        let outcome = try read(message(#""direction":"inbound","initial_channel":"\#(word)""#))
        #expect(outcome.transcripts.map(\.channel) == [channel])
    }

    @Test func mailLosesWhatItQuotesAndUnknownSendersAreDropped() throws {
        let json =
            #"[{"csid":1,"direction":"inbound","initial_channel":"email","text":"Hi<blockquote>old</blockquote>"},"#
            + #"{"csid":1,"direction":"sideways","text":"Hi"},{"csid":1,"direction":"inbound","text":null}]"#
        #expect(
            try drops(Dixa(), json) == [
                Drop(.quotedMail, transcript: "1", place: "/0"), Drop(.unknownKind, transcript: "1", place: "/1"),
                Drop(.empty, transcript: "1", place: "/2"),
            ])
    }
}
