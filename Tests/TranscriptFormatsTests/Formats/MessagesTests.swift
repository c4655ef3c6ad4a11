import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct MessagesTests {
    @Test func messagesALineAreOneConversation() throws {
        let outcome = try read(
            "{\"role\":\"user\",\"content\":\"Hi\"}\n{\"role\":\"assistant\",\"content\":\"Hello\"}\n", name: "chat.jsonl")
        #expect(outcome.format == "messages")
        #expect(outcome.transcripts.map(\.id) == ["chat"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .bot])
    }

    @Test func messagesALineMayNameTheirConversations() throws {
        let outcome = try read(
            #"{"id":"m1","conversation_id":"a","role":"user","content":"Hi","timestamp":1767607512.25}"# + "\n"
                + #"{"id":"m2","conversation_id":7,"role":"user","content":"Ho"}"# + "\n"
                + #"{"id":"m3","conversation_id":"a","role":"agent","content":"psst","internal":true,"timestamp":"2026-01-05T10:05:13Z"}"#,
            name: "chat.jsonl")
        #expect(outcome.transcripts.map(\.id) == ["a", "7"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .note])
    }

    @Test func toolsAreNobody() throws {
        let json =
            #"{"csat":4,"agent":"Mia","messages":[{"role":"assistant","content":null,"tool_calls":[{}]},"#
            + #"{"role":"tool","content":"4"},{"role":"assistant","content":null}]}"#
        #expect(try drops(Messages(), json).map(\.reason) == [.toolCall, .toolCall, .empty])
    }

    @Test func arraysALineAreAConversationEach() throws {
        let outcome = try read("[{\"role\":\"user\",\"content\":\"Hi\"}]\n[{\"role\":\"user\",\"content\":\"Ho\"}]\n", name: "chat.jsonl")
        #expect(outcome.transcripts.map(\.id) == ["chat-1", "chat-2"])
    }

    @Test func anUnknownRoleSaysWhichAreKnown() throws {
        let outcome = try read(#"{"id":"1","messages":[{"role":"user","content":"Hi"},{"role":"wizard","content":"Ho"}]}"#)
        let diagnostic = try #require(outcome.rejected.first)
        #expect(diagnostic.code == "unknown-word")
        #expect(diagnostic.place?.pointer == "/messages/1/role")
        #expect(diagnostic.place?.column == 62)
    }

    @Test func aConversationOfShareGPTIsReadAlone() throws {
        let outcome = try read(
            #"{"id":"s","conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"},{"from":"observation","value":"x"},"#
                + #"{"from":"human","value":null}]}"#)
        #expect(outcome.format == "messages")
        #expect(outcome.transcripts.map(\.id) == ["s"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .bot])
    }

    @Test func anUnknownSpeakerOfShareGPTIsNamedByItsPlace() throws {
        let outcome = try read(#"{"conversations":[{"from":"human","value":"Hi"},{"from":"wizard","value":"Ho"}]}"#)
        #expect(outcome.rejected.map(\.code) == ["unknown-word"])
        #expect(outcome.rejected.first?.place?.pointer == "/conversations/1/from")
    }
}
