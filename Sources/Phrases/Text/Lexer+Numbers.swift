/// What begins with a digit, or with a sign before one: numbers, amounts, dates, telephone numbers, names of orders.
extension Lexer {
    /// Reads a number or a sign that could stand before one.
    ///
    /// - Returns: Whether there is a lexeme; if not, the sign was passed over.
    mutating func readNumber(_ lexeme: inout Lexeme) -> Bool {
        let start = position
        let (first, signLength) = scalar(at: start)
        lexeme.word.clear()
        switch first {
        case "0"..."9": return readDigits(from: start, &lexeme)
        case "#": return readNumbered(&lexeme)
        case "+", "(":
            if let end = endOfPhone(start) { return emit(start, end, .phone, &lexeme) }
        default:
            let digits = passSpace(start + signLength)
            if byte(digits).isDigit { return emit(start, readPlainNumber(digits, &lexeme.word), .money, &lexeme) }
        }
        position = start + signLength
        return false
    }

    private mutating func emit(_ start: Int, _ end: Int, _ classes: TokenClasses, _ lexeme: inout Lexeme) -> Bool {
        lexeme.set(.word, start, end, classes)
        position = end
        lastWord = start..<end
        return true
    }

    /// `#10482`, `#A-1042`; the hash of any other hashtag is passed over, its word is read as one.
    private mutating func readNumbered(_ lexeme: inout Lexeme) -> Bool {
        let start = position
        var end = start + 1
        var digits = 0
        while end - start < 40, byte(end).isAlphanumeric || byte(end) == UInt8(ascii: "-") && byte(end + 1).isAlphanumeric {
            if byte(end).isDigit { digits += 1 }
            end += 1
        }
        guard digits >= 3, !byte(end).isWordByte, byte(end) != UInt8(ascii: "_") else {
            position = start + 1
            return false
        }
        for offset in (start + 1)..<end where bytes[offset].isAlphanumeric {
            lexeme.word.append(bytes[offset].isLetter ? bytes[offset] | 0x20 : bytes[offset])
        }
        return emit(start, end, .orderID, &lexeme)
    }

    private mutating func readDigits(from start: Int, _ lexeme: inout Lexeme) -> Bool {
        if let end = endOfDate(start) { return emit(start, end, .date, &lexeme) }
        if let end = endOfPhone(start) { return emit(start, end, .phone, &lexeme) }
        if let end = endOfDigitGroups(start) { return emit(start, end, .orderID, &lexeme) }
        if let (address, end) = address(start) { return emit(start, end, address, &lexeme) }
        let end = readPlainNumber(start, &lexeme.word)
        if isCurrency(passSpace(end)) {
            let sign = passSpace(end)
            return emit(start, sign + scalar(at: sign).1, .money, &lexeme)
        }
        guard byte(end).isWordByte else { return emit(start, end, classes(ofNumber: start, end), &lexeme) }
        if let classes = suffixClasses(start, end, &lexeme.word) { return emit(start, end + suffixLength(end), classes, &lexeme) }
        return readDigitsBeforeLetters(start, end, &lexeme)
    }

    /// Reads the beginning of `24h` or `1.5kg`: the last digits go with the letters, as a word; what was joined before them is a number.
    private mutating func readDigitsBeforeLetters(_ start: Int, _ end: Int, _ lexeme: inout Lexeme) -> Bool {
        var joint = end
        while joint > start, bytes[joint - 1].isDigit { joint -= 1 }
        guard joint > start else {
            readUnusualWord(from: start, letters: 0, &lexeme)
            return true
        }
        lexeme.word.clear()
        for byte in bytes[start..<(joint - 1)] { lexeme.word.append(byte) }
        return emit(start, joint - 1, classes(ofNumber: start, joint - 1), &lexeme)
    }

    /// Reads digits with what may stand between them: `1,200.50`, `10:30`. Commas before three digits are left out of the word.
    private func readPlainNumber(_ start: Int, _ word: inout FoldedWord) -> Int {
        var end = start
        while true {
            let byte = byte(end)
            if byte.isDigit {
                word.append(byte)
            } else if Self.joinsDigits(byte), self.byte(end + 1).isDigit {
                let groups = byte == UInt8(ascii: ",") && digits(end + 1) == end + 4
                if !groups { word.append(byte) }
            } else {
                return end
            }
            end += 1
        }
    }

    private func classes(ofNumber start: Int, _ end: Int) -> TokenClasses {
        var classes = TokenClasses.number
        var value = 0
        for offset in start..<end {
            guard bytes[offset].isDigit else {
                return bytes[offset..<end].contains(UInt8(ascii: ":")) ? [] : .number
            }
            value = min(value * 10 + Int(bytes[offset] & 0x0F), 1_000_000)
        }
        let count = end - start
        if count >= 5 { classes.insert(.orderID) }
        if count >= 10, count <= 13 { classes.insert(.phone) }
        if count <= 2, 1...31 ~= value { classes.insert(.day) }
        if count == 4, 1900...2099 ~= value { classes.insert(.year) }
        return classes
    }

    /// The classes of digits with letters right after them that are no word of their own: `5th`, `20eur`.
    private func suffixClasses(_ start: Int, _ end: Int, _ word: inout FoldedWord) -> TokenClasses? {
        let length = suffixLength(end)
        guard length > 0 else { return nil }
        let suffix = String(decoding: bytes[end..<(end + length)], as: UTF8.self).lowercased()
        switch suffix {
        case "st", "nd", "rd", "th":
            guard digits(start) == end else { return nil }
            word.append(suffix.utf8)
            return end - start <= 2 ? .day : []
        case "usd", "eur", "gbp", "chf", "cad", "aud", "inr", "jpy": return .money
        default: return nil
        }
    }

    /// The length of a run of two or three letters; 0 where it is longer or shorter.
    private func suffixLength(_ start: Int) -> Int {
        var end = start
        while end - start < 4, byte(end).isLetter { end += 1 }
        return 2...3 ~= end - start && !byte(end).isWordByte ? end - start : 0
    }

    private func isCurrency(_ offset: Int) -> Bool {
        offset < bytes.count && ScalarTable.entry(scalar(at: offset).0).kind == .currency
    }

    private func passSpace(_ offset: Int) -> Int { byte(offset) == UInt8(ascii: " ") ? offset + 1 : offset }

    private static func joinsDigits(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
    }

    /// Where the digits that begin at an offset end.
    func digits(_ offset: Int) -> Int {
        var end = offset
        while byte(end).isDigit { end += 1 }
        return end
    }
}
