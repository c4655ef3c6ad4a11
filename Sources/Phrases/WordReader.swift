/// A word or mark of a text, as it is read.
public struct ReadWord: Sendable, Hashable {
    /// The word as it is compared with phrases; for a token or mark that is compared by its class alone, as it is written.
    public let text: String
    /// UTF-8 byte offsets into the text; the words of a contraction share them.
    public let span: Range<Int>
    /// The classes that it is a token of, in the order of their declaration.
    public let classes: [TokenClass]
    /// Whether it is compared by its class alone: an address, a date, an emoji, `!!`.
    public let isToken: Bool

    public init(text: String, span: Range<Int>, classes: [TokenClass] = [], isToken: Bool = false) {
        self.text = text
        self.span = span
        self.classes = classes
        self.isToken = isToken
    }
}

/// Reads texts into words, without any phrases.
public enum WordReader {
    /// The words of a text outside quoted text, and its tokens; contractions are written out.
    public static func words(in text: String) -> [ReadWord] { words(in: text) { _ in [] } }

    /// - Parameter names: What the words of a written word are known as; nil or missing for those that are read as they are.
    static func words(in text: String, names: (FoldedWord) -> [String?]) -> [ReadWord] {
        var text = text
        return text.withUTF8 { bytes in
            var lexer = Lexer(bytes)
            var lexeme = Lexeme()
            var words: [ReadWord] = []
            while true {
                lexer.next(&lexeme)
                switch lexeme.kind {
                case .end: return words
                case .lineBreak: continue
                case .mark where lexeme.classes.isEmpty: continue
                case .word where lexeme.word.length > 0:
                    let folded = lexeme.word.text
                    let names = names(lexeme.word)
                    for (index, part) in (Contractions.expansion(of: folded) ?? [folded]).enumerated() {
                        let name = index < names.count ? names[index] : nil
                        words.append(ReadWord(text: name ?? part, span: lexeme.start..<lexeme.end, classes: lexeme.classes.members))
                    }
                case .mark, .word:
                    let written = String(decoding: bytes[lexeme.start..<lexeme.end], as: UTF8.self)
                    words.append(
                        ReadWord(text: written, span: lexeme.start..<lexeme.end, classes: lexeme.classes.members, isToken: true))
                }
            }
        }
    }
}
