import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct SunshineTests {
    private func message(_ author: String, source: String = "null", content: String = #"{"type":"text","text":"a <b> c"}"#) -> String {
        #"{"id":"1","received":"2026-03-04T08:00:00.5Z","author":{\#(author)},"content":\#(content),"source":\#(source)}"#
    }

    @Test(arguments: [
        (#""type":"user","displayName":"Mia""#, Role.customer), (#""type":"business","displayName":"Mia""#, .agent),
        (#""type":"business""#, .agent), (#""type":"business","subtypes":["AI"],"displayName":"Mia""#, .bot),
        (#""type":"business","subtypes":["activity"]"#, .system), (#""type":"business","displayName":"Answer Bot""#, .bot),
        (#""type":"business","displayName":"Bot Lee""#, .agent),
    ])
    func roles(_ author: String, _ role: Role) throws {
        let outcome = try read(message(author), settings: FormatSettings(agents: ["bot lee"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [role])
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["a <b> c"])
    }

    @Test(arguments: [
        ("web", Channel.chat), ("ios", .chat), ("whatsapp", .social), ("messenger", .social), ("twilio", .sms), ("mailgun", .email),
    ])
    func channels(_ source: String, _ channel: Channel) throws {
        let outcome = try read(message(#""type":"user""#, source: #"{"type":"\#(source)"}"#))
        #expect(outcome.transcripts.map(\.channel) == [channel])
    }

    @Test func onePageIsOneConversationThatIsCalledLikeTheFile() throws {
        let json = #"{"messages":[\#(message(#""type":"user""#)),\#(message(#""type":"business""#))],"meta":{},"links":{}}"#
        let outcome = try read(json, name: "6410.json")
        #expect(outcome.format == "sunshine")
        #expect(outcome.transcripts.map(\.id) == ["6410"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func whatHasNoWordsIsDropped() throws {
        let empty = message(#""type":"user""#, content: #"{"type":"location"}"#)
        #expect(
            try drops(Sunshine(), #"{"messages":[\#(message(#""type":"user""#)),\#(empty),{"type":"x"}]}"#) == [
                Drop(.empty, transcript: "x", place: "/messages/1"), Drop(.unknownKind, transcript: "x", place: "/messages/2", detail: "x"),
            ])
        let deleted = #"[{"received":1,"author":{"type":"user"},"content":{"text":"a"},"deleted":true}]"#
        #expect(try drops(Sunshine(), deleted) == [Drop(.hidden, transcript: "x", place: "/0")])
    }
}
