import Diagnostics

/// A rule, or a value in it, as its author wrote it.
public struct RuleDefinition: Sendable {
    public enum Content: Sendable {
        case object([Member])
        case array([RuleDefinition])
        case string(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    public struct Member: Sendable {
        public let name: String
        public let value: RuleDefinition
    }

    public let content: Content

    /// What is left of a definition that nobody asks for any more.
    static let empty = RuleDefinition(.null)

    private init(_ content: Content) { self.content = content }

    init(_ node: JSONNode) {
        content =
            switch node.content {
            case .object(let members): .object(members.map { Member(name: $0.name, value: RuleDefinition($0.value)) })
            case .array(let elements): .array(elements.map { RuleDefinition($0) })
            case .string(let text): .string(text)
            case .number(let number): .number(number)
            case .bool(let flag): .bool(flag)
            case .null: .null
            }
    }
}
