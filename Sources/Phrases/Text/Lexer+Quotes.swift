/// Text that is not speech: quoted lines, code, and the mail that is answered.
extension Lexer {
    /// Begins a line at the position, past all lines that are quoted.
    ///
    /// - Returns: Whether there were any.
    mutating func beginLine() -> Bool {
        let start = position
        passQuotedLines()
        if position > start { quotes.append(start..<position) }
        return position > start
    }

    private mutating func passQuotedLines() {
        while position < bytes.count {
            lineStart = position
            let first = passSpaces(position)
            switch byte(first) {
            case UInt8(ascii: ">") where !isEmoticon(first): passLine()
            // The “>” of mail that was exported as HTML writes it; an emoticon may follow that, too.
            case UInt8(ascii: "&") where entity(at: first)?.entity == .greaterThan && !isEmoticon(first + 3): passLine()
            case UInt8(ascii: "-") where isOriginalMessage(first): position = bytes.count
            case UInt8(ascii: "O"):
                guard let end = endOfAttribution(first) else { return }
                position = end
                passQuotedMail()
            default: return
            }
        }
        lineStart = position
    }

    /// Passes over code between fences; else over the backquote.
    ///
    /// - Returns: Whether there was code: it ends a sentence.
    mutating func passFence(_ lexeme: inout Lexeme) -> Bool {
        guard mayHoldFence, isFence(position) else {
            position += 1
            return false
        }
        var end = position + 3
        while end < bytes.count, !isFence(end) { end += 1 }
        guard end < bytes.count else {
            mayHoldFence = false
            position += 3
            return false
        }
        quotes.append(position..<end + 3)
        position = end + 3
        lineStart = position
        lexeme.set(.lineBreak, position, position)
        return true
    }

    private func isFence(_ offset: Int) -> Bool {
        byte(offset) == UInt8(ascii: "`") && byte(offset + 1) == UInt8(ascii: "`") && byte(offset + 2) == UInt8(ascii: "`")
    }

    private func isEmoticon(_ offset: Int) -> Bool {
        (byte(offset + 1) == UInt8(ascii: ":") || byte(offset + 1) == UInt8(ascii: "="))
            && (byte(offset + 2) == UInt8(ascii: "(") || byte(offset + 2) == UInt8(ascii: "-") || byte(offset + 2) == UInt8(ascii: "'"))
    }

    /// Goes on after the end of the current line.
    private mutating func passLine() {
        while position < bytes.count, !Self.isLineBreak(bytes[position]) { position += 1 }
        if position < bytes.count { passLineBreak() }
    }

    /// `-----Original Message-----`, as some mail programs put it over the mail that is answered.
    private func isOriginalMessage(_ offset: Int) -> Bool {
        var end = offset
        while end - offset < 80, byte(end) == UInt8(ascii: "-") { end += 1 }
        end = passSpaces(end)
        return end - offset >= 3 && (begins("original message", at: end) || begins("forwarded message", at: end))
    }

    /// The end of “On … wrote:” that begins at an offset, over at most three lines.
    ///
    /// It holds a digit, of its date, and ends a line; so “On Monday I wrote: …” stays speech.
    private func endOfAttribution(_ offset: Int) -> Int? {
        guard begins("on ", at: offset) else { return nil }
        var breaks = 0
        var hasDigit = false
        for end in offset..<min(offset + 400, bytes.count) {
            let byte = bytes[end]
            if byte.isDigit { hasDigit = true }
            if Self.isLineBreak(byte) { breaks += 1 }
            guard breaks < 3 else { return nil }
            if byte == UInt8(ascii: "w"), hasDigit, begins("wrote:", at: end), !begins("i ", at: end - 2) {
                let close = passSpaces(end + 6)
                if close >= bytes.count || Self.isLineBreak(bytes[close]) { return close }
            }
        }
        return nil
    }

    /// Passes over the mail under “On … wrote:”: to the end of the text, unless its lines are marked as quoted one by one.
    private mutating func passQuotedMail() {
        var next = position
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        if byte(next) == UInt8(ascii: ">") {
            while next > position, !Self.isLineBreak(bytes[next - 1]) { next -= 1 }
            position = next
        } else {
            position = bytes.count
        }
    }

    /// Whether the text has some small letters at an offset, in either case.
    func begins(_ letters: StaticString, at offset: Int) -> Bool {
        let letters = UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount)
        guard offset >= 0, offset + letters.count <= bytes.count else { return false }
        return letters.indices.allSatisfy { index in
            let byte = bytes[offset + index]
            return (byte.isLetter ? byte | 0x20 : byte) == letters[index]
        }
    }
}
