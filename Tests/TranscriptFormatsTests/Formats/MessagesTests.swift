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
