/// Where sentences end, and the marks that stand there.
extension Lexer {
    /// Reads a run of full stops, exclamation marks and question marks.
    ///
    /// - Returns: Whether there is a lexeme: a run that neither ends a sentence nor is of a class is passed over.
    mutating func readEndMarks(_ lexeme: inout Lexeme) -> Bool {
        let start = position
        var run = MarkRun()
        while true {
            let byte = byte(position)
            if byte < 0x80 {
                guard run.add(ascii: byte) else { break }
                position += 1
            } else {
                let (scalar, length) = scalar(at: position)
                guard run.add(scalar) else { break }
                position += length
            }
        }
        lexeme.set(.mark, start, position, run.classes)
        let ends = run.isWide || mayEndSentence(at: position) && !(run.isSingleStop && isAbbreviation(before: start))
        lexeme.ending = ends ? run.kind : nil
        return ends || !run.classes.isEmpty
    }

    /// Reads the end of a line.
    ///
    /// - Returns: Whether a sentence ends with it: always, but for lines that were wrapped by a program.
    mutating func readLineBreak(_ lexeme: inout Lexeme) -> Bool {
        let isLong = isLong(lineFrom: lineStart, to: position)
        passLineBreak()
        lexeme.set(.lineBreak, position, position)
        let skipsQuote = beginLine()
        return skipsQuote || !isLong || !beginsWithSmallLetter(position)
    }

    /// Passes over the line break at the position; a carriage return and a line feed are one.
    mutating func passLineBreak() {
        let length = scalar(at: position).1
        let isPair = byte(position) == UInt8(ascii: "\r") && byte(position + 1) == UInt8(ascii: "\n")
        position = min(bytes.count, position + (isPair ? 2 : length))
    }

