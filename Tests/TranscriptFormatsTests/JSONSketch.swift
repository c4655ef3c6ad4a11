import Diagnostics
import TestSupport

/// A JSON text that can be written again in another way; numbers stay as they were written.
indirect enum JSONSketch {
    case object([(key: String, value: JSONSketch)])
    case array([JSONSketch])
    /// A string, a number, true, false or null, as it is written.
    case scalar(String)

    /// The values of an export: one, or one a line.
    static func values(of bytes: [UInt8]) throws -> [JSONSketch] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        if let whole = try? JSONSketch(bytes) { return [whole] }
        return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONSketch(Array($0)) }
    }

    init(_ bytes: [UInt8]) throws { self.init(try JSONParser.parse(SourceText(file: "", bytes: bytes)), in: bytes) }

    private init(_ node: JSONNode, in bytes: [UInt8]) {
        switch node.content {
        case .object(let members): self = .object(members.map { ($0.name, JSONSketch($0.value, in: bytes)) })
        case .array(let elements): self = .array(elements.map { JSONSketch($0, in: bytes) })
        default: self = .scalar(String(decoding: bytes[node.bytes], as: UTF8.self))
        }
    }

    var text: String {
        switch self {
        case .scalar(let text): text
        case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
        case .object(let members): "{\(members.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ key: String) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(key)
        return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    // MARK: Changes

    /// With the keys of every object in another order, and keys that nobody knows among them.
    func shuffled(_ numbers: inout SeededGenerator) -> JSONSketch {
        switch self {
        case .scalar: return self
        case .array(let elements): return .array(elements.map { $0.shuffled(&numbers) })
        case .object(let members):
            var members = members.map { (key: $0.key, value: $0.value.shuffled(&numbers)) }
            for (index, value) in ["null", "7", "\"x\"", "[{\"role\":1}]", "{\"text\":\"<p>\"}"].enumerated() where Bool.random(using: &numbers) {
                members.append(("zz_unknown_\(index)", .scalar(value)))
            }
            members.shuffle(using: &numbers)
            return .object(members)
        }
    }

    /// The paths of all keys, with `[]` for any element.
    func paths(_ prefix: String = "") -> [String] {
        switch self {
        case .scalar: []
        case .array(let elements): elements.flatMap { $0.paths(prefix + "[]") }
        case .object(let members): members.flatMap { [prefix + "." + $0.key] + $0.value.paths(prefix + "." + $0.key) }
        }
    }

    /// With another value for a key, or without it.
    func replacing(_ path: String, with value: JSONSketch?, _ prefix: String = "") -> JSONSketch {
        switch self {
        case .scalar: return self
        case .array(let elements): return .array(elements.map { $0.replacing(path, with: value, prefix + "[]") })
        case .object(let members):
            return .object(
                members.compactMap { key, old in
                    let here = prefix + "." + key
                    guard here == path else { return (key, path.hasPrefix(here) ? old.replacing(path, with: value, here) : old) }
                    return value.map { (key, $0) }
                })
        }
    }
}
