/// A change to an example that must not change what its rule finds.
public enum Variant: String, Sendable, Hashable, CaseIterable {
    /// Everybody writes in capitals.
    case capitals
    /// Quotation marks and apostrophes are typographic.
    case smartQuotes = "smart-quotes"
    /// An emoji stands in front of each message.
    case emoji
    /// Each message is split into several, one for each sentence.
    case split
    /// The messages that follow each other in a turn are one.
    case joined
}
