/// A word as it is compared: folded, in UTF-8, its first sixteen bytes as two numbers.
///
/// Nearly every word fits into the two numbers, so comparing one is comparing them. There is nothing on the heap.
struct FoldedWord: BitwiseCopyable {
    /// Bytes 0 to 7, the first byte lowest; zero beyond the end.
    private(set) var low: UInt64 = 0
    /// Bytes 8 to 15.
    private(set) var high: UInt64 = 0
    /// In bytes; at most `limit` + 1.
    private(set) var length = 0
    /// The bytes from the sixteenth on, eight in each; what is beyond the end is left from words before.
    private var rest: InlineArray<6, UInt64> = .init(repeating: 0)

    /// Words of more bytes are not compared with anything: none that a person writes is so long.
    static let limit = 64

    /// Whether the word is too long to be compared; then only its beginning is here.
    var isOverlong: Bool { length > Self.limit }

    @inline(__always)
    mutating func set(low: UInt64, high: UInt64, length: Int) {
        self.low = low
        self.high = high
        self.length = length
    }

    @inline(__always)
    mutating func clear() { set(low: 0, high: 0, length: 0) }

    mutating func append(_ byte: UInt8) {
        let shifted = UInt64(byte) << UInt64(length % 8 * 8)
        switch length {
        case ..<8: low |= shifted
        case ..<16: high |= shifted
        case ..<Self.limit:
            let index = (length - 16) / 8
            rest[index] = length % 8 == 0 ? shifted : rest[index] | shifted
        case Self.limit: break
        default: return
        }
        length += 1
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII { return append(UInt8(truncatingIfNeeded: scalar.value)) }
        for byte in scalar.utf8 { append(byte) }
    }

    mutating func append(_ bytes: some Sequence<UInt8>) { for byte in bytes { append(byte) } }

    mutating func removeLast(_ count: Int) {
        guard !isOverlong else { return }
        let bytes = self.bytes.dropLast(count)
        clear()
        append(bytes)
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        let chunk = index < 8 ? low : index < 16 ? high : rest[(index - 16) / 8]
        return UInt8(truncatingIfNeeded: chunk >> UInt64(index % 8 * 8))
    }

    /// The bytes that are here: all of them, unless the word is overlong.
    var bytes: [UInt8] { (0..<min(length, Self.limit)).map { self[$0] } }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init() {}

    init(_ text: some StringProtocol) { append(text.utf8) }

    /// A number that spreads words evenly over its highest bits.
    var hash: UInt64 {
        var rest: UInt64 = 0
        for index in 16..<max(16, min(length, Self.limit)) { rest = (rest ^ UInt64(self[index])) &* 0x0000_0100_0000_01B3 }
        return Self.hash(low: low, high: high ^ rest)
    }

    @inline(__always)
    static func hash(low: UInt64, high: UInt64) -> UInt64 {
        let mixed = (low &* 0x9E37_79B9_7F4A_7C15) ^ (high &* 0xC2B2_AE3D_27D4_EB4F)
        return (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
    }
}

extension FoldedWord {
    var isASCII: Bool {
        guard (low | high) & 0x8080_8080_8080_8080 == 0 else { return false }
        return length <= 16 || (16..<min(length, Self.limit)).allSatisfy { self[$0] < 0x80 }
    }

    var hasApostrophe: Bool {
        if length <= 16 { return Self.hasApostrophe(low) || Self.hasApostrophe(high) }
        return (0..<min(length, Self.limit)).contains { self[$0] == UInt8(ascii: "'") }
    }

    private static func hasApostrophe(_ octet: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let difference = octet ^ UInt64(UInt8(ascii: "'")) * ones
        return (difference &- ones) & ~difference & (0x80 * ones) != 0
    }
}
