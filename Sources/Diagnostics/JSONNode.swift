/// A value of a JSON text that knows where it stands.
public struct JSONNode: Sendable {
    public indirect enum Content: Sendable {
        case object([Member])
        case array([JSONNode])
        case string(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    /// A name and its value; names may occur twice, as the text has them.
    public struct Member: Sendable {
        public let name: String
        /// Where the name stands, with its quotes.
        public let nameBytes: Range<Int>
        public let value: JSONNode
    }

    public let content: Content
    /// Byte offsets [from, to) of the value in the text.
    public let bytes: Range<Int>

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
