import Diagnostics

/// Plain text without what stands in the way of reading it.
enum PlainText {
    /// The text with `\n` for every line break, without other control characters, spaces at line ends, more than one blank line in a row,
    /// and white space at its ends.
    static func tidied(_ text: String) -> String {
        var text = text
        let tidy = text.withUTF8 { text -> String? in
            // Whatever stands at the ends is dropped.
            guard let start = text.firstIndex(where: { $0 > 0x20 }), let end = text.lastIndex(where: { $0 > 0x20 }) else { return "" }
            let words = UnsafeBufferPointer(rebasing: text[start...end])
            guard isTidy(words) else { return rewritten(words) }
            return words.count == text.count ? nil : String(decoding: words, as: UTF8.self)
        }
        return tidy ?? text
    }

    /// The same without a look whether there is anything to do.
    static func rewritten(_ text: String) -> String {
        var text = text
        return text.withUTF8(rewritten)
    }

    /// Whether there is nothing to do; most texts are so, or become so on their way.
    ///
    /// - Parameter bytes: Without white space and controls at the ends.
    private static func isTidy(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while true {
            position = EightBytes.position(in: bytes, from: position, isPlain: isPlain, isNotable: isNotable)
            guard position < bytes.count else { return true }
            // The first byte is no line break, so that it has something before it.
            guard bytes[position] == 0x0A, bytes[position - 1] != 0x20 else { return false }
            if position > 1, bytes[position - 1] == 0x0A, bytes[position - 2] == 0x0A { return false }
            position += 1
        }
    }

    /// Whether eight bytes are ASCII without controls.
    private static func isPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        return (bytes | (bytes &- (ones &* 0x20)) | (bytes &+ ones)) & (ones &* 0x80) == 0
    }

    /// Controls, and the first bytes of U+0080 to U+00BF, U+2000 to U+2FFF and U+F000 to U+FFFF, among which there are some.
    private static func isNotable(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF
    }

    private static func rewritten(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var tidy: [UInt8] = []
        tidy.reserveCapacity(bytes.count)
        var breaks = 0
        var spaces: [UInt8] = []
        var wasReturn = false
        var index = 0
        while index < bytes.count {
            let length = length(of: bytes, at: index)
            switch kind(of: bytes[index..<index + length]) {
            case .lineBreak:
                if !(wasReturn && bytes[index] == 0x0A) { breaks += 1 }
                spaces.removeAll(keepingCapacity: true)
            case .space: spaces.append(bytes[index] == 0x09 ? 0x09 : 0x20)
            case .dropped: break
            case .other:
                if !tidy.isEmpty {
                    tidy.append(contentsOf: repeatElement(0x0A, count: min(breaks, 2)))
                    tidy += spaces
                }
                tidy += bytes[index..<index + length]
                breaks = 0
                spaces.removeAll(keepingCapacity: true)
            }
            wasReturn = bytes[index] == 0x0D
            index += length
        }
        return String(decoding: tidy, as: UTF8.self)
    }

    private enum Kind { case lineBreak, space, dropped, other }

    private static func kind(of character: Slice<UnsafeBufferPointer<UInt8>>) -> Kind {
        let bytes = (character.first ?? 0, character.count > 1 ? character[character.startIndex + 1] : 0, character.last ?? 0)
        return switch bytes {
        case (0x0A...0x0D, _, _): .lineBreak
        case (0x20, _, _), (0x09, _, _): .space
        case (..<0x20, _, _), (0x7F, _, _): .dropped
        // U+0085 and the other C1 controls; U+00A0.
        case (0xC2, 0x85, _): .lineBreak
        case (0xC2, 0x80..<0xA0, _): .dropped
        case (0xC2, 0xA0, _): .space
        // U+2028 and U+2029; U+FEFF.
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): .lineBreak
        case (0xEF, 0xBB, 0xBF): .dropped
        default: .other
        }
    }

    /// How many bytes the character takes; the bytes are UTF-8.
    private static func length(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let length =
            switch bytes[index] {
            case ..<0xC0: 1
            case ..<0xE0: 2
            case ..<0xF0: 3
            default: 4
            }
        return min(length, bytes.count - index)
    }
}
