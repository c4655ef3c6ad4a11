/// Text of a file that does not say how it is encoded.
enum TextDecoding {
    /// The text that some bytes spell: UTF-8 where they are valid as such, else Windows-1252, in which nothing is invalid.
    ///
    /// It is asked for one line or field at a time, so that a stray byte does not spoil a whole file.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(windows1252(byte)) }
        return text
    }

    /// The lines of a text, without their line breaks.
    static func lines(of bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { text($0.last == 0x0D ? $0.dropLast() : $0) }
    }

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
        return upperControls[upperControls.index(upperControls.startIndex, offsetBy: Int(byte) - 0x80)]
    }

    /// What Windows-1252 has where ISO 8859-1 has C1 controls; the five holes are U+FFFD.
    private static let upperControls = Array(
        ("€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}" + "\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ").unicodeScalars)
}
