/// All phrases of all rules as one automaton. Immutable: threads share it.
public struct PhraseMatcher: Sendable {
    let vocabulary: Vocabulary
    let automaton: Automaton
    /// The regular expressions among the phrases; nil where there are none.
    let expressions: ExpressionDatabase?
    private let scanners = ScannerPool()
    /// The number of phrases that it was made of.
    public let phraseCount: Int

    /// Makes an automaton of phrases; phrase k of the array is known as k in matches.
    ///
    /// - Parameters:
    ///   - groups: Phrases by their numbers, for texts in which they alone are looked for; at most `PhraseGroup.most`.
    ///   - list: The phrases of a list by its name, asked for where a phrase holds `@name`. The caller has made sure that the name exists and
    ///     that no list holds itself.
    /// - Throws: The first phrase that is too long or too large once its lists are put in, or a regular expression that is.
    public init(
        _ phrases: [Phrase], groups: [[Int]] = [], list: (String) -> [Phrase] = { _ in [] }
    ) throws(PhraseMatcherError) {
        precondition(groups.count <= PhraseGroup.most)
        let builder = try Self.builder(phrases, firstState: (groups.count + 1) * 2, list: list)
        vocabulary = Vocabulary(builder.labels)
        automaton = Automaton(builder, groups: Self.bits(of: groups, phrases.count), groupCount: groups.count + 1, vocabulary: vocabulary)
        try Self.checkSize(of: vocabulary, phrases)
        expressions = try ExpressionDatabase(phrases)
        phraseCount = phrases.count
    }

    private static func checkSize(of vocabulary: Vocabulary, _ phrases: [Phrase]) throws(PhraseMatcherError) {
        guard let last = phrases.last, vocabulary.names.count > StepCache.mostSymbols else { return }
        throw PhraseMatcherError(
            phrase: phrases.count - 1,
            reason: PhraseError(
                code: "too-many-words", message: "the phrases have more than \(StepCache.mostSymbols) different words in all",
                help: "load fewer packs, or shorten their lists", range: 0..<last.source.utf8.count))
    }

    /// By phrase, a bit for each group that has it; the first has all.
    private static func bits(of groups: [[Int]], _ phraseCount: Int) -> [UInt8] {
        var bits = [UInt8](repeating: 1, count: phraseCount)
        for (group, phrases) in groups.enumerated() { for phrase in phrases { bits[phrase] |= 2 << UInt8(group) } }
        return bits
    }

    private static func builder(
        _ phrases: [Phrase], firstState: Int, list: (String) -> [Phrase]
    ) throws(PhraseMatcherError) -> AutomatonBuilder {
        var builder = AutomatonBuilder(for: phrases, firstState: firstState)
        for (index, phrase) in phrases.enumerated() {
            do throws(PhraseError) {
                try builder.add(phrase, list: list)
            } catch {
                throw PhraseMatcherError(phrase: index, reason: error)
            }
        }
        return builder
    }

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    ///
    /// Of the matches of one phrase the leftmost is taken, of those the longest, and the next only after its end.
    public func scan(_ text: String) -> TextScan {
        var scans = TextScans()
        let found = scan(text, into: &scans)
        return TextScan(
            words: found.words, sentences: scans.sentences, matches: scans.matches, hasUnsegmentedScript: found.hasUnsegmentedScript)
    }

    /// The same, beside what was found in other texts.
    ///
    /// - Parameter group: The phrases to find. Regular expressions are found whatever their group.
    public func scan(_ text: String, for group: PhraseGroup = .all, into scans: inout TextScans) -> TextScans.Text {
        let scanner = scanners.take() ?? PhraseScanner(self)
        defer { scanners.giveBack(scanner) }
        return scanner.scan(text, for: group, into: &scans)
    }
}

/// Phrases of a matcher that a text can be scanned for alone: what nobody asks about a text need not be looked for in it.
public struct PhraseGroup: Sendable, Hashable {
    let number: Int

    /// All phrases of the matcher.
    public static let all = PhraseGroup(number: 0)

    /// How many groups a matcher can have beside all phrases.
    public static let most = 7

    private init(number: Int) { self.number = number }

    /// One of the groups that the matcher was made with.
    public init(index: Int) { self.init(number: index + 1) }
}
