/// Digits in groups that mean something as a whole.
extension Lexer {
    /// The end of a date that begins at an offset: `2026-01-05`, `5.1.2026`, `01/05/26`, with or without a time after a `T`.
    func endOfDate(_ start: Int) -> Int? {
        let first = digits(start)
        let separator = byte(first)
        guard 1...4 ~= first - start, Self.separatesDates(separator) else { return nil }
        let second = digits(first + 1)
        guard 1...2 ~= second - first - 1, byte(second) == separator else { return nil }
        let third = digits(second + 1)
        let isDate =
            switch (first - start, third - second - 1) {
            case (4, 1...2): isDayAndMonth(value(first + 1, second), value(second + 1, third))
            case (1...2, 4), (1...2, 2): isDayAndMonth(value(start, first), value(first + 1, second))
            default: false
            }
        guard isDate else { return nil }
        if byte(third) == UInt8(ascii: "T"), byte(third + 1).isDigit { return endOfTime(third + 1) }
        return byte(third).isWordByte ? nil : third
    }

    /// The end of a telephone number that begins with a digit, a plus or a bracket at an offset.
    func endOfPhone(_ start: Int) -> Int? {
        let groups = DigitGroups(self, from: start)
        guard !byte(groups.end).isWordByte, groups.lengths > 0 else { return nil }
        let isPhone =
            switch byte(start) {
            case UInt8(ascii: "+"): 7...15 ~= groups.digits
            case UInt8(ascii: "("): 7...12 ~= groups.digits && groups.lengths > 0xF
            case UInt8(ascii: "0"): 9...12 ~= groups.digits && groups.lengths > 0xFF && groups.firstLength > 1
            default: Self.americanGroups.contains(groups.lengths)
            }
        return isPhone ? groups.end : nil
    }

    /// The end of long groups joined by hyphens, as some shops number their orders: `112-1234567-1234567`.
    func endOfDigitGroups(_ start: Int) -> Int? {
        var end = start
        var count = 0
        while end - start < 40 {
            if byte(end).isDigit { count += 1 } else if byte(end) != UInt8(ascii: "-") || !byte(end + 1).isDigit { break }
            end += 1
        }
        let hasHyphen = bytes[start..<end].contains(UInt8(ascii: "-"))
        return hasHyphen && count >= 10 && !byte(end).isWordByte ? end : nil
    }

    /// The lengths of groups, one hexadecimal digit each: 555-0199, 212-555-0199, 1-212-555-0199.
    private static let americanGroups: Set<UInt64> = [0x34, 0x334, 0x1334]

    private static func separatesDates(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
    }

    private func isDayAndMonth(_ a: Int, _ b: Int) -> Bool {
        1...12 ~= a && 1...31 ~= b || 1...31 ~= a && 1...12 ~= b
    }

    /// The value of at most four digits.
    private func value(_ start: Int, _ end: Int) -> Int {
        bytes[start..<end].reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    }

    private func endOfTime(_ start: Int) -> Int {
        var end = start
        while end - start < 24 {
            let byte = byte(end)
            guard byte.isDigit || byte == UInt8(ascii: "Z") || Self.joinsTime(byte) && self.byte(end + 1).isDigit else { break }
            end += 1
        }
        return end
    }

    private static func joinsTime(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
}

/// Groups of digits as telephone numbers have them, read up to where they stop being one.
private struct DigitGroups {
    var end: Int
    var digits = 0
    var firstLength = 0
    /// The lengths of the groups, a hexadecimal digit each, the last group lowest; 0 where a group is longer than 15.
    var lengths: UInt64 = 0

    init(_ lexer: Lexer, from start: Int) {
        end = start
        if lexer.byte(end) == UInt8(ascii: "+") { end += 1 }
        if lexer.byte(end) == UInt8(ascii: "(") { end += 1 }
        while lengths >> 24 == 0 {
            let groupEnd = lexer.digits(end)
            let length = groupEnd - end
            guard 1...15 ~= length else {
                lengths = 0
                return
            }
            if lengths == 0 { firstLength = length }
            lengths = lengths << 4 | UInt64(length)
            digits += length
            end = groupEnd
            guard digits <= 15, let next = Self.nextGroup(lexer, end) else { return }
            end = next
        }
    }

    /// Where the next group begins: behind a space, a hyphen, a dot, a slash, a bracket, or a bracket and a space.
    private static func nextGroup(_ lexer: Lexer, _ end: Int) -> Int? {
        switch lexer.byte(end) {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"):
            let opens = lexer.byte(end + 1) == UInt8(ascii: "(") && lexer.byte(end) == UInt8(ascii: " ")
            let next = opens ? end + 2 : end + 1
            return lexer.byte(next).isDigit ? next : nil
        case UInt8(ascii: ")"):
            let separator = lexer.byte(end + 1)
            let next = separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") ? end + 2 : end + 1
            return lexer.byte(next).isDigit ? next : nil
        default: return nil
        }
    }
}
