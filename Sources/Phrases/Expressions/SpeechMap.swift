/// Where the words of a text are: what the matches of regular expressions are placed by.
struct SpeechMap {
    /// The spans of the words, in order; the words of a contraction share theirs.
    private var words: [Range<Int>] = []

    /// - Parameter bytes: The text, in valid UTF-8.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ vocabulary: Vocabulary) {
        var lexer = Lexer(bytes)
        var lexeme = Lexeme()
        repeat {
            lexer.next(&lexeme)
            guard lexeme.kind == .word else { continue }
            let count = vocabulary.symbols(of: vocabulary.value(of: lexeme.word), lexeme.word).count
            for _ in 0..<count { words.append(lexeme.start..<lexeme.end) }
        } while lexeme.kind != .end
    }

    /// The words that some bytes are part of, by their numbers.
    func words(in span: Range<Int>) -> Range<Int> {
        let first = Self.count(words) { $0.upperBound <= span.lowerBound }
        return first..<max(first, Self.count(words) { $0.lowerBound < span.upperBound })
    }

    /// How many of some ranges, from the first on, a condition holds for; it holds for none after one that it does not hold for.
    static func count(_ ranges: [Range<Int>], where condition: (Range<Int>) -> Bool) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if condition(ranges[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension TextScans {
    /// Adds, to what was found in the last text, the matches of regular expressions, each with the sentence that holds its beginning; where
    /// that lies between two, the next one.
    mutating func add(_ found: [(phrase: Int, span: Range<Int>)], to text: inout Text, in map: SpeechMap) {
        guard let first = found.map(\.span.lowerBound).min(), let last = found.map(\.span.upperBound).max() else { return }
        // Signs alone are no sentence, but where they are all there is and somebody asks for them, they are what was said.
        if text.sentences.isEmpty {
            sentences.append(Sentence(span: first..<last, kind: .statement))
            text.sentences = text.sentences.lowerBound..<sentences.count
        }
        let spans = sentences[text.sentences].map(\.span)
        for (phrase, span) in found {
            let sentence = min(SpeechMap.count(spans) { $0.upperBound <= span.lowerBound }, spans.count - 1)
            matches.append(PhraseMatch(phrase: phrase, span: span, words: map.words(in: span), sentence: sentence))
        }
        text.matches = text.matches.lowerBound..<matches.count
        matches.sortIfNeeded(text.matches)
    }
}
