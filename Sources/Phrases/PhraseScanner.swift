/// Scans texts for the phrases of a matcher, one after the other, and keeps its working memory between them. It belongs to one thread.
public struct PhraseScanner: Sendable {
    public let matcher: PhraseMatcher
    private var sentences: SentenceMatcher
    private var lexeme = Lexeme()
    private var items: [Item] = []
    /// The indices of the items that may begin a phrase.
    private var beginnings: [Int] = []
    private var marksInRow = 0
    /// The kind of the present sentence, once it is at its end.
    private var ending: Sentence.Kind?
    /// Where the last mark or word of the present sentence ends.
    private var sentenceEnd = 0

    /// A sentence with more words and marks than this is taken as several, so that memory stays bounded.
    private static let longestSentence = 65_536
    /// More marks than this between two words are passed over.
    private static let mostMarks = 16

    public init(_ matcher: PhraseMatcher) {
        self.matcher = matcher
        sentences = SentenceMatcher()
    }

    /// Finds every phrase in a text, in one pass and in time linear in its length.
    public mutating func scan(_ text: String) -> TextScan {
        var text = text
        return text.withUTF8 { scan($0) }
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> TextScan {
        var scan = TextScan()
        var lexer = Lexer(bytes)
        sentences.begin()
        while true {
            lexer.next(&lexeme)
            switch lexeme.kind {
            case .word:
                if ending != nil || items.count >= Self.longestSentence { endSentence(&scan) }
                addWord(&scan.words)
            case .mark: addMark(wordsBefore: scan.words)
            case .lineBreak: endSentence(&scan)
            case .end:
                endSentence(&scan)
                scan.hasUnsegmentedScript = lexer.hasUnsegmentedScript
                scan.matches.sortIfNeeded()
                return scan
            }
        }
    }

    @inline(__always)
    private mutating func addWord(_ words: inout Int) {
        marksInRow = 0
        sentenceEnd = lexeme.end
        matcher.vocabulary.read(lexeme.word) { symbol in
            if matcher.mayBegin(with: symbol, lexeme.classes) { beginnings.append(items.count) }
            items.append(
                Item(
                    start: lexeme.start, end: lexeme.end, symbol: symbol, wordsBefore: UInt32(truncatingIfNeeded: words), classes: lexeme.classes,
                    isWord: true))
            words += 1
        }
    }

    private mutating func addMark(wordsBefore: Int) {
        if !lexeme.classes.isEmpty { addItem(wordsBefore: wordsBefore) }
        guard !items.isEmpty else { return }
        sentenceEnd = lexeme.end
        if let kind = lexeme.ending { ending = ending.map { Swift.max($0, kind) } ?? kind }
    }

    private mutating func addItem(wordsBefore: Int) {
        if let last = items.last, !last.isWord, last.classes == lexeme.classes {
            items[items.count - 1].end = lexeme.end
            return
        }
        guard marksInRow < Self.mostMarks else { return }
        marksInRow += 1
        if matcher.mayBegin(with: 0, lexeme.classes) { beginnings.append(items.count) }
        items.append(
            Item(
                start: lexeme.start, end: lexeme.end, symbol: 0, wordsBefore: UInt32(truncatingIfNeeded: wordsBefore), classes: lexeme.classes,
                isWord: false))
    }

    private mutating func endSentence(_ scan: inout TextScan) {
        guard let first = items.first else { return }
        if !beginnings.isEmpty {
            sentences.match(items, beginnings: beginnings, sentence: scan.sentences.count, with: matcher, into: &scan.matches)
        }
        scan.sentences.append(Sentence(span: first.start..<sentenceEnd, kind: ending ?? .statement))
        items.removeAll(keepingCapacity: true)
        beginnings.removeAll(keepingCapacity: true)
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
