import Diagnostics

/// A value of a record, looked at without trust: what is not there, or is something else, is nil.
struct RecordMembers {
    private let node: JSONNode

    /// - Returns: nil where the line is no JSON object.
    init?(_ line: [UInt8]) {
        guard let node = try? JSONParser.parse(SourceText(file: "", bytes: line)), case .object = node.content else { return nil }
        self.node = node
    }

    private init(_ node: JSONNode) { self.node = node }

    /// A member of an object; nil also where it is null.
    subscript(_ name: String) -> RecordMembers? {
        guard case .object(let members) = node.content, let value = members.first(where: { $0.name == name })?.value else { return nil }
        if case .null = value.content { return nil }
        return RecordMembers(value)
    }

    var elements: [RecordMembers]? {
        guard case .array(let nodes) = node.content else { return nil }
        return nodes.map { RecordMembers($0) }
    }

    var text: String? {
        guard case .string(let text) = node.content else { return nil }
        return text
    }

    var number: Int? {
        guard case .number(let number) = node.content else { return nil }
        return Int(exactly: number)
    }

    var flag: Bool? {
        guard case .bool(let flag) = node.content else { return nil }
        return flag
    }
}
