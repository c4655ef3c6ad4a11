import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct GenesysTests {
    private static func call(_ phrases: String, participants: String = "", more: String = "") -> String {
        #"{"conversationId":"g","transcripts":[{"transcriptId":"t","language":"de-DE","phrases":[\#(phrases)]}],"#
            + #""participants":[\#(participants)]\#(more)}"#
    }

    private static let participants =
        #"{"participantPurpose":"ivr","startTimeMs":0,"endTimeMs":3000},{"participantPurpose":"customer","startTimeMs":0},"#
        + #"{"participantPurpose":"agent","userId":"u1","startTimeMs":2000,"endTimeMs":9000},"#
        + #"{"purpose":"user","userId":"u2","startTimeMs":6000,"endTimeMs":7000},{"participantPurpose":"acd","startTimeMs":10000}"#

    private static let phrases: [(String, Role, String?)] = [
        (#""participantPurpose":"external","startTimeMs":500"#, .customer, "external"),
        (#""participantPurpose":"customer","startTimeMs":500"#, .customer, "customer"),
        (#""participantPurpose":"internal","startTimeMs":500"#, .bot, "ivr"),
        (#""participantPurpose":"internal","startTimeMs":2500"#, .agent, "u1"),
        (#""participantPurpose":"internal","startTimeMs":"6500""#, .agent, "u2"),
        (#""participantPurpose":"internal","startTimeMs":8000"#, .agent, "u1"),
        (#""participantPurpose":"internal","startTimeMs":9500"#, .agent, "internal"),
        (#""participantPurpose":"internal","startTimeMs":11000"#, .bot, "acd"), (#""participantPurpose":"bot""#, .bot, "bot"),
        (#""participantPurpose":"internal""#, .agent, "u1"), (#""userId":"u7","startTimeMs":2500"#, .agent, "u7"),
    ]

    @Test(arguments: phrases) func speakersAreThoseOnTheLine(_ keys: String, _ role: Role, _ author: String?) throws {
        let text = Self.call(#"{"text":"hi",\#(keys)}"#, participants: Self.participants)
        let message = try #require(try read(text).transcripts.first?.messages.first)
        #expect(message.role == role && message.author == author && message.text == "hi")
    }

    private static let clocks: [(String, String, String?)] = [
        (#","conversationStartTime":1769594400000"#, "1999", "2026-01-28T10:00:01Z"),
        (#","startTime":"2026-01-28T11:00:00+0100""#, "1000", "2026-01-28T10:00:01Z"),
        (#","conversationStartTime":1"#, "1769594401000", "2026-01-28T10:00:01Z"), ("", "61500", "+00:01:01.500"),
        ("", #""61500""#, "+00:01:01.500"), ("", "-1", nil), ("", "1e300", nil), ("", "null", nil), ("", "{}", nil),
    ]

    @Test(arguments: clocks) func times(_ start: String, _ stamp: String, _ time: String?) throws {
        let text = Self.call(#"{"text":"hi","participantPurpose":"external","startTimeMs":\#(stamp)}"#, more: start)
        #expect(try read(text).transcripts.first?.messages.first?.time?.description == time)
    }

    @Test func whatACallSaysOfItselfIsKept() throws {
        let text = Self.call(#"{"text":"raw","decoratedText":"Raw.","participantPurpose":"internal"}"#, more: #","mediaType":"call""#)
        let message = Message(index: 0, role: .agent, author: "internal", text: "Raw.")
        let expected = Transcript(id: "g", channel: .voice, language: "de-DE", agent: "internal", messages: [message])
        #expect(try read(text).transcripts == [expected])
        #expect(try read(text).format == "genesys")
    }

    @Test func tactsOwnListsStayTacts() throws {
        #expect(try read(#"{"transcripts":[{"id":"1","messages":[{"role":"agent","text":"a"}]}]}"#).format == "tact")
        #expect(try read(#"{"transcripts":[]}"#).format == "tact")
        #expect(try read(#"{"conversationId":"1","transcripts":[]}"#).format == "genesys")
        #expect(try read(#"{"transcripts":[{"phrases":[]}]}"#, name: "call.json").transcripts.map(\.id) == ["call"])
    }

    @Test func emptyPhrasesAreDroppedAndErrorsHaveTheirPlace() throws {
        #expect(
            try drops(Genesys(), Self.call(#"{"text":""},{}"#))
                == (0...1).map { Drop(.empty, transcript: "g", place: "/transcripts/0/phrases/\($0)") })
        #expect(try read(Self.call("{},7")).rejected.map { $0.place?.pointer } == ["/transcripts/0/phrases/1"])
        #expect(
            try read(#"{"conversationId":"1","transcripts":[{"phrases":[]},7]}"#).rejected.map { $0.place?.pointer } == ["/transcripts/1"])
        #expect(try read(Self.call("") + "\n{\"conversationId\":\"2\"}").rejected.map(\.code) == ["no-message-bodies"])
        #expect(try read("[\(Self.call("")),\(Self.call(""))]").transcripts.count == 2)
    }

    @Test func manyParticipantsAreReadFast() throws {
        let people = (0..<5_000).map { #"{"participantPurpose":"agent","userId":"u\#($0)","startTimeMs":\#($0),"endTimeMs":\#($0)}"# }
        let words = (0..<5_000).map { #"{"text":"a","participantPurpose":"internal","startTimeMs":\#($0)}"# }
        let text = Self.call(words.joined(separator: ","), participants: people.joined(separator: ","))
        #expect(try read(text).transcripts.first?.messages.last?.author == "u4999")
    }
}
