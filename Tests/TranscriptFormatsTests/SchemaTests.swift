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

    /// The schema of what is known of exports has the keys and words that the reader takes.
    @Test func theSchemaOfExportsHasTheKeysThatAreRead() throws {
        let schema = try object(JSONSerialization.jsonObject(with: Data(Repository.bytes("rules/schema/exports.schema.json"))))
        let definitions = try object(schema["$defs"])
        let fields = try object(object(definitions["fields"])["properties"])
        #expect(fields.keys.sorted() == ExportMapping.Field.allCases.map(\.rawValue).sorted())
        let mapping = try object(object(definitions["mapping"])["properties"])
        #expect(try object(mapping["text_is"])["enum"] as? [String] == ExportMapping.TextKind.allCases.map(\.rawValue))
        let properties = try object(schema["properties"])
        #expect(try object(properties["channel"])["enum"] as? [String] == Channel.allCases.map(\.rawValue))
        #expect(try object(object(properties["roles"])["additionalProperties"])["enum"] as? [String] == Role.allCases.map(\.rawValue))
        // A key that the reader does not know is an error of its own.
        for (names, wrap) in [
            (Array(properties.keys), { "{\"\($0)\":0}" }), (Array(mapping.keys), { "{\"mapping\":{\"\($0)\":0}}" }),
        ] as [([String], (String) -> String)] {
            for name in names { #expect(try settings(wrap(name)).diagnostics.allSatisfy { $0.code != "unknown-key" }, "\(name)") }
        }
    }

    @Test func theSchemaOfExportsTakesWhatTheReaderTakes() throws {
        let schema = try JSONSchema("rules/schema/exports.schema.json")
        let example = try Repository.bytes("Tests/Fixtures/commands/acme-settings.json")
        #expect(try schema.mistakes(JSONSerialization.jsonObject(with: Data(example))) == [])
        for wrong in [
            #"{"chanel":"chat"}"#, #"{"mapping":{"fields":{"role":"r"}}}"#, #"{"mapping":{"fields":{"text":7}}}"#, #"{"time_zone":1}"#,
        ] {
            #expect(try !schema.mistakes(JSONSerialization.jsonObject(with: Data(wrong.utf8))).isEmpty, "\(wrong)")
            #expect(try !settings(wrong).diagnostics.isEmpty, "\(wrong)")
        }
    }
}
