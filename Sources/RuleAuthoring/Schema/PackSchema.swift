import Diagnostics
import Rules

/// The JSON Schema (draft 2020-12) of packs, made from what the language declares, so that an editor completes and checks them.
///
/// It knows the keys and values, not what they mean together: in a pack that it accepts `tact rules check` may still find mistakes.
public struct PackSchema {
    let language: PackLanguage
    var writer = JSONWriter()

    /// The schema as a file.
    public static func text(_ language: PackLanguage = PackLanguage()) throws(DiagnosticsError) -> String {
        var schema = PackSchema(language: language)
        schema.writeDocument()
        return try PackLayout.text(ofJSON: SourceText(file: "pack.schema.json", bytes: schema.writer.bytes))
    }

    private init(language: PackLanguage) { self.language = language }

    private mutating func writeDocument() {
        writer.beginObject()
        writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        writer.member("title", language.pack.text)
        writer.member("description", "What `tact rules schema` prints. `tact rules check` finds mistakes that no schema can.")
        writeObject(language.pack)
        writer.key("$defs")
        writer.beginObject()
        for shared in SharedShape.allCases {
            writer.key(named: shared.rawValue)
            writeSchema(shared.shape)
        }
        writeRules()
        writer.endObject()
        writer.endObject()
    }

    // MARK: Shapes

    mutating func writeSchema(_ shape: ValueShape) {
        writer.beginObject()
        writeMembers(of: shape)
        writer.endObject()
    }

    /// The members of the schema that say what a value must be.
    mutating func writeMembers(of shape: ValueShape) {
        switch shape {
        case .text(let form):
            writer.member("type", "string")
            if let pattern = form.pattern { writer.member("pattern", pattern) }
        case .integer(let range):
            writer.member("type", "integer")
            writer.member("minimum", range.lowerBound)
            writer.member("maximum", range.upperBound)
        case .number(let range):
            writer.member("type", "number")
            if range.lowerBound > -.greatestFiniteMagnitude { writer.member("minimum", range.lowerBound) }
            if range.upperBound < .greatestFiniteMagnitude { writer.member("maximum", range.upperBound) }
        case .boolean: writer.member("type", "boolean")
        case .word(let words): writer.member("enum", words)
        case .array(let element): writeArray(of: element, count: nil)
        case .pair(let element): writeArray(of: element, count: 2)
        case .oneOrMore(let element): writeOneOrMore(element)
        case .object(let object): writeObject(object)
        case .map(let element): writeMap(of: element)
        case .either(let shapes): writeChoice("anyOf", shapes)
        case .rule: writer.member("$ref", "#/$defs/rule")
        case .shared(let shared): writer.member("$ref", "#/$defs/\(shared.rawValue)")
        }
    }

    private mutating func writeArray(of element: ValueShape, count: Int?) {
        writer.member("type", "array")
        writer.key("items")
        writeSchema(element)
        if let count {
            writer.member("minItems", count)
            writer.member("maxItems", count)
        }
    }

    private mutating func writeOneOrMore(_ element: ValueShape) {
        writer.key("anyOf")
        writer.beginArray()
        writeSchema(element)
        writer.beginObject()
        writeArray(of: element, count: nil)
        writer.member("minItems", 1)
        writer.endObject()
        writer.endArray()
    }

    private mutating func writeChoice(_ word: String, _ shapes: [ValueShape]) {
        writer.key(named: word)
        writer.beginArray()
        for shape in shapes { writeSchema(shape) }
        writer.endArray()
    }

    private mutating func writeMap(of element: ValueShape) {
        writer.member("type", "object")
        writer.key("propertyNames")
        writeSchema(.text(.name))
        writer.key("additionalProperties")
        writeSchema(element)
    }

    // MARK: Objects

