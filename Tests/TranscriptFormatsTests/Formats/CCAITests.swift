import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct CCAITests {
    @Test(arguments: [
        ("AGENT", Role.agent), ("CUSTOMER", .customer), ("END_USER", .customer), ("HUMAN_AGENT", .agent), ("AUTOMATED_AGENT", .bot),
        ("berater", .agent),
    ])
    func roles(_ word: String, _ role: Role) throws {
        let outcome = try read(
            #"{"entries":[{"text":"a < b","role":"\#(word)","user_id":1}]}"#, name: "7.json",
            settings: FormatSettings(roleWords: ["berater": .agent]))
        #expect(outcome.format == "ccai" && outcome.transcripts.map(\.id) == ["7"])
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: role, author: "1", text: "a < b")])
    }

    private static let stamps: [(String, String?)] = [
        ("1769508000000001", "2026-01-27T10:00:00Z"), ("\"1769508000000000\"", "2026-01-27T10:00:00Z"), ("0", "+00:00:00.000"),
        ("2500000", "+00:00:02.500"), ("999999999999", "+277:46:39.999"), ("1000000000000", nil), ("-5", nil), ("null", nil),
        ("\"x\"", nil),
        ("1e300", nil), ("250000000000000000", nil),
    ]

    @Test(arguments: stamps) func times(_ stamp: String, _ time: String?) throws {
        let other = #"{"start_timestamp_usec":1,"text":"b","role":"AGENT"}"#
        let text = #"{"entries":[{"start_timestamp_usec":\#(stamp),"text":"a","role":"AGENT"},\#(other)]}"#
        let messages = try #require(try read(text).transcripts.first).messages
        #expect(messages.first { $0.text == "a" }?.time?.description == time)
    }

    @Test func zerosAreNoTimes() throws {
        let text = #"{"entries":[{"start_timestamp_usec":0,"text":"a","role":"AGENT"},{"text":"b","role":"AGENT"}]}"#
        #expect(try read(text).transcripts.first?.messages.map(\.time) == [nil, nil])
    }

    @Test func whatAConversationSaysOfItselfIsKept() throws {
        let text =
            #"{"conversation_info":{"categories":[{"display_name":"Billing"},{}],"agent_info":[{"agent_id":42}]},"entries":[],"#
            + #""medium":"CHAT","language_code":"de","id":5}"#
        let expected = Transcript(id: "5", channel: .chat, language: "de", agent: "42", tags: ["Billing"], messages: [])
        #expect(try read(text).transcripts == [expected])
    }

    @Test func aSilentStartIsRecognised() throws {
        let text = #"{"entries":[{"role":null,"text":null,"start_timestamp_usec":0}]}"#
        #expect(try read(text).rejected.map(\.code) == ["missing-key"])
        #expect(try read(#"{"entries":[{"role":"AGENT","text":null}]}"#).format == "ccai")
    }

    @Test func emptyEntriesAreDropped() throws {
        let text = #"{"entries":[{"text":"","role":"AGENT"},{"role":"AGENT"}]}"#
        #expect(try drops(CCAI(), text).map(\.place) == ["/entries/0", "/entries/1"])
    }

    @Test func errorsHaveTheirPlace() throws {
        let entry = #"{"text":"a","role":"AGENT"}"#
        for (other, code) in [("7", "wrong-type"), (#"{"text":"a"}"#, "missing-key"), (#"{"text":"a","role":"X"}"#, "unknown-word")] {
            let outcome = try read("{\"entries\":[\(entry),\(other)]}")
            #expect(outcome.rejected.map { [$0.code, $0.place?.pointer] } == [[code, "/entries/1"]])
        }
        #expect(try read("{\"entries\":[\(entry)]}\n{}").rejected.map(\.code) == ["no-message-bodies"])
    }

    @Test func conversationsOfInsightsAreStreamed() throws {
        let conversation = { (id: String, segment: String) in
            #"{"name":"projects/p/conversations/\#(id)","medium":"PHONE_CALL","transcript":{"transcriptSegments":["#
                + #"{"text":"Hi","messageTime":"2026-01-27T11:00:00+01:00","segmentParticipant":{"role":"END_USER","userId":"u"}},"#
                + "\(segment)]}}"
        }
        let segment = #"{"text":"Yo","segmentParticipant":{"role":"ANY"}}"#
        let good = #"{"text":"Yo","segmentParticipant":{"role":"AUTOMATED_AGENT","userId":""}}"#
        let outcome = try read("{\"conversations\":[\(conversation("a", good)),\(conversation("b", segment)),7]}")
        #expect(outcome.transcripts.map(\.id) == ["a"] && outcome.transcripts.first?.channel == .voice)
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .bot])
        #expect(outcome.transcripts.first?.messages.first?.time?.description == "2026-01-27T10:00:00Z")
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/conversations/1/transcript/transcriptSegments/1", "/conversations/2"])
    }
}
