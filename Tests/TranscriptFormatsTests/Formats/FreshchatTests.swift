import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct FreshchatTests {
    private func message(_ more: String) -> String { #"{"conversation_id":"c","message_parts":[{"text":{"content":"Hi"}}],\#(more)}"# }

    @Test(arguments: [
        (#""actor_type":"user""#, Role.customer), (#""actor_type":"agent""#, .agent), (#""actor_type":"bot""#, .bot),
        (#""actor_type":"system""#, .system), (#""actor_type":"agent","message_type":"private""#, .note),
        (#""actor_type":"bot","message_type":"private""#, .note), (#""actor_type":"agent","message_type":"system""#, .system),
        (#""actor_type":"wizard","actor_id":"mia""#, .agent), (#""actor_type":7,"message_type":"normal","actor_id":"kim""#, .customer),
    ])
    func roles(_ actor: String, _ role: Role) throws {
        let outcome = try read(message(actor), settings: FormatSettings(agents: ["mia"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [role])
    }

    @Test func theConversationAroundTellsStateAgentAndQueue() throws {
        let outcome = try read(
            #"{"conversation_id":7,"status":"assigned","assigned_agent_id":"ag","assigned_group_id":"g","messages":["#
                + #"{"message_parts":[{"text":{"content":"Hi"}}],"actor_type":"user","actor_id":null,"created_time":"2026-03-04 10:00"}]}"#,
            settings: FormatSettings(timeZone: LocalTimeZone(secondsEast: 3600)))
        let transcript = try #require(outcome.transcripts.first)
        #expect(transcript.id == "7" && transcript.channel == .chat && transcript.state == .open)
        #expect(transcript.agent == "ag" && transcript.queue == "g")
        #expect(transcript.messages.first?.time?.description == "2026-03-04T09:00:00Z")
    }

    @Test func whatHasNoWordsIsDropped() throws {
        let json =
            #"[{"message_parts":[],"actor_type":"user","conversation_id":"c"},{"conversation_id":"c","event":"x"},"#
            + message(#""actor_type":"user""#) + "]"
        #expect(
            try drops(Freshchat(), json) == [
                Drop(.unknownKind, transcript: "c", place: "/0"), Drop(.unknownKind, transcript: "c", place: "/1"),
            ])
        let empty = #"[{"message_parts":[{"collection":{}}],"actor_type":"user","conversation_id":"c"}]"#
        #expect(try drops(Freshchat(), empty) == [Drop(.empty, transcript: "c", place: "/0")])
    }
}
