/// A class of tokens that a phrase can ask for: `<number>`, `<order-id>` …
///
/// A token is of a class by what the lexer makes of it, by what its written word looks like, or as several words in a row; a class may use
/// all three. Each class is a file beside this one and an entry in `all`.
public struct TokenClass: Sendable {
    /// What stands between the angle brackets, such as `order-id`.
    public let name: String
    /// What it matches, for the documentation, such as `an e-mail address`.
    public let summary: String
    /// Two of its tokens or more, as texts have them.
    public let examples: [String]
    /// What the lexer makes of its tokens; empty where the lexer knows nothing of the class.
    let lexed: TokenClasses
    /// Several words, or certain ones, that make a token.
    let sequences: [TokenSequence]
    /// Whether a written word is a token of the class; nil where words alone never are. It is asked about each word of a text if a phrase
    /// asks for the class, so it should be quick.
    let recognises: (@Sendable (WrittenWord) -> Bool)?

    init(
        _ name: String, _ summary: String, examples: [String], lexed: TokenClasses = [], sequences: [TokenSequence] = [],
        recognises: (@Sendable (WrittenWord) -> Bool)? = nil
    ) {
        self.name = name
        self.summary = summary
        self.examples = examples
        self.lexed = lexed
        self.sequences = sequences
        self.recognises = recognises
    }

    /// The most words that a token has.
    var longest: Int { max(1, sequences.map(\.longest).max() ?? 1) }
}

extension TokenClass: Hashable {
    /// A class is known by its name.
    public static func == (a: TokenClass, b: TokenClass) -> Bool { a.name == b.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A word of a text, for a class to say whether it is a token of it.
struct WrittenWord {
    /// As it stands: `5PM`, `10:30`.
    let written: String
    /// As it is compared: `5pm`; empty for what the lexer knows as an address, a date or the like.
    let folded: String

    /// Longer words are of no class that looks at them.
    static let longest = 64
}
