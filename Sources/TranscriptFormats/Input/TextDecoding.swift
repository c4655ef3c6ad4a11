import Glibc

/// Text of a file that does not say how it is encoded.
enum TextDecoding {
    /// The text that some bytes spell: UTF-8, and Windows-1252, in which nothing is invalid, for bytes that are no UTF-8.
    ///
    /// A stray byte does not spoil the rest, and text that is Windows-1252 throughout comes out right all the same: two of its letters in a
    /// row hardly ever look like a character of UTF-8.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        if let text = bytes.withContiguousStorageIfAvailable(utf8), let text { return text }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        var decoder = UTF8()
        var rest = bytes[...]
        while !rest.isEmpty {
            var iterator = rest.makeIterator()
            guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
                text.unicodeScalars.append(windows1252(rest.removeFirst()))
                decoder = UTF8()
                continue
            }
            text.unicodeScalars.append(scalar)
            rest = rest.dropFirst(UTF8.width(scalar))
            decoder = UTF8()
        }
        return text
    }

    /// The text of bytes that are UTF-8; nil where they are not.
    static func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var text = String(decoding: bytes, as: UTF8.self)
        // What is not, was replaced by something else.
        return text.withUTF8({ isSame($0, bytes) }) ? text : nil
    }

    private static func isSame(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        guard let first = one.baseAddress, let second = other.baseAddress else { return one.isEmpty }
        return memcmp(first, second, one.count) == 0
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
