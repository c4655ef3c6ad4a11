/// Scans texts for the phrases of a matcher, one after the other, and keeps its working memory between them. It belongs to one thread.
public struct PhraseScanner: ~Copyable {
    public let matcher: PhraseMatcher
    private var sentences: SentenceMatcher
    private var items = Buffer<Item>()
    /// The indices of the items that may begin a phrase.
    private var beginnings = Buffer<Int>()
    private var marksInRow = 0
    /// The kind of the present sentence, once it is at its end.
    private var ending: Sentence.Kind?
    /// Where the first and last word or mark of the present sentence are; nil before the first.
    private var sentenceStart: Int?
    private var sentenceEnd = 0

    /// A sentence with more words and marks than this is taken as several, so that memory stays bounded.
    private static let longestSentence = 65_536
    /// More marks than this between two words are passed over.
    private static let mostMarks = 16

    public init(_ matcher: PhraseMatcher) {
        self.matcher = matcher
        sentences = SentenceMatcher(matcher)
    }

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    public mutating func scan(_ text: String) -> TextScan {
        var text = text
        return text.withUTF8 { scan($0) }
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> TextScan {
        // Taken out of `self` once: each time would count a reference.
        let vocabulary = matcher.vocabulary
        let automaton = matcher.automaton
        var scan = TextScan()
        var lexer = Lexer(bytes)
        var lexeme = Lexeme()
        sentences.begin()
        while true {
            lexer.next(&lexeme)
            switch lexeme.kind {
            case .word:
                if ending != nil || items.count >= Self.longestSentence { endSentence(&scan, automaton) }
                add(&lexeme, &scan.words, vocabulary, automaton)
            case .mark: addMark(&lexeme, wordsBefore: scan.words, automaton)
            case .lineBreak: endSentence(&scan, automaton)
            case .end:
                endSentence(&scan, automaton)
                scan.hasUnsegmentedScript = lexer.hasUnsegmentedScript
                scan.matches.sortIfNeeded()
                return scan
            }
        }
    }

    /// Adds a word to the sentence.
    @inline(__always)
    private mutating func add(_ lexeme: inout Lexeme, _ words: inout Int, _ vocabulary: Vocabulary, _ automaton: Automaton) {
        marksInRow = 0
        if sentenceStart == nil { sentenceStart = lexeme.start }
        sentenceEnd = lexeme.end
        let value = vocabulary.value(of: lexeme.word)
        if value < Vocabulary.firstExpansion, lexeme.classes.isEmpty {
            let facts = automaton.words[value]
            if facts.mayBegin { beginnings.append(items.count) }
            items.append(Item(lexeme, value, wordsBefore: words, labelMarks: facts.labelMarks))
            words += 1
        } else {
            addUnusual(&lexeme, value, &words, vocabulary, automaton)
        }
    }

    /// Adds a word that is of a class, or that is read as several.
    @inline(never)
    private mutating func addUnusual(
        _ lexeme: inout Lexeme, _ value: UInt32, _ words: inout Int, _ vocabulary: Vocabulary, _ automaton: Automaton
    ) {
        lexeme.classes.formIntersection(automaton.classes)
        let marks = lexeme.classes.labelMarks
        let mayBegin = !lexeme.classes.isDisjoint(with: automaton.beginningClasses)
        for symbol in vocabulary.symbols(of: value, lexeme.word) {
            let facts = automaton.words[symbol]
            if facts.mayBegin || mayBegin { beginnings.append(items.count) }
            items.append(Item(lexeme, symbol, wordsBefore: words, labelMarks: facts.labelMarks | marks))
            words += 1
        }
    }

    private mutating func addMark(_ lexeme: inout Lexeme, wordsBefore: Int, _ automaton: Automaton) {
        if !lexeme.classes.isEmpty, sentenceStart == nil { sentenceStart = lexeme.start }
        guard sentenceStart != nil else { return }
        lexeme.classes.formIntersection(automaton.classes)
        if !lexeme.classes.isEmpty { addItem(lexeme, wordsBefore: wordsBefore, automaton) }
        sentenceEnd = lexeme.end
        if let kind = lexeme.ending { ending = ending.map { Swift.max($0, kind) } ?? kind }
    }

    private mutating func addItem(_ lexeme: Lexeme, wordsBefore: Int, _ automaton: Automaton) {
        if items.count > 0, !items[items.count - 1].isWord, items[items.count - 1].classes == lexeme.classes {
            items[items.count - 1].end = lexeme.end
            return
        }
        guard marksInRow < Self.mostMarks else { return }
        marksInRow += 1
        if !lexeme.classes.isDisjoint(with: automaton.beginningClasses) { beginnings.append(items.count) }
        items.append(Item(lexeme, 0, wordsBefore: wordsBefore, labelMarks: lexeme.classes.labelMarks))
    }

    private mutating func endSentence(_ scan: inout TextScan, _ automaton: Automaton) {
        guard let start = sentenceStart else { return }
        if beginnings.count > 0 {
            sentences.match(items, beginnings: beginnings, sentence: scan.sentences.count, automaton, into: &scan.matches)
        }
        scan.sentences.append(Sentence(span: start..<sentenceEnd, kind: ending ?? .statement))
        items.removeAll()
        beginnings.removeAll()
        sentenceStart = nil
        ending = nil
        marksInRow = 0
    }
}

extension [PhraseMatch] {
    /// Matches come by their first word; those that begin at the same byte still need their order.
    fileprivate mutating func sortIfNeeded() {
        func isBefore(_ a: PhraseMatch, _ b: PhraseMatch) -> Bool {
            (a.span.lowerBound, a.span.upperBound, a.phrase) < (b.span.lowerBound, b.span.upperBound, b.phrase)
        }
        for index in indices.dropFirst() where isBefore(self[index], self[index - 1]) { return sort(by: isBefore) }
    }
}
