/// Words and prefixes, read as the words of texts are.
extension PhraseParser {
    /// Reads a written word: one element, or several where it is a contraction or has a hyphen.
    mutating func words() throws(PhraseError) -> [Phrase.Element] {
        let start = index
        if let word = plainWord() { return [.word(word)] }
        while let scalar = current, !Self.endsWord(scalar) {
            guard isAllowed(scalar) else { throw badCharacter(scalar) }
            index += 1
        }
        let written = text(start..<index)
        if current == "*" {
            index += 1
            return [.prefix(try prefix(written, start..<index))]
        }
        let words = WordReader.words(in: written)
        guard !words.isEmpty else {
            throw error("bad-character", "“\(written)” is no word", start..<index, "write letters or digits")
        }
        for word in words where word.isToken {
            let tokenClass = word.classes.first.map { "<\($0.name)>" } ?? "its class"
            throw error(
                "token-in-phrase", "“\(word.text)” is read as one token, not as words", start..<index,
                "write \(tokenClass), which matches every token of that class")
        }
        for word in words where Elongation.isElongated(FoldedWord(word.text)) {
            throw error(
                "elongated-word", "“\(word.text)” has a letter three times in a row", start..<index,
                "write it as it is spelt: words that are drawn out in a text are read so, too")
        }
        return words.map { .word($0.text) }
    }

    /// Reads a word of small ASCII letters that is read as itself, as nearly all are.
    ///
    /// - Returns: nil where it is anything else; then nothing was read.
    private mutating func plainWord() -> String? {
        var end = index
        while end < scalars.count, "a"..."z" ~= scalars[end] { end += 1 }
        guard end > index, end == scalars.count || scalars[end] != "*" && Self.endsWord(scalars[end]) else { return nil }
        let word = text(index..<end)
        guard end - index < FoldedWord.limit, Contractions.whole[word] == nil, !Elongation.isElongated(FoldedWord(word)) else { return nil }
        index = end
        return word
    }

    private func prefix(_ written: String, _ range: Range<Int>) throws(PhraseError) -> String {
        let words = WordReader.words(in: written)
        let hasOneWord = words.count == 1 && !words[0].isToken && written.unicodeScalars.allSatisfy { Self.isWordScalar($0) }
        guard hasOneWord || Contractions.whole[written.lowercased()] != nil && !written.contains("'") else {
            throw error(
                "bad-prefix", "“\(text(range))” is not the beginning of one word", range,
                "write letters and one “*” at the end, such as apolog*")
        }
        // The beginning of a word is no contraction, even where it looks like one: `cant*` is for `cantankerous`.
        let folded = written.unicodeScalars.flatMap { Folding.fold($0) }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: folded)
        guard folded.count >= Self.shortestPrefix else {
            throw error(
                "bad-prefix", "“\(text(range))” would match too many words", range,
                "write \(Self.shortestPrefix) letters or more before the “*”")
        }
        return hasOneWord ? words[0].text : String(word)
    }

    /// Requires a space, a bar, a bracket that closes, or the end after an element.
    func requireBreak() throws(PhraseError) {
        guard let scalar = current, ScalarTable.entry(scalar).kind != .space, scalar != "|", scalar != ")", scalar != "$" else { return }
        let range = index..<index + 1
        switch scalar {
        case "?":
            throw error(
                "dangling-question-mark", "a “?” stands after a word", range,
                "write it right in front of what may be missing: ?please; for a question mark in the text write <question>")
        case _ where scalars[index - 1] == "*":
            throw error(
                "bad-prefix", "a “*” may only end a word", index - 1..<index,
                "write it after the first letters of a word, such as apolog*")
        case "*":
            throw error("bad-prefix", "a “*” may only end a word", range, "write it after the first letters of a word, such as apolog*")
        case "^": throw error("misplaced-anchor", "“^” may only be at the start of the phrase", range, Self.anchorHelp)
        default:
            throw error(
                "missing-space", "there is no space before “\(scalar)”", range,
                "write a space; groups and stars stand for whole words: (apology|apologies), not apolog(y|ies)")
        }
    }

    private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "|", ")", "(", "$", "*", "~", "?", "@", "<", "^": true
        default: ScalarTable.entry(scalar).kind == .space
        }
    }

    /// Whether a character may stand in a written word: those of words, hyphens and slashes between them, dots and commas between digits.
    private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if Self.isWordScalar(scalar) { return true }
        if ScalarTable.entry(scalar).kind == .apostrophe { return isBetween { Self.isWordScalar($0) } }
        switch scalar {
        case "-", "/", "\u{2010}", "\u{2011}", "\u{2013}": return isBetween { Self.isWordScalar($0) }
        case ".", ",", ":": return isBetween { "0"..."9" ~= $0 }
        default: return false
        }
    }

    private func isBetween(_ condition: (Unicode.Scalar) -> Bool) -> Bool {
        index > 0 && index + 1 < scalars.count && condition(scalars[index - 1]) && condition(scalars[index + 1])
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).isAlphanumeric }
        switch ScalarTable.entry(scalar).kind {
        case .letter, .digit, .combining, .ignorable: return true
        default: return false
        }
    }

    private func badCharacter(_ scalar: Unicode.Scalar) -> PhraseError {
        let kind = ScalarTable.entry(scalar).kind
        let help =
            switch kind {
            case .exclamationMark, .wideExclamationMark: "leave it out; for “!!” write <exclaim>"
            case .questionMark, .wideQuestionMark: "leave it out; for a question mark write <question>"
            case .angryEmoji: "write <angry-emoji>"
            case .sadEmoji: "write <sad-emoji>"
            case .happyEmoji: "write <happy-emoji>"
            case .currency: "for an amount of money write <money>"
            default: scalar == "#" ? "leave it out: the word of a hashtag is a word like others" : "leave it out, or write a space"
            }
        return error("bad-character", "“\(scalar)” is never part of a word", index..<index + 1, help)
    }
}
