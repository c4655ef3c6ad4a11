/// A value of a JSON text that knows where it stands.
public struct JSONNode {
    public enum Content {
        case object([Member])
        case array([JSONNode])
        case string(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    /// A name and its value; names may occur twice, as the text has them.
    public struct Member {
        public let name: String
        /// Where the name stands, with its quotes; in the file that the value is from.
        public let nameBytes: Range<Int>
        public let value: JSONNode

        public init(name: String, nameBytes: Range<Int>, value: JSONNode) {
            self.name = name
            self.nameBytes = nameBytes
            self.value = value
        }
    }

    public let content: Content
    /// Byte offsets [from, to) of the value in the text.
    public let bytes: Range<Int>
    /// Where the value was written, if that is not where the value around it was: as in an object that is made of several.
    public let origin: JSONOrigin?

    public init(content: Content, bytes: Range<Int>, origin: JSONOrigin? = nil) {
        self.content = content
        self.bytes = bytes
        self.origin = origin
    }

    /// What the value is, as messages call it.
    public var typeName: String {
        switch content {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}

/// The file and the path under which a value was written.
public struct JSONOrigin {
    let collector: DiagnosticCollector
    let pointer: String
}

extension JSONNode {
    /// Whether two values are the same, wherever they stand; the order of an object's members does not matter.
    public func isEqual(to other: JSONNode) -> Bool {
        switch (content, other.content) {
        case (.object(let a), .object(let b)):
            a.count == b.count && a.allSatisfy { member in b.contains { $0.name == member.name && $0.value.isEqual(to: member.value) } }
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.isEqual(to: $1) }
        case (.string(let a), .string(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.bool(let a), .bool(let b)): a == b
        case (.null, .null): true
        default: false
        }
    }
}