    private mutating func writeObject(_ object: ObjectDescription) {
        writer.member("type", "object")
        let extends = object.keys.contains { $0.isReferenceToExtend }
        writeProperties(object.keys, withChanges: extends)
        writer.member("additionalProperties", false)
        let required = object.keys.filter(\.isRequired).map(\.name)
        if extends {
            writeUnlessExtending(required: required, without: object.keys.flatMap(\.changes))
        } else if !required.isEmpty {
            writer.member("required", required)
        }
        guard !object.oneOf.isEmpty else { return }
        writer.key("anyOf")
        writer.beginArray()
        for name in object.oneOf { writeRequired([name]) }
        writer.endArray()
    }

    /// - Parameter withChanges: Whether inherited values can be changed, with `key+` and `key-`.
    mutating func writeProperties(_ keys: [KeyDescription], withChanges: Bool) {
        writer.key("properties")
        writer.beginObject()
        for key in keys {
            writer.key(named: key.name)
            writeKey(key)
            guard withChanges, key.canBeChanged else { continue }
            writeChange("\(key.name)+", "Added to what “\(key.name)” is in the entry that this one extends.")
            writeChange("\(key.name)-", "Removed from what “\(key.name)” is in the entry that this one extends.")
        }
        writer.endObject()
    }

    mutating func writeKey(_ key: KeyDescription) {
        writer.beginObject()
        writer.member("description", key.text)
        writeMembers(of: key.shape)
        if let standard = key.standard { writeValues("default", [standard], asArray: false) }
        if let example = key.example { writeValues("examples", [example], asArray: true) }
        writer.endObject()
    }

    private mutating func writeChange(_ name: String, _ text: String) {
        writer.key(named: name)
        writer.beginObject()
        writer.member("description", text)
        writer.member("type", ["array", "object", "string"])
        writer.endObject()
    }

    /// In an object that extends no other, what must be there, and what makes no sense.
    private mutating func writeUnlessExtending(required: [String], without: [String]) {
        writer.key("if")
        writeRequired(["extends"])
        writer.key("else")
        writer.beginObject()
        writer.member("required", required)
        writer.key("properties")
        writer.beginObject()
        for name in without {
            writer.key(named: name)
            writer.value(false)
        }
        writer.endObject()
        writer.endObject()
    }

    mutating func writeRequired(_ names: [String]) {
        writer.beginObject()
        writer.member("required", names)
        writer.endObject()
    }

    /// Values that the language declares as JSON.
    private mutating func writeValues(_ name: String, _ values: [String], asArray: Bool) {
        // What cannot be read is left out; a test reads them all.
        let nodes = values.compactMap { try? JSONParser.parse(SourceText(file: name, text: $0)) }
        guard nodes.count == values.count else { return }
        writer.key(named: name)
        if asArray { writer.beginArray() }
        for node in nodes { writer.value(node) }
        if asArray { writer.endArray() }
    }
}

extension KeyDescription {
    /// Whether the key says which list or rule its object builds on.
    fileprivate var isReferenceToExtend: Bool {
        if case .text(.reference) = shape { name == "extends" } else { false }
    }

    /// Whether an inherited value of it can be added to and taken from.
    var canBeChanged: Bool {
        // Examples are always inherited, and `waive` names those that no longer hold.
        switch shape {
        case .shared(.examples): false
        case .array, .oneOrMore, .object, .map, .shared: name != "waive"
        case .either(let shapes): shapes.contains { KeyDescription(name, $0, text).canBeChanged }
        case .text, .integer, .number, .boolean, .word, .pair, .rule: false
        }
    }

    /// The keys that change what it is.
    var changes: [String] { canBeChanged ? ["\(name)+", "\(name)-"] : [] }
}

extension JSONWriter {
    /// Writes a value that was read.
    mutating func value(_ node: JSONNode) {
        switch node.content {
        case .string(let text): value(text)
        case .number(let number): value(number)
        case .bool(let flag): value(flag)
        case .null: null()
        case .array(let elements):
            beginArray()
            for element in elements { value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                key(named: member.name)
                value(member.value)
            }
            endObject()
        }
    }
}
