import Diagnostics

@testable import Rules

/// Packs made from the declared keys alone: each object has every key that is declared for it.
struct SamplePack {
    let language: PackLanguage
    /// Put into every object, as a key that nobody declares.
    let stranger: String?
    /// Keys to leave out.
    let without: Set<String>
    /// How deep selectors are nested.
    private static let depth = 2

    private(set) var writer = JSONWriter()
    /// The names that are declared for each object, by the object's JSON pointer.
    private(set) var objects: [String: Set<String>] = [:]

    /// - Parameter kind: The kind of its one rule.
    init(_ language: PackLanguage, kind: any RuleKind.Type, stranger: String? = nil, without: Set<String> = []) {
        self.language = language
        self.stranger = stranger
        self.without = without
        write(.object(language.pack), kind: kind, at: "", depth: 0)
    }

    var text: String { String(decoding: writer.bytes, as: UTF8.self) }

    private mutating func write(_ shape: ValueShape, kind: any RuleKind.Type, at pointer: String, depth: Int) {
        switch shape {
        case .text(let form): writer.value(Self.text(form))
        case .integer(let range): writer.value(range.lowerBound)
        case .number(let range): writer.value(range.contains(1) ? 1 : range.lowerBound)
        case .boolean: writer.value(true)
        case .word(let words): writer.value(words.contains(kind.name) ? kind.name : words.first ?? "")
        case .array(let element), .oneOrMore(let element): writeArray(of: element, count: 1, kind: kind, at: pointer, depth: depth)
        case .pair(let element): writeArray(of: element, count: 2, kind: kind, at: pointer, depth: depth)
        case .either(let shapes):
            // The richest form: an object where there is one.
            let object = shapes.first { if case .object = $0 { true } else { false } }
            write(object ?? shapes[0], kind: kind, at: pointer, depth: depth)
        case .object(let object): writeObject(object.keys, kind: kind, at: pointer, depth: depth)
        case .map(let element):
            writer.beginObject()
            writer.key("sample")
            write(element, kind: kind, at: "\(pointer)/sample", depth: depth)
            writer.endObject()
        case .rule: writeObject(language.keys(of: kind), kind: kind, at: pointer, depth: depth)
        case .shared(let shared): write(shared.shape, kind: kind, at: pointer, depth: depth + (shared == .selector ? 1 : 0))
        }
    }

    private mutating func writeArray(of element: ValueShape, count: Int, kind: any RuleKind.Type, at pointer: String, depth: Int) {
        writer.beginArray()
        for index in 0..<(depth <= Self.depth ? count : 0) { write(element, kind: kind, at: "\(pointer)/\(index)", depth: depth) }
        writer.endArray()
    }

    private mutating func writeObject(_ keys: [KeyDescription], kind: any RuleKind.Type, at pointer: String, depth: Int) {
        let keys = keys.filter { !without.contains($0.name) }
        objects[pointer] = Set(keys.map(\.name))
        writer.beginObject()
        for key in keys {
            writer.key(named: key.name)
            write(key.shape, kind: kind, at: "\(pointer)/\(key.name)", depth: depth)
        }
        if let stranger {
            writer.key(named: stranger)
            writer.value(true)
        }
        writer.endObject()
    }

    private static func text(_ form: TextForm) -> String {
        switch form {
        case .sentence, .phrase, .any: "hello"
        case .name: "name"
        case .version: "1.0.0"
        case .language: "en"
        case .duration: "30m"
        case .date: "2026-12-31"
        case .reference: "team/name"
        case .versionRange: "team@^1"
        case .line: "A: hello"
        }
    }
}
