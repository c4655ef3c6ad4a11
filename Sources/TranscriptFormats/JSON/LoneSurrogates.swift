/// Halves of surrogate pairs, which programs leave behind where they cut text in the middle of an emoji.
enum LoneSurrogates {
    /// The JSON text with `\uFFFD` in place of each `\uD83D` and the like that has no other half; nil where there is none.
    static func repaired(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var bytes = Array(text)
        var changed = false
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            guard let unit = unit(bytes, at: at) else {
                at += 2
                continue
            }
            if isHigh(unit), let low = self.unit(bytes, at: at + 6), isLow(low) {
                at += 12
                continue
            }
            if isHigh(unit) || isLow(unit) {
                bytes.replaceSubrange(at + 2..<at + 6, with: "FFFD".utf8)
                changed = true
            }
            at += 6
        }
        return changed ? bytes : nil
    }

    private static func isHigh(_ unit: UInt16) -> Bool { 0xD800...0xDBFF ~= unit }
    private static func isLow(_ unit: UInt16) -> Bool { 0xDC00...0xDFFF ~= unit }

    /// The number of a `\uXXXX` escape.
    private static func unit(_ bytes: [UInt8], at: Int) -> UInt16? {
        guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
            bytes[at + 2..<at + 6].allSatisfy(\.isHexDigit)
        else { return nil }
        return UInt16(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
}
