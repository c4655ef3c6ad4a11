/// Eight bytes of a text at once, as the beginning of a word.
struct Octet {
    /// How many of the first bytes are ASCII letters, 0 to 8.
    let letters: Int
    /// Those letters as small ones, the first lowest, zero after them.
    let folded: UInt64
    /// Whether all of those letters are capitals.
    let isCapitals: Bool

    static let none = Octet(raw: 0)

    /// - Parameter offset: Anywhere; bytes beyond the end count as zero.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        if offset + 8 <= bytes.count {
            self.init(raw: UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        } else {
            var raw: UInt64 = 0
            var index = bytes.count
            while index > offset {
                index -= 1
                raw = raw << 8 | UInt64(bytes[index])
            }
            self.init(raw: raw)
        }
    }

    /// Words of at most seven small letters as they are folded.
    static func folded(_ words: [String]) -> [UInt64] {
        words.map { word in word.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }

    @inline(__always)
    private init(raw: UInt64) {
        let tops: UInt64 = 0x8080_8080_8080_8080
        let ones: UInt64 = 0x0101_0101_0101_0101
        let small = raw | 0x20 * ones
        let sevenBits = small & ~tops
        // Adding carries into a byte's top bit where the byte is at least as great as the bound.
        let atLeastA = sevenBits + (0x80 - 0x61) * ones
        let beyondZ = sevenBits + (0x80 - 0x7B) * ones
        let others = ~(atLeastA & ~beyondZ) & tops | raw & tops
        letters = others.trailingZeroBitCount >> 3
        let mask = letters == 8 ? UInt64.max : (1 << UInt64(letters * 8)) - 1
        folded = small & mask
        isCapitals = raw & mask & (0x20 * ones) == 0
    }
}

extension UInt8 {
    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }

    @inline(__always)
    var isCapital: Bool { self &- 0x41 < 26 }

    /// Whether the byte is an ASCII letter or digit, or part of a character beyond ASCII.
    @inline(__always)
    var isWordByte: Bool { isLetter || isDigit || self >= 0x80 }

    @inline(__always)
    var isAlphanumeric: Bool { isLetter || isDigit }
}
