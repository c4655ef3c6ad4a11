import Phrases

/// A message as the rules read it. All positions are UTF-8 byte offsets into its text.
public struct MessageReading: Sendable, Hashable {
    /// The words outside quoted text.
    public let words: [Reading]
    public let sentences: [Sentence]
    /// Text with letters or digits that is no speech, as quoted mail and code are.
    public let skipped: [Range<Int>]
    /// Every phrase that matches, once for each list that has it, whether or not it counts there.
    public let matches: [TracedMatch]
}

extension RuleSet {
    /// How the rules read a message.
    ///
    /// - Parameter index: The index of the message in its transcript.
    public func reading(of text: String, message index: Int) -> MessageReading {
        let scan = matcher.scan(text)
        let places = PhraseIndex(self)
        let matches = scan.matches.flatMap { match in
            phraseLists[match.phrase].map { entry in
                let found = ListMatch(match, in: index, list: entry.list, weight: entry.weight)
                return TracedMatch(spot: found.spot, weight: entry.weight, place: places.place(of: found))
            }
        }
        return MessageReading(
            words: matcher.readings(of: text), sentences: scan.sentences, skipped: Self.skipped(text, between: scan.sentences),
            matches: matches)
    }

    private static func skipped(_ text: String, between sentences: [Sentence]) -> [Range<Int>] {
        let starts = [0] + sentences.map(\.span.upperBound)
        let ends = sentences.map(\.span.lowerBound) + [text.utf8.count]
        return zip(starts, ends).compactMap { start, end in
            guard start < end else { return nil }
            let from = text.utf8.index(text.utf8.startIndex, offsetBy: start)
            let gap = text[from..<text.utf8.index(from, offsetBy: end - start)]
            guard gap.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) else { return nil }
            let leading = gap.prefix { $0.isWhitespace }.utf8.count
            let trailing = gap.reversed().prefix { $0.isWhitespace }.reduce(0) { $0 + $1.utf8.count }
            return start + leading..<end - trailing
        }
    }
}
