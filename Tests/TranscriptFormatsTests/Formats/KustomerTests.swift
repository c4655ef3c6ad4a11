import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct KustomerTests {
    private static func message(_ conversation: Int, _ attributes: String) -> String {
        #"{"type":"message","id":"m","attributes":{"channel":"chat","preview":"x",\#(attributes)},"#
            + #""relationships":{"conversation":{"data":{"type":"conversation","id":\#(conversation)}}}}"#
    }

    @Test(arguments: [
        (#""direction":"in""#, Role.customer), (#""direction":"out""#, .agent), (#""directionType":"initial-in""#, .customer),
        (#""directionType":"followup-out""#, .agent), (#""direction":"out","auto":true"#, .bot),
        (#""direction":"out","auto":false"#, .agent),
    ])
    func everyRole(_ attributes: String, role: Role) throws {
        #expect(try read("{\"data\":\(Self.message(1, attributes))}").transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func whatIsNoMessageIsNoted() throws {
        let text = try String(decoding: Repository.bytes("Tests/Fixtures/formats/kustomer/1.json"), as: UTF8.self)
        #expect(
            try drops(Kustomer(), "[\(text)]") == [
                Drop(.draft, transcript: "k1", place: "/0/data/4"), Drop(.redacted, transcript: "k1", place: "/0/data/5"),
                Drop(.hidden, transcript: "k1", place: "/0/data/6", detail: "deleted"),
            ])
        let transcript = try #require(try read(text).transcripts.first)
        #expect(transcript.state == .closed && transcript.queue == "Lamps" && transcript.tags == ["lamp"] && transcript.language == "en")
    }

    @Test func everyLayoutIsRead() throws {
        let messages = [1, 2, 1].map { Self.message($0, #""direction":"in""#) }
        for text in [
            "{\"data\":[\(messages.joined(separator: ","))]}", "[\(messages.joined(separator: ","))]", messages.joined(separator: "\n"),
            messages.map { "{\"data\":\($0)}" }.joined(separator: "\n"),
            "[\(messages.map { "{\"name\":\"kustomer.message.create\",\"data\":\($0)}" }.joined(separator: ","))]",
        ] {
            let outcome = try read(text)
            #expect(outcome.format == "kustomer" && outcome.codes == [], "\(text)")
            #expect(outcome.transcripts.map(\.id) == ["1", "2"])
        }
    }

    @Test func conversationsAloneHaveNoBodies() throws {
        let text = #"{"data":[{"type":"conversation","id":"1","attributes":{"messageCount":3}}]}"#
        #expect(try read(text).thrown.map(\.code) == ["no-message-bodies"])
    }

    @Test func whatIsWrongHasItsPlace() throws {
        let outcome = try read("{\"data\":[\(Self.message(1, #""direction":"in""#)),7]}")
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/data/1"])
    }

    @Test func wrongTypesCountAsAbsent() throws {
        let text =
            #"{"data":{"type":"message","id":[],"attributes":{"channel":7,"direction":"in","preview":"Hi","body":[],"sentAt":{},"#
            + #""meta":7,"attachments":7},"relationships":[]}}"#
        #expect(
            try read(text, name: "odd.json").transcripts == [
                Transcript(id: "odd", messages: [Message(index: 0, role: .customer, text: "Hi")])
            ])
    }
}
