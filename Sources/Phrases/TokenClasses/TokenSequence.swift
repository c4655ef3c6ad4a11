/// Several words that together make a token of a class: `20 dollars`, `5 January`.
struct TokenSequence: Sendable {
    /// A word of some, a token of what the lexer knows, or a token of another class.
    struct Part: Sendable {
        /// Folded, as texts are read; contractions do not occur.
        var words: [String] = []
        var classes: TokenClasses = []
        /// A class, with its sequences; but not those of classes that these hold in turn.
        var tokens: TokenClass?
        var isOptional = false
    }

    let parts: [Part]
    /// Whether it counts only where the phrase must go on after it.
    let needsMore: Bool

    init(_ parts: Part..., needsMore: Bool = false) {
        self.parts = parts
        self.needsMore = needsMore
    }

    /// The most words in it.
    var longest: Int {
        parts.reduce(0) { $0 + max(1, $1.tokens?.sequences.map(\.parts.count).max() ?? 1) }
    }
}
