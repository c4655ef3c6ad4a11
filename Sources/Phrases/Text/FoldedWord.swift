/// A word as it is compared: folded, in UTF-8, its first sixteen bytes as two numbers.
///
/// Nearly every word fits into the two numbers, so comparing one is comparing them. It is reused from word to word.
struct FoldedWord {
    /// Bytes 0 to 7, the first byte lowest; zero beyond the end.
    private(set) var low: UInt64 = 0
    /// Bytes 8 to 15.
    private(set) var high: UInt64 = 0
    /// In bytes; at most `limit` + 1.
    private(set) var length = 0
    /// The bytes from the sixteenth on.
    private(set) var rest: [UInt8] = []

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
        switch length {
        case ..<8: low |= UInt64(byte) << UInt64(length * 8)
        case ..<16: high |= UInt64(byte) << UInt64((length - 8) * 8)
        case 16:
            rest.removeAll(keepingCapacity: true)
            rest.append(byte)
        case ..<Self.limit: rest.append(byte)
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
        if index < 8 { return UInt8(truncatingIfNeeded: low >> UInt64(index * 8)) }
        if index < 16 { return UInt8(truncatingIfNeeded: high >> UInt64((index - 8) * 8)) }
        return rest[index - 16]
    }

    /// The bytes that are here: all of them, unless the word is overlong.
    var bytes: [UInt8] { (0..<min(length, Self.limit)).map { self[$0] } }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init() {}

    init(_ text: some StringProtocol) { append(text.utf8) }

    /// A number that spreads words evenly over its highest bits.
    @inline(__always)
    var hash: UInt64 {
        var hash = (low &* 0x9E37_79B9_7F4A_7C15) ^ (high &* 0xC2B2_AE3D_27D4_EB4F)
        if length > 16 { for byte in rest { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 } }
        hash ^= hash >> 32
        return hash &* 0x9E37_79B9_7F4A_7C15
    }
}
