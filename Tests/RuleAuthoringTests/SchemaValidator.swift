import Foundation

/// Checks JSON against a JSON Schema (draft 2020-12), by the words that the packs' schema uses; any other is an error.
struct SchemaValidator {
    struct UnknownWord: Error { let word: String }

    private let root: [String: Any]

    init(_ root: [String: Any]) { self.root = root }

    /// What is wrong with a value, by JSON pointer.
    func mistakes(_ value: Any) throws -> [String] { try mistakes(value, root, at: "") }

    private static let notes: Set<String> = ["$schema", "$defs", "title", "description", "default", "examples", "then", "else"]

    private func mistakes(_ value: Any, _ schema: Any, at path: String) throws -> [String] {
        if let allowed = schema as? NSNumber { return allowed.boolValue ? [] : ["\(path) must not be there"] }
        guard let schema = schema as? [String: Any] else { return ["\(path): no schema"] }
        return try schema.sorted { $0.key < $1.key }.flatMap { word, argument -> [String] in
            if Self.notes.contains(word) { return [] }
            return try check(value, word, argument, in: schema, at: path)
        }
    }

    private func check(_ value: Any, _ word: String, _ argument: Any, in schema: [String: Any], at path: String) throws -> [String] {
        switch word {
        case "$ref": try mistakes(value, definition(argument), at: path)
        case "anyOf":
            try (argument as? [Any] ?? []).contains { try mistakes(value, $0, at: path).isEmpty } ? [] : ["\(path) fits none"]
        case "allOf": try (argument as? [Any] ?? []).flatMap { try mistakes(value, $0, at: path) }
        case "if":
            try schema[mistakes(value, argument, at: path).isEmpty ? "then" : "else"].map { try mistakes(value, $0, at: path) } ?? []
        case "const": (value as? NSObject) == (argument as? NSObject) ? [] : ["\(path) is not \(argument)"]
        case "enum": (argument as? [NSObject] ?? []).contains { $0 == value as? NSObject } ? [] : ["\(path) is not one of \(argument)"]
        case "type": Self.types(argument).contains { Self.value(value, is: $0) } ? [] : ["\(path) is no \(argument)"]
        case "minimum", "maximum", "pattern", "minItems", "maxItems": try limit(value, word, argument, at: path)
        case "items":
            try (value as? [Any] ?? []).enumerated().flatMap { try mistakes($1, argument, at: "\(path)/\($0)") }
        case "required":
            value is [String: Any] ? (argument as? [String] ?? []).filter { (value as? [String: Any])?[$0] == nil }.map { "\(path)/\($0) is missing" } : []
        case "properties", "additionalProperties", "propertyNames": try members(value, word, argument, in: schema, at: path)
        default: throw UnknownWord(word: word)
        }
    }

    private func limit(_ value: Any, _ word: String, _ argument: Any, at path: String) throws -> [String] {
        let isKept: Bool
        switch (word, value, argument) {
        case ("minimum", let number as NSNumber, let limit as NSNumber): isKept = number.doubleValue >= limit.doubleValue
        case ("maximum", let number as NSNumber, let limit as NSNumber): isKept = number.doubleValue <= limit.doubleValue
        case ("minItems", let list as [Any], let limit as Int): isKept = list.count >= limit
        case ("maxItems", let list as [Any], let limit as Int): isKept = list.count <= limit
        case ("pattern", let text as String, let pattern as String): isKept = try text.contains(Regex(pattern))
        default: isKept = true
        }
        return isKept ? [] : ["\(path) breaks \(word) \(argument)"]
    }

    private func members(_ value: Any, _ word: String, _ argument: Any, in schema: [String: Any], at path: String) throws -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        return try object.sorted { $0.key < $1.key }.flatMap { name, member -> [String] in
            switch word {
            case "properties": try known[name].map { try mistakes(member, $0, at: "\(path)/\(name)") } ?? []
            case "propertyNames": try mistakes(name, argument, at: "\(path)/\(name)")
            default: known[name] == nil ? try mistakes(member, argument, at: "\(path)/\(name)") : []
            }
        }
    }

    private func definition(_ reference: Any) throws -> Any {
        let name = (reference as? String)?.split(separator: "/").last.map { String($0) } ?? ""
        guard let definition = (root["$defs"] as? [String: Any])?[name] else { throw UnknownWord(word: "\(reference)") }
        return definition
    }

    private static func types(_ argument: Any) -> [String] { argument as? [String] ?? (argument as? String).map { [$0] } ?? [] }

    private static func value(_ value: Any, is type: String) -> Bool {
        // Foundation keeps JSON's true and false as numbers of one byte.
        let isBool = (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
        return switch type {
        case "string": value is String
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "boolean": isBool
        case "number": value is NSNumber && !isBool
        case "integer": !isBool && (value as? NSNumber).map { $0.doubleValue.rounded() == $0.doubleValue } ?? false
        default: false
        }
    }
}
