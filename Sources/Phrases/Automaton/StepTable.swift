/// Where words lead from sets of states: eight bytes a step, so that many of them are in the processor's cache.
struct StepTable: ~Copyable {
    static let symbolBits: UInt64 = 21
    private static let setBits: UInt64 = 16
    /// Enough for the words that a match can have.
    private static let passedBits: UInt64 = 7
    private static let fewest = 1 << 9
    private static let most = 1 << 19
    private static let free = UInt64.max

    /// A power of two of slots, at most three quarters of them taken: the key of a step, then in the lowest bits the set that it leads to.
    private var slots = Buffer(repeating: free, count: fewest)
    private var taken = 0
    /// How far to shift a hash for it to be the index of a slot.
    private var shift: UInt64 = UInt64(64 - fewest.trailingZeroBitCount)

    /// All that a step depends on.
    @inline(__always)
    static func key(_ set: UInt32, passing passed: Int, _ symbol: Symbol, isLast: Bool) -> UInt64 {
        ((UInt64(set) << passedBits | UInt64(passed)) << symbolBits | UInt64(symbol)) << 1 | (isLast ? 1 : 0)
    }

    @inline(__always)
    func next(_ key: UInt64) -> UInt32? {
        var index = start(of: key)
        while true {
            let slot = slots[index]
            if slot >> Self.setBits == key { return UInt32(truncatingIfNeeded: slot) & (1 << UInt32(Self.setBits) - 1) }
            if slot == Self.free { return nil }
            index = (index + 1) & (slots.count - 1)
        }
    }

    /// Keeps a step that is not here. Where there is no room for more, those before are forgotten.
    mutating func insert(_ key: UInt64, _ next: UInt32) {
        if taken * 4 >= slots.count * 3 {
            if slots.count < Self.most { grow() } else { removeAll() }
        }
        put(key << Self.setBits | UInt64(next))
    }

    mutating func removeAll() {
        for index in 0..<slots.count { slots[index] = Self.free }
        taken = 0
    }

    private mutating func put(_ slot: UInt64) {
        var index = start(of: slot >> Self.setBits)
        while slots[index] != Self.free { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
        taken += 1
    }

    private mutating func grow() {
        let count = slots.count
        var old = Buffer(repeating: Self.free, count: count * 2)
        swap(&old, &slots)
        shift -= 1
        taken = 0
        for index in 0..<count where old[index] != Self.free { put(old[index]) }
    }

    @inline(__always)
    private func start(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}

/// Where marks and words of classes lead from sets of states: they are few.
struct UnusualStepTable: ~Copyable {
    struct Key: BitwiseCopyable, Equatable {
        private let place: UInt64
        private let classes: UInt32

        @inline(__always)
        init(_ set: UInt32, passing passed: Int, _ item: Item, isLast: Bool) {
            place = StepTable.key(set, passing: passed, item.symbol, isLast: isLast) << 1 | (item.isWord ? 1 : 0)
            classes = item.classes.rawValue
        }

        fileprivate static let none = Key()

        private init() { (place, classes) = (.max, .max) }

        fileprivate var hash: UInt64 { (place ^ UInt64(classes) << 40) &* 0x9E37_79B9_7F4A_7C15 }
    }

    // Not private: Swift 6.3 without optimisation cannot compile buffers of private types.
    struct Slot: BitwiseCopyable {
        var key = Key.none
        var next: UInt32 = 0
    }

    private static let bits: UInt64 = 14
    /// Each key has one slot that it may be in.
    private var slots = Buffer(repeating: Slot(), count: 1 << Int(bits))

    func next(_ key: Key) -> UInt32? {
        let slot = slots[Int(key.hash >> (64 - Self.bits))]
        return slot.key == key ? slot.next : nil
    }

    mutating func insert(_ key: Key, _ next: UInt32) { slots[Int(key.hash >> (64 - Self.bits))] = Slot(key: key, next: next) }

    mutating func removeAll() { for index in 0..<slots.count { slots[index] = Slot() } }
}
