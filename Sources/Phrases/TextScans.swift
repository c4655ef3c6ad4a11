/// What a matcher found in several texts, one after the other in the same two arrays: most texts are short, and an array for each is not.
public struct TextScans: Sendable {
    /// Of all texts, in the order in which they were scanned; in one text in the order of `TextScan`.
    public internal(set) var matches: [PhraseMatch] = []
    public internal(set) var sentences: [Sentence] = []

    /// What was found in one of the texts.
    public struct Text: Sendable, BitwiseCopyable {
        /// See `TextScan`.
        public internal(set) var words = 0
        public internal(set) var hasUnsegmentedScript = false
        private var firstMatch = 0
        private var pastMatches = 0
        private var firstSentence = 0
        private var pastSentences = 0

        /// Where its matches are in `TextScans.matches`.
        public internal(set) var matches: Range<Int> {
            get { Range(uncheckedBounds: (firstMatch, pastMatches)) }
            set { (firstMatch, pastMatches) = (newValue.lowerBound, newValue.upperBound) }
        }

        /// Where its sentences are in `TextScans.sentences`.
        public internal(set) var sentences: Range<Int> {
            get { Range(uncheckedBounds: (firstSentence, pastSentences)) }
            set { (firstSentence, pastSentences) = (newValue.lowerBound, newValue.upperBound) }
        }

        init() {}
    }

    public init() {}
}
