/// Words and prefixes, read as the words of texts are.
extension PhraseParser {
    /// Reads a written word: one element, or several where it is a contraction or has a hyphen.
    mutating func words() throws(PhraseError) -> PhraseShape {
        let start = index
        if passPlainWord() {
            code.append(.word, part(start..<index))
            return .words(1)
        }
        while index < bytes.count, !endsWord(at: index) {
            guard isAllowed(at: index) else { throw badCharacter(at: index) }
            index = end(after: index)
        }
        let written = text(start..<index)
        if current == UInt8(ascii: "*") {
            index += 1
            code.append(.prefix, try prefix(written, start..<index))
            return .words(1)
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
        for word in words { code.append(.word, word.text) }
        return .words(words.count)
    }

    /// Passes a word of small ASCII letters that is read as itself, as nearly all are.
    ///
    /// - Returns: false where it is anything else; then nothing was read.
    private mutating func passPlainWord() -> Bool {
        var end = index
        var isDrawnOut = false
        while end < bytes.count, bytes[end] &- 0x61 < 26 {
            if end - index > 1, bytes[end] == bytes[end - 1], bytes[end] == bytes[end - 2] { isDrawnOut = true }
            end += 1
        }
        guard !isDrawnOut, end > index, end - index < FoldedWord.limit,
            end == bytes.count || bytes[end] != UInt8(ascii: "*") && endsWord(at: end),
            !ContractionForms.has(part(index..<end))
        else { return false }
        index = end
        return true
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
        guard let byte = current, !isSpace(at: index), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "$")
        else { return }
        let range = index..<end(after: index)
        switch byte {
        case UInt8(ascii: "?"):
            throw error(
                "dangling-question-mark", "a “?” stands after a word", range,
                "write it right in front of what may be missing: ?please; for a question mark in the text write <question>")
        case _ where bytes[index - 1] == UInt8(ascii: "*"):
            throw error(
                "bad-prefix", "a “*” may only end a word", index - 1..<index,
                "write it after the first letters of a word, such as apolog*")
        case UInt8(ascii: "*"):
            throw error("bad-prefix", "a “*” may only end a word", range, "write it after the first letters of a word, such as apolog*")
        case UInt8(ascii: "^"): throw error("misplaced-anchor", "“^” may only be at the start of the phrase", range, Self.anchorHelp)
        default:
            throw error(
                "missing-space", "there is no space before “\(scalar(at: index))”", range,
                "write a space; groups and stars stand for whole words: (apology|apologies), not apolog(y|ies)")
        }
    }

    private func endsWord(at index: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "~"),
            UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "<"), UInt8(ascii: "^"):
            true
        default: isSpace(at: index)
        }
    }

    /// Whether a character may stand in a written word: those of words, hyphens and slashes between them, dots and commas between digits.
    private func isAllowed(at index: Int) -> Bool {
        let scalar = scalar(at: index)
        if Self.isWordScalar(scalar) { return true }
        if ScalarTable.entry(scalar).kind == .apostrophe { return isBetween(index) { Self.isWordScalar($0) } }
        switch scalar {
        case "-", "/", "\u{2010}", "\u{2011}", "\u{2013}": return isBetween(index) { Self.isWordScalar($0) }
        case ".", ",", ":": return isBetween(index) { "0"..."9" ~= $0 }
        default: return false
        }
    }

    private func isBetween(_ index: Int, _ condition: (Unicode.Scalar) -> Bool) -> Bool {
        let next = end(after: index)
        return index > 0 && next < bytes.count && condition(scalar(at: start(before: index))) && condition(scalar(at: next))
    }

    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).isAlphanumeric }
        switch ScalarTable.entry(scalar).kind {
        case .letter, .digit, .combining, .ignorable: return true
        default: return false
        }
    }

    private func badCharacter(at index: Int) -> PhraseError {
        let scalar = scalar(at: index)
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
        return error("bad-character", "“\(scalar)” is never part of a word", index..<end(after: index), help)
    }
}
