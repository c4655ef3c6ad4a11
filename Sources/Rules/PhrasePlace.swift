import Diagnostics

/// Where a pack has a phrase, or an `unless` in its object form.
public struct PhrasePlace: Sendable, Hashable {
    public let file: String
    /// From 1.
    public let line: Int
    /// The JSON pointer (RFC 6901), such as `/lists/apology/phrases/3`.
    public let pointer: String
    /// The phrase as it is written; nil for an `unless` in its object form.
    public let phrase: String?

    init(_ cursor: JSONCursor, phrase: String?) {
        file = cursor.collector.source.file
        line = cursor.collector.source.line(of: cursor.node.bytes.lowerBound)
        pointer = cursor.pointer
        self.phrase = phrase
    }

    /// The list or rule, by its name: `list apology`, `rule no-jargon`.
    public var owner: String {
        let parts = pointer.split(separator: "/")
        guard parts.count > 1 else { return pointer }
        return "\(parts[0] == "lists" ? "list" : "rule") \(parts[1])"
    }
}

/// That a list holds a phrase, or all of another list.
struct PhraseUse: Sendable {
    enum Content: Sendable, Hashable {
        /// By its index in the matcher.
        case phrase(Int)
        case list(Int)
    }

    let place: PhrasePlace
    /// The list that holds it.
    let list: Int
    let content: Content
    /// Whether the list is the `unless` of another.
    let isProtection: Bool
}
