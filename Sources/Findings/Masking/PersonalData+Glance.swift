import Diagnostics

extension PersonalData {
    /// A quick look over the bytes of a text; false is certain: nothing in it would be masked.
    ///
    /// Most text has no address and few digits. An address has an at sign with something before it, and all else has seven digits: with no
    /// letter between them, or with two letters and two digits that an account number begins with.
    static func mayHoldData(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { mayHoldData($0) }
            ?? Array(text.utf8).withUnsafeBufferPointer { mayHoldData($0) }
    }

    /// - Parameter text: Well-formed UTF-8.
    private static func mayHoldData(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        var run = 0
        var end = 0
        var mayHoldAccount = false
        var position = notable(in: text, from: 0)
        while position < text.count {
            let scalar = scalar(in: text, at: position)
            if scalar.decimalDigit != nil {
                run = text[end..<position].contains(where: isLetter) ? 1 : run + 1
                digits += 1
                end = position + UTF8.width(scalar)
                mayHoldAccount = mayHoldAccount || mayBeginAccount(before: position, and: end, in: text)
                if run >= DigitRun.fewestDigits || mayHoldAccount && digits >= DigitRun.fewestDigits { return true }
            } else if EmailAddress.isAt(scalar) || scalar == "%" && text[position...].starts(with: "%40".utf8) {
                if mayPrecedeAt(position, in: text) { return true }
            }
            position = notable(in: text, from: position + UTF8.width(scalar))
        }
        return false
    }

    /// The first position from `start` on where a digit or an at sign may stand; the text's end where there is none.
    private static func notable(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        EightBytes.position(in: text, from: start, isPlain: isPlain, isNotable: isNotable)
    }

    /// Whether eight bytes are ASCII without a digit, an at sign and a per cent sign; the highest bit of a byte that is something else is,
    /// or becomes, 1.
    private static func isPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let digits = (bytes &+ (ones &* 0x50)) & ~(bytes &+ (ones &* 0x46))
        let marks = ((bytes ^ (ones &* 0x40)) &- ones) | ((bytes ^ (ones &* 0x25)) &- ones)
        return (bytes | digits | marks) & (ones &* 0x80) == 0
    }

    /// Whether a byte is, or begins, a scalar that may be a digit or an at sign. Beyond ASCII the first digits are those of Arabic.
    private static func isNotable(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "%"), 0xD9...0xE1, 0xEA...: true
        default: false
        }
    }

    /// Whether a digit, with what stands before it and after it, may be the third character of an account number.
    private static func mayBeginAccount(before start: Int, and end: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start >= 2, isLetter(text[start - 1]), isLetter(text[start - 2]), end < text.count else { return false }
        if start >= 3, isLetter(text[start - 3]) || isDigit(text[start - 3]) { return false }
        return text[end] >= 0x80 || isDigit(text[end])
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// Whether what stands before an at sign can be the end of a name.
    private static func mayPrecedeAt(_ position: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard position > 0 else { return false }
        var start = position - 1
        while start > 0, UTF8.isContinuation(text[start]) { start -= 1 }
        let scalar = scalar(in: text, at: start)
        return scalar == "\"" || EmailAddress.isLocal(scalar)
    }

    private static func scalar(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> Unicode.Scalar {
        var decoder = UTF8()
        var bytes = text[position...].makeIterator()
        return if case .scalarValue(let scalar) = decoder.decode(&bytes) { scalar } else { "\u{FFFD}" }
    }
}
