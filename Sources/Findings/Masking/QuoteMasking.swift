/// What becomes of the words of messages in records.
public enum QuoteMasking: String, Sendable, Hashable, CaseIterable {
    /// Personal data is masked: e-mail addresses, phone, card and account numbers.
    case masked
    /// The words stay as they are.
    case full
    /// The words are left out.
    case none

    /// The words of a message; nil, they are left out.
    public func quote(_ words: String) -> String? {
        switch self {
        case .masked: PersonalData.masked(words)
        case .full: words
        case .none: nil
        }
    }

    /// A sentence that repeats words of messages.
    ///
    /// - Parameter quotes: The words that it may repeat. `none` takes these out wherever they stand, and what stands in quotation marks.
    public func message(_ sentence: String, quoting quotes: @autoclosure () -> [String]) -> String {
        switch self {
        case .masked: PersonalData.masked(sentence)
        case .full: sentence
        case .none: PersonalData.masked(QuotedWords.removed(from: sentence, quotes: quotes()))
        }
    }

    /// A person's display name, which some exports fill with an address.
    public func name(_ name: String) -> String { self == .full ? name : PersonalData.masked(name) }
}
