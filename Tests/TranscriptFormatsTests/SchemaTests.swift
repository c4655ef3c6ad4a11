import Foundation
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// The published schema describes what is written, key by key.
@Suite struct SchemaTests {
    private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

    @Test func theSchemaHasTheKeysThatAreWritten() throws {
        let schema = try object(JSONSerialization.jsonObject(with: Data(Repository.bytes("rules/schema/transcript.schema.json"))))
        let message = try object(object(schema["$defs"])["message"])
        let line = TranscriptWriter.line(Transcript(id: "a", messages: [Message(index: 0, role: .agent, text: "Hi")]))
        let written = try object(JSONSerialization.jsonObject(with: Data(line)))
        let messages = try #require(written["messages"] as? [[String: Any]])
        #expect(try object(schema["properties"]).keys.sorted() == written.keys.sorted())
        #expect(try object(message["properties"]).keys.sorted() == messages.first?.keys.sorted())
        #expect(schema["required"] as? [String] == ["id", "messages"])
        #expect(message["required"] as? [String] == ["role", "text"])
        let roles = try object(object(message["properties"])["role"])["enum"] as? [String]
        #expect(roles == Role.allCases.map(\.rawValue))
    }
}
