/// What words turned out to be that the vocabulary does not have: which prefix they begin with, or which word they misspell.
///
/// To find that out takes many times as long as to remember it, and the same words come again and again.
struct UnknownWords: ~Copyable {
    // Not private: Swift 6.3 without optimisation cannot compile buffers of private types.
    struct Slot: BitwiseCopyable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var value: UInt32 = 0
    }

    private static let bits: UInt64 = 14
    /// Each word has one slot that it may be in.
    private var slots = Buffer(repeating: Slot(), count: 1 << Int(bits))

    /// - Parameter low: The bytes of a word of at most sixteen, with `high`, as in `FoldedWord`.
    @inline(__always)
    func value(low: UInt64, high: UInt64) -> UInt32? {
        let slot = slots[Self.index(low, high)]
        return slot.low == low && slot.high == high ? slot.value : nil
    }

    mutating func insert(low: UInt64, high: UInt64, _ value: UInt32) {
        slots[Self.index(low, high)] = Slot(low: low, high: high, value: value)
    }

    @inline(__always)
    private static func index(_ low: UInt64, _ high: UInt64) -> Int { Int(FoldedWord.hash(low: low, high: high) >> (64 - bits)) }
}
