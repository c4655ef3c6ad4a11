import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct DriftTests {
    private func message(_ author: String, _ more: String = #""type":"chat""#) -> String {
        #"{"id":"1","conversationId":9,"body":"<p>Hi</p>","author":{\#(author)},\#(more)}"#
    }

    @Test(arguments: [
        (#""type":"contact","id":5"#, "chat", Role.customer), (#""type":"user","id":5"#, "chat", .agent),
        (#""type":"user","id":5,"bot":true"#, "chat", .bot), (#""type":"user","id":5,"bot":1"#, "private_note", .note),
        (#""type":"user","id":5,"bot":null"#, "private_prompt", .note), (#""type":"bot","id":5"#, "chat", .bot),
    ])
    func roles(_ author: String, _ type: String, _ role: Role) throws {
        let outcome = try read(message(author, #""type":"\#(type)""#))
        #expect(outcome.transcripts.first?.messages == [Message(index: 0, role: role, author: "5", text: "Hi")])
        #expect(outcome.transcripts.first?.id == "9" && outcome.transcripts.first?.channel == .chat)
    }

    @Test func editsAndUnknownAuthorsAreDropped() throws {
        let json = [message(#""type":"user""#, #""type":"edit""#), message(#""type":"wizard""#)].joined(separator: ",")
        #expect(
            try drops(Drift(), #"{"data":{"messages":[\#(json)]}}"#) == [
                Drop(.stateChange, transcript: "9", place: "/data/messages/0", detail: "edit"),
                Drop(.unknownKind, transcript: "9", place: "/data/messages/1", detail: "chat"),
            ])
    }
}
