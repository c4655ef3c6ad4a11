/// Reads the members of an object by name; what nobody asked for is reported as unknown at the end.
///
/// Ask for every key that the object may have, then call `finish()`.
public struct ObjectReader {
    public let cursor: JSONCursor
    private let members: [JSONNode.Member]
    private var known: [String] = []

    init(_ members: [JSONNode.Member], of cursor: JSONCursor) {
        self.members = members
        self.cursor = cursor
        reportDuplicates()
    }

    /// The value of a key; nil where the object has none.
    public mutating func optional(_ key: String) -> JSONCursor? {
        known.append(key)
        return members.first { $0.name == key }.map { child($0) }
    }

    /// The value of a key that must be there; a missing one is reported.
    public mutating func required(_ key: String) -> JSONCursor? {
        if let value = optional(key) { return value }
        // The opening bracket: underlining a whole object says nothing.
        let bracket = cursor.node.bytes.lowerBound..<cursor.node.bytes.lowerBound + 1
        cursor.collector.add(
            Diagnostic(
                code: "missing-key", "the key “\(key)” is missing", at: cursor.place(of: bracket), help: "add \"\(key)\": … to this object"))
        return nil
    }

    /// All members, in the order of the text, for objects that are maps: every key is known then. Of a repeated key only the first counts.
    public mutating func all() -> [(name: String, nameBytes: Range<Int>, value: JSONCursor)] {
        var seen: Set<String> = []
        known += members.map(\.name)
        return members.filter { seen.insert($0.name).inserted }.map { ($0.name, $0.nameBytes, child($0)) }
    }

    /// The names that are there.
    public var names: [String] { members.map(\.name) }

    /// Reports every key that was not asked for.
    public func finish() {
        for member in members where !known.contains(member.name) {
            let unused = known.filter { key in !members.contains { $0.name == key } }
            report(
                "unknown-key", "unknown key “\(member.name)”", at: member,
                help: Suggestion.question(for: member.name, in: unused)
                    ?? (known.isEmpty ? "this object has no keys" : "the keys here are \(known.joined(separator: ", "))"))
        }
    }

    private func child(_ member: JSONNode.Member) -> JSONCursor {
        JSONCursor(member.value, path: JSONPath(pointer(to: member.name)), collector: cursor.collector)
    }

    private func pointer(to name: String) -> String {
        if !name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) { return "\(cursor.pointer)/\(name)" }
        var escaped = ""
        for character in name {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.append(character)
            }
        }
        return "\(cursor.pointer)/\(escaped)"
    }

    private func reportDuplicates() {
        // Of few members it is found out faster without a set.
        let isFirst = { (index: Int) in !members[..<index].contains { $0.name == members[index].name } }
        if members.count < 16, members.indices.allSatisfy(isFirst) { return }
        var seen: Set<String> = []
        for member in members where !seen.insert(member.name).inserted {
            report("duplicate-key", "the key “\(member.name)” is there twice", at: member, help: "remove one of the two")
        }
    }

    private func report(_ code: String, _ message: String, at member: JSONNode.Member, help: String?) {
        let value = child(member)
        value.collector.add(Diagnostic(code: code, message, at: value.place(of: member.nameBytes), help: help))
    }
}
