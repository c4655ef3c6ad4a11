/// All phrases of all rules as one automaton. Immutable: threads share it.
public struct PhraseMatcher: Sendable {
    /// Makes an automaton of phrases; phrase k of the array is known as k in matches.
    ///
    /// - Parameter list: The phrases of a list by its name, asked for where a phrase holds `@name`. The caller has made sure that the name
    ///   exists and that no list holds itself.
    /// - Throws: The first phrase that is too long or too large once its lists are put in.
    public init(_ phrases: [Phrase], list: (String) -> [Phrase]) throws(PhraseMatcherError) {}

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    public func scan(_ text: String) -> TextScan { TextScan() }
}
