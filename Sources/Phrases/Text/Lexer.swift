/// Reads a text from its UTF-8 bytes, one word or mark at a time, past all that is quoted.
///
/// Plain words of ASCII letters, which are nearly all, are found and folded eight bytes at a time; everything else takes the roads in the
/// extensions. Each byte is looked at a bounded number of times, whatever the text.
struct Lexer {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where to read on.
    var position = 0
    /// Where the current line begins.
    var lineStart = 0
    /// Whether some of the text is written without spaces between its words.
    var hasUnsegmentedScript = false
    /// The last word that was read, for the full stop after an abbreviation.
    var lastWord = 0..<0
    /// Up to here it is known that no e-mail or web address begins.
    var addressesCheckedUpTo = 0
    /// Whether a code fence that opens may be closed again.
    var mayHoldFence = true
    /// What was passed over because it is quoted, in order.
    var quotes: [Range<Int>] = []

    /// - Parameter bytes: Valid UTF-8, as Swift's strings are; it outlives the lexer.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        _ = beginLine()
    }

    /// Reads on where the next is a word of a few ASCII letters and nothing else.
    ///
    /// - Returns: nil where it is anything else; `next` reads that.
    @inline(__always)
    mutating func plainWord() -> PlainWord? {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: ",") { position += 1 }
        guard position < bytes.count, bytes[position].isLetter else { return nil }
        let start = position
        let low = Octet(bytes, at: start)
        var word = PlainWord(start: start, end: start + low.letters, low: low.folded, high: 0, isShouted: low.isCapitals)
        if low.letters == 8 {
            let high = Octet(bytes, at: start + 8)
            guard high.letters < 8 else { return nil }
            word.end += high.letters
            word.high = high.folded
            word.isShouted = low.isCapitals && high.isCapitals
        }
        guard isPlainEnd(word.end) else { return nil }
        if word.end - start < 3 { word.isShouted = false }
        position = word.end
        lastWord = start..<word.end
        return word
    }

    /// Reads on.
    mutating func next(_ lexeme: inout Lexeme) {
        while position < bytes.count {
            let byte = bytes[position]
            if byte.isLetter { return readWord(&lexeme) }
            if readOther(byte, &lexeme) { return }
        }
        lexeme.set(.end, position, position)
    }

    /// The byte at an offset; 0 beyond the end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func readWord(_ lexeme: inout Lexeme) {
        if let word = plainWord() {
            lexeme = Lexeme(word)
        } else {
            readUnusualWord(from: position, letters: lettersOfFirstWord(), &lexeme)
        }
    }

    /// The number of ASCII letters at the position.
    private func lettersOfFirstWord() -> Int {
        var end = position
        while byte(end).isLetter, end - position <= FoldedWord.limit { end += 1 }
        return end - position
    }

    /// Whether letters that end at `offset` are surely a word, and no part of a longer word or an address.
    @inline(__always)
    private func isPlainEnd(_ offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        let byte = bytes[offset]
        if byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") { return true }
        switch byte {
        case UInt8(ascii: "."): return !self.byte(offset + 1).isWordByte
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "@"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: ":"), UInt8(ascii: "&"), 0x80...:
            return false
        default: return true
        }
    }

    /// Reads what does not begin with an ASCII letter.
    ///
    /// - Returns: Whether there is a lexeme; else there was nothing but something to pass over.
    private mutating func readOther(_ byte: UInt8, _ lexeme: inout Lexeme) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return readEndMarks(&lexeme)
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return readLineBreak(&lexeme)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: "$"):
            return readNumber(&lexeme)
        case UInt8(ascii: "@"): return passMention()
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: ";"): return readEmoticon(&lexeme)
        case UInt8(ascii: "`"): return passFence(&lexeme)
        case UInt8(ascii: "&"): return passEntity()
        case 0x80...: return readNonASCII(&lexeme)
        default:
            position += 1
            return false
        }
    }

    private mutating func readNonASCII(_ lexeme: inout Lexeme) -> Bool {
        let (scalar, length) = scalar(at: position)
        switch ScalarTable.entry(scalar).kind {
        case .letter, .digit, .combining:
            readUnusualWord(from: position, letters: 0, &lexeme)
            return true
        case .fullStop, .exclamationMark, .questionMark, .wideFullStop, .wideExclamationMark, .wideQuestionMark:
            return readEndMarks(&lexeme)
        case .lineBreak: return readLineBreak(&lexeme)
        case .currency: return readNumber(&lexeme)
        case .angryEmoji:
            lexeme.set(.mark, position, position + length, .angryEmoji)
        case .sadEmoji:
            lexeme.set(.mark, position, position + length, .sadEmoji)
        case .happyEmoji:
            lexeme.set(.mark, position, position + length, .happyEmoji)
        case .ignorable, .apostrophe, .space, .closing, .other:
            position += length
            return false
        }
        lexeme.ending = nil
        position += length
        return true
    }

    /// The scalar that begins at an offset, and its length in bytes.
    func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
        let first = UInt32(byte(offset))
        func tail(_ index: Int) -> UInt32 { UInt32(byte(offset + index) & 0x3F) }
        let (value, length): (UInt32, Int) =
            switch first {
            case ..<0x80: (first, 1)
            case ..<0xE0: ((first & 0x1F) << 6 | tail(1), 2)
            case ..<0xF0: ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
            default: ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
