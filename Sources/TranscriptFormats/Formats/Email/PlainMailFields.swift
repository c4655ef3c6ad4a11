/// The fields of the header of a plain mail, or of one of its parts, with the lines that they go on in.
struct PlainMailFields {
    struct Field {
        var name: PlainMail.Bytes
        /// Without white space at the ends.
        var value: PlainMail.Bytes
        /// Whether it goes on in more lines.
        var isFolded: Bool
    }

    /// How many bytes a header may have, and how many colons one field: `EmailShape` allows more of both.
    private static let byteLimit = 48 << 10
    private static let colonLimit = 100

    private let bytes: UnsafeBufferPointer<UInt8>
    private let limit: Int
    private(set) var position: Int
    /// Whether the blank line at its end was seen, and nothing before it that is no field.
    private(set) var isWhole = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        self.bytes = bytes
        position = start
        limit = min(bytes.count, start + Self.byteLimit)
    }

    /// The next field; nil at the end, and at what is none.
    mutating func next() -> Field? {
        guard position < limit, !isWhole else { return nil }
        if bytes[position] == 0x0A || bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A {
            position += bytes[position] == 0x0A ? 1 : 2
            isWhole = true
            return nil
        }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ":") {
            guard 0x21...0x7E ~= bytes[position] else { return nil }
            position += 1
        }
        guard position > start, position < bytes.count, bytes[start] != UInt8(ascii: "-") else { return nil }
        let name = bytes[start..<position]
        position += 1
        let from = position
        var colons = 0
        var lines = 0
        repeat {
            guard let end = bytes.index(ofBreakFrom: position), !bytes[position..<end].contains(0) else { return nil }
            colons += bytes[position..<end].count { $0 == UInt8(ascii: ":") }
            position = end + 1
            lines += 1
        } while position < bytes.count && (bytes[position] == 0x20 || bytes[position] == 0x09)
        guard colons < Self.colonLimit, position <= limit else { return nil }
        return Field(name: name, value: bytes[from..<position].trimmedSpace, isFolded: lines > 1)
    }
}

extension PlainMail.Bytes {
    /// Whether they are a word, in small or capital letters.
    ///
    /// - Parameter word: In small letters.
    func isWord(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<count {
            let (byte, wanted) = (self[startIndex + offset], word.utf8Start[offset])
            guard byte == wanted || byte.isASCIILetter && byte | 0x20 == wanted else { return false }
        }
        return true
    }

    /// Whether they are the same words, in small or capital letters.
    func isSameWord(as other: Self) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0 == $1 || $0.isASCIILetter && $0 ^ $1 == 0x20 }
    }

    /// Without white space at the ends.
    var trimmedSpace: Self {
        var (start, end) = (startIndex, endIndex)
        while start < end, self[start].isJSONSpace { start += 1 }
        while end > start, self[end - 1].isJSONSpace { end -= 1 }
        return self[start..<end]
    }

    func hasTwo(_ first: UInt8, _ second: UInt8) -> Bool {
        var index = startIndex
        while index + 1 < endIndex {
            if self[index] == first, self[index + 1] == second { return true }
            index += 1
        }
        return false
    }
}
