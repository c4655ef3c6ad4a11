/// What the parser reads: bytes, and scalars where there is more than ASCII.
extension PhraseParser {
    /// The byte to read next; nil at the end. All marks of the syntax are ASCII.
    @inline(__always)
    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard let byte = current, byte == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    @inline(__always)
    mutating func passSpaces() {
        while index < bytes.count, isSpace(at: index) { index = bytes[index] < 0x80 ? index + 1 : end(after: index) }
    }

    @inline(__always)
    func isSpace(at index: Int) -> Bool {
        let byte = bytes[index]
        return byte < 0x80 ? byte == UInt8(ascii: " ") : ScalarTable.entry(scalar(at: index)).kind == .space
    }

    /// The scalar that begins at a byte.
    func scalar(at index: Int) -> Unicode.Scalar {
        if bytes[index] < 0x80 { return Unicode.Scalar(bytes[index]) }
        return String(decoding: part(index..<end(after: index)), as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    }

    /// Where the scalar that begins at a byte ends; the end of the bytes has nothing after it.
    func end(after index: Int) -> Int {
        var end = min(index + 1, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// Where the scalar before a byte begins.
    func start(before index: Int) -> Int {
        var start = max(0, index - 1)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[range]) }

    func text(_ range: Range<Int>) -> String { String(decoding: part(range), as: UTF8.self) }

    func error(_ code: String, _ message: String, _ range: Range<Int>, _ help: String) -> PhraseError {
        PhraseError(code: code, message: message, help: help, range: range)
    }
}
