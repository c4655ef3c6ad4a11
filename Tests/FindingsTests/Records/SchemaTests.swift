import Foundation
import TestSupport
import Testing

@testable import Findings

/// The published schema and what is written must be the same.
@Suite struct SchemaTests {
    private let schema: JSONSchema

    init() throws { schema = try JSONSchema("rules/schema/findings.schema.json") }

    private func definition(_ name: String) throws -> [String: Any] { try schema.definition(name) }

    private func mistakes(_ value: Any, _ part: [String: Any], at path: String) throws -> [String] {
        try schema.mistakes(value, part, at: path)
    }

    @Test func everyRecordFitsTheSchema() throws {
        for (name, record) in RecordSamples.all {
            for seq in [nil, 1] as [UInt64?] {
                for quotes in QuoteMasking.allCases {
                    var line = RecordEncoder(quotes: quotes).line(record, seq: seq, time: seq.map { _ in 0 })
                    if seq != nil { line = RecordEncoder.replayed(line.dropLast()) }
                    let value = try JSONSerialization.jsonObject(with: Data(line))
                    #expect(try schema.mistakes(value) == [], "\(name)")
                    #expect(try mistakes(value, definition(record.type), at: "") == [], "\(name)")
                }
            }
        }
    }

    @Test func whatDoesNotFitIsNoticed() throws {
        let line = RecordEncoder().line(try #require(RecordSamples.all.first).record, seq: 1, time: 0)
        let record = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
        let definition = try definition("finding")
        for name in record.keys where !["seq", "time"].contains(name) {
            var changed = record
            changed[name] = nil
            #expect(try mistakes(changed, definition, at: "") == ["/\(name) is missing"])
            changed[name] = ["x": 1]
            #expect(try !mistakes(changed, definition, at: "").isEmpty, "\(name)")
        }
        var extended = record
        extended["mood"] = "grim"
        #expect(try mistakes(extended, definition, at: "") == ["/mood is not described"])
        extended = record
        extended["severity"] = "fatal"
        #expect(try mistakes(extended, definition, at: "").count == 1)
    }

    /// Everything that has a place in the schema is written by some record, and is described.
    @Test func nothingInTheSchemaIsLeftOver() throws {
        for name in ["finding", "transcript", "rejected", "rules", "log"] {
            let members = try #require(try definition(name)["properties"] as? [String: [String: Any]])
            var written: Set<String> = ["replayed"]
            for (_, record) in RecordSamples.all where record.type == name {
                let line = RecordEncoder().line(record, seq: 1, time: 0)
                written.formUnion(try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]).keys)
            }
            #expect(Set(members.keys) == written)
            for (member, described) in members { #expect(described["description"] is String, "\(name).\(member)") }
        }
    }
}
