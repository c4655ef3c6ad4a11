import Phrases
import Rules

/// Matching alone: the words of texts and all phrases of the packs in them, on one thread.
struct MatchingPiece {
    private let rules: RuleSet
    private let texts: [String]
    private let bytes: Int

    init(_ rules: RuleSet, texts: [String]) {
        self.rules = rules
        self.texts = texts
        bytes = texts.reduce(0) { $0 + $1.utf8.count }
    }

    /// Prints for each round the bytes of text, the texts, their words, the matches, and nanoseconds of processor time.
    func run(rounds: Int) {
        for _ in 0..<rounds {
            let start = ProcessorTime.nanoseconds
            var matches = 0
            var words = 0
            for text in texts {
                var scans = TextScans()
                let scan = rules.matcher.scan(text, into: &scans)
                matches += scan.matches.count
                words += scan.words
            }
            print(bytes, texts.count, words, matches, ProcessorTime.nanoseconds - start)
        }
    }
}
