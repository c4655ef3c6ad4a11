import Foundation
import TestSupport
import Testing

@testable import Findings

/// The published schema and what is written must be the same.
@Suite struct SchemaTests {
    private let schema: [String: Any]

    init() throws {
        let bytes = try Repository.bytes("rules/schema/findings.schema.json")
        schema = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func definition(_ name: String) throws -> [String: Any] {
        let definitions = try #require(schema["$defs"] as? [String: Any])
        return try #require(definitions[name] as? [String: Any], "no definition of \(name)")
    }

    /// What is wrong with a value, by the words of JSON Schema that the schema uses.
    private func mistakes(_ value: Any, _ schema: [String: Any], at path: String) throws -> [String] {
        var mistakes: [String] = []
        if let reference = schema["$ref"] as? String {
            mistakes += try self.mistakes(value, definition(String(reference.dropFirst("#/$defs/".count))), at: path)
        }
        if let choices = schema["oneOf"] as? [[String: Any]] {
            let fitting = try choices.filter { try self.mistakes(value, $0, at: path).isEmpty }
            if fitting.count != 1 { mistakes.append("\(path) fits \(fitting.count) of \(choices.count)") }
        }
        if let constant = schema["const"], !Self.same(value, constant) { mistakes.append("\(path) is not \(constant)") }
        if let words = schema["enum"] as? [Any], !words.contains(where: { Self.same(value, $0) }) {
            mistakes.append("\(path): \(value) is none of \(words)")
        }
        let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
        if !types.isEmpty, !types.contains(where: { Self.value(value, is: $0) }) { mistakes.append("\(path): \(value) is no \(types)") }
        if let object = value as? [String: Any], let members = schema["properties"] as? [String: [String: Any]] {
            for name in schema["required"] as? [String] ?? [] where object[name] == nil { mistakes.append("\(path)/\(name) is missing") }
            for (name, member) in object.sorted(by: { $0.key < $1.key }) {
                if let described = members[name] {
                    mistakes += try self.mistakes(member, described, at: "\(path)/\(name)")
                } else {
                    mistakes.append("\(path)/\(name) is not described")
                }
            }
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (index, item) in list.enumerated() { mistakes += try self.mistakes(item, items, at: "\(path)/\(index)") }
        }
        return mistakes
    }

    private static func value(_ value: Any, is type: String) -> Bool {
        // Foundation keeps JSON's true and false as numbers of one byte.
        let isBool = (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
        return switch type {
        case "null": value is NSNull
        case "string": value is String
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "boolean": isBool
        case "number": value is NSNumber && !isBool
        case "integer": !isBool && (value as? NSNumber).map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
        default: false
        }
    }

    private static func same(_ a: Any, _ b: Any) -> Bool {
        switch (a, b) {
        case (let a as String, let b as String): a == b
        case (let a as NSNumber, let b as NSNumber): a == b
        case (is NSNull, is NSNull): true
        default: false
        }
    }

    @Test func everyRecordFitsTheSchema() throws {
        for (name, record) in RecordSamples.all {
            for seq in [nil, 1] as [UInt64?] {
                for quotes in QuoteMasking.allCases {
                    var line = RecordEncoder(quotes: quotes).line(record, seq: seq, time: seq.map { _ in 0 })
                    if seq != nil { line = RecordEncoder.replayed(line.dropLast()) }
                    let value = try JSONSerialization.jsonObject(with: Data(line))
                    #expect(try mistakes(value, schema, at: "") == [], "\(name)")
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
