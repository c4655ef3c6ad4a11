import Diagnostics

/// Where a pack has a phrase, or an `unless` in its object form.
public struct PhrasePlace: Sendable, Hashable {
    private let at: RulePlace
    /// The phrase as it is written; nil for an `unless` in its object form.
    public let phrase: String?

    init(_ cursor: JSONCursor, phrase: String?) {
        at = RulePlace(cursor)
        self.phrase = phrase
    }

    public var file: String { at.file }
    /// From 1.
    public var line: Int { at.line }
    /// The JSON pointer (RFC 6901), such as `/lists/apology/phrases/3`.
    public var pointer: String { at.pointer }
    /// The same for a diagnostic, with its column and its line's text.
    public var place: Place { at.place }

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
