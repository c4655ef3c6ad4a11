/// Puts the words and marks of a text together to sentences, and has each matched.
struct SentenceReader: ~Copyable {
    private var sentences: SentenceMatcher
    private var unknownWords = UnknownWords()
    private var items = Buffer<Item>()
    /// What was found in the present text.
    private var matches = Buffer<PhraseMatch>()
    private var ended = Buffer<Sentence>()
    /// The indices of the items that may begin a phrase.
    private var beginnings = Buffer<Int>()
    private var marksInRow = 0
    /// Of the phrases that are looked for in the present text, and the classes of tokens that they may begin with.
    private var group = 0
    private var beginningClasses: TokenClasses = []
    /// The kind of the present sentence, once it is at its end.
    private var ending: Sentence.Kind?
    /// Where the first and last word or mark of the present sentence are; nil before the first.
    private var sentenceStart: Int?
    private var sentenceEnd = 0
    /// What of the last text was quoted, in order, as UTF-8 byte offsets.
    private(set) var quotes: [Range<Int>] = []

    /// A sentence with more words and marks than this is taken as several, so that memory stays bounded.
    private static let longestSentence = 65_536
    /// More marks than this between two words are passed over.
    private static let mostMarks = 16

    init(_ matcher: PhraseMatcher) { sentences = SentenceMatcher(matcher) }

    /// - Parameters:
    ///   - bytes: The text, in valid UTF-8.
    ///   - group: Of the phrases that are looked for.
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, for group: Int, _ vocabulary: Vocabulary, _ automaton: Automaton, into scans: inout TextScans
    ) -> TextScans.Text {
        self.group = group
        beginningClasses = automaton.beginningClasses[group]
        var scan = TextScans.Text()
        var lexer = Lexer(bytes)
        var lexeme = Lexeme()
        sentences.begin()
        while true {
            if let word = lexer.plainWord() {
                if ending != nil || items.count >= Self.longestSentence { endSentence() }
                if automaton.hasRecognisers {
                    add(Lexeme(word), &scan.words, vocabulary, automaton, bytes)
                } else {
                    add(word, &scan.words, vocabulary, automaton)
                }
                continue
            }
            lexer.next(&lexeme)
            switch lexeme.kind {
            case .word:
                if ending != nil || items.count >= Self.longestSentence { endSentence() }
                add(lexeme, &scan.words, vocabulary, automaton, bytes)
            case .mark: addMark(&lexeme, wordsBefore: scan.words, automaton)
            case .lineBreak: endSentence()
            case .end:
                endSentence()
                quotes = lexer.quotes
                scan.hasUnsegmentedScript = lexer.hasUnsegmentedScript
                scan.sentences = ended.moveAll(to: &scans.sentences)
                scan.matches = matches.moveAll(to: &scans.matches)
                scans.matches.sortIfNeeded(scan.matches)
                return scan
            }
        }
    }

    /// Adds a plain word to the sentence.
    @inline(__always)
    private mutating func add(_ word: PlainWord, _ words: inout Int, _ vocabulary: Vocabulary, _ automaton: Automaton) {
        let value = vocabulary.value(of: word, &unknownWords)
        if value < Vocabulary.firstExpansion, !word.isShouted {
            addItem(word.start, word.end, value, &words, automaton)
        } else {
            addUnusual(Lexeme(word), value, &words, vocabulary, automaton)
        }
    }

    /// Adds a word that may be of a class to the sentence.
    private mutating func add(
        _ lexeme: Lexeme, _ words: inout Int, _ vocabulary: Vocabulary, _ automaton: Automaton, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        var lexeme = lexeme
        if automaton.hasRecognisers { lexeme.classes.formUnion(automaton.recognisedClasses(of: lexeme, in: bytes)) }
        addUnusual(lexeme, vocabulary.value(of: lexeme.word, &unknownWords), &words, vocabulary, automaton)
    }

    @inline(__always)
    private mutating func addItem(
        _ start: Int, _ end: Int, _ symbol: Symbol, _ words: inout Int, _ automaton: Automaton, classes: TokenClasses = [],
        mayBegin: Bool = false
    ) {
        marksInRow = 0
        if sentenceStart == nil { sentenceStart = start }
        sentenceEnd = end
        let facts = automaton.words[symbol]
        if facts.mayBegin(group) || mayBegin { beginnings.append(items.count) }
        items.append(
            Item(start: start, end: end, symbol: symbol, wordsBefore: words, classes: classes, labels: facts.labels, isWord: true))
        words += 1
    }

    /// Adds a word that is of a class, or that is read as several.
    @inline(never)
    private mutating func addUnusual(
        _ lexeme: Lexeme, _ value: UInt32, _ words: inout Int, _ vocabulary: Vocabulary, _ automaton: Automaton
    ) {
        let classes = lexeme.classes.intersection(automaton.classes)
        let mayBegin = !classes.isDisjoint(with: beginningClasses)
        vocabulary.forEachSymbol(of: value, lexeme.word) { symbol in
            addItem(lexeme.start, lexeme.end, symbol, &words, automaton, classes: classes, mayBegin: mayBegin)
        }
    }

    private mutating func addMark(_ lexeme: inout Lexeme, wordsBefore: Int, _ automaton: Automaton) {
        if !lexeme.classes.isEmpty, sentenceStart == nil { sentenceStart = lexeme.start }
        guard sentenceStart != nil else { return }
        lexeme.classes.formIntersection(automaton.classes)
        if !lexeme.classes.isEmpty { addMarkItem(lexeme, wordsBefore: wordsBefore, automaton) }
        sentenceEnd = lexeme.end
        if let kind = lexeme.ending { ending = ending.map { Swift.max($0, kind) } ?? kind }
    }

    private mutating func addMarkItem(_ lexeme: Lexeme, wordsBefore: Int, _ automaton: Automaton) {
        if items.count > 0, !items[items.count - 1].isWord, items[items.count - 1].classes == lexeme.classes {
            items[items.count - 1].end = UInt32(truncatingIfNeeded: lexeme.end)
            return
        }
        guard marksInRow < Self.mostMarks else { return }
        marksInRow += 1
        if !lexeme.classes.isDisjoint(with: beginningClasses) { beginnings.append(items.count) }
        items.append(
            Item(
                start: lexeme.start, end: lexeme.end, symbol: 0, wordsBefore: wordsBefore, classes: lexeme.classes, labels: .none,
                isWord: false))
    }

    private mutating func endSentence() {
        guard let start = sentenceStart else { return }
        if beginnings.count > 0 {
            sentences.match(items, beginnings: beginnings, of: group, sentence: ended.count, into: &matches)
        }
        ended.append(Sentence(span: start..<sentenceEnd, kind: ending ?? .statement))
        items.removeAll()
        beginnings.removeAll()
        sentenceStart = nil
        ending = nil
        marksInRow = 0
    }
}

extension [PhraseMatch] {
    /// Matches come by their first word; those that begin at the same byte still need their order.
    ///
    /// - Parameter range: Where those of one text are.
    mutating func sortIfNeeded(_ range: Range<Int>) {
        func isBefore(_ a: PhraseMatch, _ b: PhraseMatch) -> Bool {
            (a.span.lowerBound, a.span.upperBound, a.phrase) < (b.span.lowerBound, b.span.upperBound, b.phrase)
        }
        for index in range.dropFirst() where isBefore(self[index], self[index - 1]) { return self[range].sort(by: isBefore) }
    }
}
