/// Scans texts for the phrases of a matcher, one after the other, and keeps its working memory between them.
///
/// One thread at a time uses it, the one that took it out of its `ScannerPool`; so it can be handed from thread to thread.
final class PhraseScanner: @unchecked Sendable {
    private let vocabulary: Vocabulary
    private let automaton: Automaton
    private var state: SentenceReader
    private let expressions: ExpressionScanner?

    init(_ matcher: PhraseMatcher) {
        vocabulary = matcher.vocabulary
        automaton = matcher.automaton
        state = SentenceReader(matcher)
        expressions = matcher.expressions.map { ExpressionScanner($0) }
    }

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    func scan(_ text: String, for group: PhraseGroup, into scans: inout TextScans) -> TextScans.Text {
        var text = text
        return text.withUTF8 { bytes in
            var found = state.scan(bytes, for: group.number, vocabulary, automaton, into: &scans)
            expressions?.scan(bytes, quotes: state.quotes, vocabulary, into: &scans, &found)
            return found
        }
    }
}
