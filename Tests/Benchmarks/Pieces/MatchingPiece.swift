import Glibc
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
            let start = Self.processorTime
            var matches = 0
            var words = 0
            for text in texts {
                var scans = TextScans()
                let scan = rules.matcher.scan(text, into: &scans)
                matches += scan.matches.count
                words += scan.words
            }
            print(bytes, texts.count, words, matches, Self.processorTime - start)
        }
    }

    /// Of this thread, in nanoseconds: others that use the machine disturb it less than the time on the wall.
    private static var processorTime: Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
