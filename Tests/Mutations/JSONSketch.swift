import Diagnostics

/// A JSON text that can be written again in another way; numbers stay as they were written.
public indirect enum JSONSketch {
    case object([(key: String, value: JSONSketch)])
    case array([JSONSketch])
    /// A string, a number, true, false or null, as it is written.
    case scalar(String)

    /// The values of an export: one, or one a line.
    public static func values(of bytes: [UInt8]) throws -> [JSONSketch] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        if let whole = try? JSONSketch(bytes) { return [whole] }
        return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONSketch(Array($0)) }
    }

    public init(_ bytes: [UInt8]) throws { self.init(try JSONParser.parse(SourceText(file: "", bytes: bytes)), in: bytes) }

    private init(_ node: JSONNode, in bytes: [UInt8]) {
        switch node.content {
        case .object(let members): self = .object(members.map { ($0.name, JSONSketch($0.value, in: bytes)) })
        case .array(let elements): self = .array(elements.map { JSONSketch($0, in: bytes) })
        default: self = .scalar(String(decoding: bytes[node.bytes], as: UTF8.self))
        }
    }

    public var text: String {
        switch self {
        case .scalar(let text): text
        case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
        case .object(let members): "{\(members.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    private static func quoted(_ key: String) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(named: key)
        return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    // MARK: Changes

    /// With the keys of every object in another order, and keys that nobody knows among them.
    public func shuffled(_ numbers: inout some RandomNumberGenerator) -> JSONSketch {
        switch self {
        case .scalar: return self
        case .array(let elements): return .array(elements.map { $0.shuffled(&numbers) })
        case .object(let members):
            var members = members.map { (key: $0.key, value: $0.value.shuffled(&numbers)) }
            for (index, value) in ["null", "7", "\"x\"", "[{\"role\":1}]", "{\"text\":\"<p>\"}"].enumerated()
            where Bool.random(using: &numbers) {
                members.append(("zz_unknown_\(index)", .scalar(value)))
            }
            members.shuffle(using: &numbers)
            return .object(members)
        }
    }

    /// The paths of all keys, with `[]` for any element.
    public func paths(_ prefix: String = "") -> [String] {
        switch self {
        case .scalar: []
        case .array(let elements): elements.flatMap { $0.paths(prefix + "[]") }
        case .object(let members): members.flatMap { [prefix + "." + $0.key] + $0.value.paths(prefix + "." + $0.key) }
        }
    }

    /// With another value for a key, or without it.
    public func replacing(_ path: String, with value: JSONSketch?, _ prefix: String = "") -> JSONSketch {
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

    /// With one value that is gone, doubled, or another: a piece of its own kind, of another, or a value from elsewhere in the tree.
    public func changedSomewhere(_ numbers: inout some RandomNumberGenerator) -> JSONSketch {
        var target = Int.random(in: 0..<max(1, count), using: &numbers)
        let donor = value(at: Int.random(in: 0..<max(1, count), using: &numbers))
        return changed(at: &target, donor: donor, &numbers)
    }

    /// How many values there are, this one and all in it.
    private var count: Int {
        switch self {
        case .scalar: 1
        case .array(let elements): elements.reduce(1) { $0 + $1.count }
        case .object(let members): members.reduce(1) { $0 + $1.value.count }
        }
    }

    private func value(at index: Int) -> JSONSketch {
        guard index > 0 else { return self }
        var rest = index - 1
        for child in children {
            if rest < child.count { return child.value(at: rest) }
            rest -= child.count
        }
        return self
    }

    private var children: [JSONSketch] {
        switch self {
        case .scalar: []
        case .array(let elements): elements
        case .object(let members): members.map(\.value)
        }
    }

    private func changed(at index: inout Int, donor: JSONSketch, _ numbers: inout some RandomNumberGenerator) -> JSONSketch {
        index -= 1
        if index == -1 { return replacement(donor: donor, &numbers) }
        guard index >= 0 else { return self }
        switch self {
        case .scalar: return self
        case .array(let elements):
            let changed = elements.map { $0.changed(at: &index, donor: donor, &numbers) }
            return Int.random(in: 0..<8, using: &numbers) == 0 ? .array(Self.rearranged(changed, &numbers)) : .array(changed)
        case .object(let members):
            let changed = members.map { (key: $0.key, value: $0.value.changed(at: &index, donor: donor, &numbers)) }
            return Int.random(in: 0..<8, using: &numbers) == 0 ? .object(Self.rearranged(changed, &numbers)) : .object(changed)
        }
    }

    private func replacement(donor: JSONSketch, _ numbers: inout some RandomNumberGenerator) -> JSONSketch {
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: return donor
        case 1: return .array([self, self])
        case 2: return .object([("id", self), ("type", .scalar("\"note\"")), ("body", donor)])
        default: return .scalar(Self.scalars.randomElement(using: &numbers) ?? "null")
        }
    }

    private static func rearranged<Element>(_ elements: [Element], _ numbers: inout some RandomNumberGenerator) -> [Element] {
        var elements = elements
        guard let index = elements.indices.randomElement(using: &numbers) else { return elements }
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: elements.remove(at: index)
        case 1: elements.append(elements[index])
        default: elements.swapAt(0, index)
        }
        return elements
    }

    private static let scalars = [
        "null", "true", "false", "0", "-1", "1e300", "1e-300", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
        "1767607200", "1767607200000", "1767607200000000", "{}", "[]", "[[]]", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"<p>x</p><blockquote>y\"",
        "\"> quoted\\nOn 1 May 2026 A wrote:\\nx\"", "\"2026-01-05T10:00:00Z\"", "\"03/04/2026\"", "\"+99:99:99.9\"",
        "\"[12:03] Agent: x\"",
        "\"(06:14:44 PM) A: x\\n(06:14:45 PM) B: y\"", "\"agent\"", "\"customer\"", "\"1.77E+15\"", "\"\\u202e\"",
    ]
}
