/// What is wrong with a phrase, where, and what to write instead.
public struct PhraseError: Error, Sendable, Hashable {
    /// A kebab-case name that stays the same over releases, such as `empty-phrase`.
    public let code: String
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// What to write.
    public let help: String
    /// The UTF-8 byte offsets of the mistake in the phrase's source.
    public let range: Range<Int>

    public init(code: String, message: String, help: String, range: Range<Int>) {
        self.code = code
        self.message = message
        self.help = help
        self.range = range
    }
}

/// Why phrases could not be made into a matcher.
public struct PhraseMatcherError: Error, Sendable, Hashable {
    /// The number of the phrase in the array that was given.
    public let phrase: Int
    /// What is wrong with it; the range covers its whole source.
    public let reason: PhraseError

    public init(phrase: Int, reason: PhraseError) {
        self.phrase = phrase
        self.reason = reason
    }
}
