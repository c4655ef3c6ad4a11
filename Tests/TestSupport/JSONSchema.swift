import Foundation
import Testing

/// A published schema, and the part of JSON Schema that ours use.
public struct JSONSchema {
    private let root: [String: Any]

    /// - Parameter path: From the repository's root.
    public init(_ path: String) throws {
        root = try #require(try JSONSerialization.jsonObject(with: Data(try Repository.bytes(path))) as? [String: Any])
    }

    /// What is wrong with a value.
    public func mistakes(_ value: Any) throws -> [String] { try mistakes(value, root, at: "") }

    public func definition(_ name: String) throws -> [String: Any] {
        let definitions = try #require(root["$defs"] as? [String: Any])
        return try #require(definitions[name] as? [String: Any], "no definition of \(name)")
    }

    /// What is wrong with a value, by the words of JSON Schema that the schema uses.
    public func mistakes(_ value: Any, _ schema: [String: Any], at path: String) throws -> [String] {
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
}