    /// Reads `:(` and its like.
    ///
    /// - Returns: Whether there is one; else the sign was passed over.
    mutating func readEmoticon(_ lexeme: inout Lexeme) -> Bool {
        let start = position
        position += 1
        guard start == 0 || !bytes[start - 1].isWordByte else { return false }
        var end = start
        let isAngry = byte(end) == UInt8(ascii: ">")
        if isAngry { end += 1 }
        guard byte(end) == UInt8(ascii: ":") || byte(end) == UInt8(ascii: "=") || byte(end) == UInt8(ascii: ";") else { return false }
        let isWink = byte(end) == UInt8(ascii: ";")
        end += 1
        if byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "'") { end += 1 }
        let mouth = byte(end)
        guard let classes = Self.classes(ofMouth: mouth), !isWink || classes == .happyEmoji else { return false }
        while byte(end) == mouth { end += 1 }
        // “://” is in an address, and “:D” may begin a word.
        guard !byte(end).isWordByte, byte(end) != UInt8(ascii: "/") else { return false }
        lexeme.set(.mark, start, end, isAngry ? .angryEmoji : classes)
        lexeme.ending = nil
        position = end
        return true
    }

    private static func classes(ofMouth byte: UInt8) -> TokenClasses? {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: "\\"): .sadEmoji
        case UInt8(ascii: ")"), UInt8(ascii: "D"): .happyEmoji
        default: nil
        }
    }

    /// Whether what follows end marks lets them end a sentence: a space, a closing sign, or nothing.
    private func mayEndSentence(at offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        let byte = bytes[offset]
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || entity(at: offset) != nil { return true }
        switch ScalarTable.entry(scalar(at: offset).0).kind {
        case .space, .lineBreak, .closing, .apostrophe, .angryEmoji, .sadEmoji, .happyEmoji, .ignorable: return true
        default: return false
        }
    }

    /// Whether the full stop at an offset belongs to the word before it: `Mr.`, `e.g.`, `No. 5`.
    private func isAbbreviation(before stop: Int) -> Bool {
        guard lastWord.upperBound == stop, lastWord.count < 8 else { return false }
        let next = passSpaces(stop + 1)
        guard next < bytes.count, !Self.isLineBreak(bytes[next]) else { return false }
        // Eight bytes hold each of them, so no string is made at every full stop.
        let word = Octet(bytes, at: lastWord.lowerBound).folded
        if Self.abbreviations.contains(word) { return true }
        if Self.numbering.contains(word) { return bytes[next].isDigit }
        if Self.closingAbbreviations.contains(word) { return bytes[next].isLetter && !bytes[next].isCapital }
        // An initial, or the last letter of something like “e.g.”; but “It was I.” ends.
        let first = lastWord.lowerBound
        guard lastWord.count == 1, bytes[first].isLetter else { return false }
        return first > 0 && bytes[first - 1] == UInt8(ascii: ".") || bytes[first].isCapital && bytes[first] != UInt8(ascii: "I")
    }

    func passSpaces(_ offset: Int) -> Int {
        var end = offset
        while byte(end) == UInt8(ascii: " ") || byte(end) == UInt8(ascii: "\t") { end += 1 }
        return end
    }

    static func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// Whether a line is so long that a program may have broken it.
    private func isLong(lineFrom start: Int, to end: Int) -> Bool {
        let limit = 60
        guard end - start >= limit else { return false }
        // No character has more than four bytes.
        guard end - start < 4 * limit else { return true }
        return bytes[start..<end].count { $0 & 0xC0 != 0x80 } >= limit
    }

    private func beginsWithSmallLetter(_ offset: Int) -> Bool {
        let first = passSpaces(offset)
        let byte = byte(first)
        return byte < 0x80 ? byte.isLetter && !byte.isCapital : scalar(at: first).0.properties.isLowercase
    }

    /// Those that a name, a number or an example follows.
    private static let abbreviations = Octet.folded([
        "mr", "mrs", "ms", "mx", "dr", "prof", "st", "mt", "vs", "eg", "ie", "cf", "ca", "approx", "incl", "excl", "nr", "tel", "ext",
        "ref", "dept", "acct", "qty",
    ])
    /// Those that are words of their own unless a number follows.
    private static let numbering = Octet.folded(["no", "fig", "art", "sec", "vol", "p", "pp"])
    /// Those that may end a sentence.
    private static let closingAbbreviations = Octet.folded(["etc", "inc", "ltd", "co", "corp", "jr", "sr", "min", "max", "hrs", "mins"])
}

/// What a run of end marks is made of.
private struct MarkRun {
    private var stops = 0
    private var exclamations = 0
    private var questions = 0
    /// Whether one of them ends a sentence whatever follows it.
    private(set) var isWide = false

    mutating func add(ascii byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."): stops += 1
        case UInt8(ascii: "!"): exclamations += 1
        case UInt8(ascii: "?"): questions += 1
        default: return false
        }
        return true
    }

    mutating func add(_ scalar: Unicode.Scalar) -> Bool {
        let kind = ScalarTable.entry(scalar).kind
        switch kind {
        case .fullStop, .wideFullStop: stops += scalar == "…" ? 3 : 1
        case .exclamationMark, .wideExclamationMark: exclamations += scalar == "‼" ? 2 : 1
        case .questionMark, .wideQuestionMark: questions += 1
        case .ignorable: return stops + exclamations + questions > 0
        default: return false
        }
        if kind == .wideFullStop || kind == .wideExclamationMark || kind == .wideQuestionMark { isWide = true }
        return true
    }

    var isSingleStop: Bool { stops == 1 && exclamations == 0 && questions == 0 }

    var classes: TokenClasses {
        var classes: TokenClasses = []
        if questions > 0 { classes.insert(.question) }
        if exclamations > 1 { classes.insert(.exclaim) }
        if questions + exclamations > 2 { classes.insert(.tripleMark) }
        return classes
    }

    var kind: Sentence.Kind {
        questions > 0 ? .question : exclamations > 0 ? .exclamation : .statement
    }
}
