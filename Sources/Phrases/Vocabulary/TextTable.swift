/// Texts in UTF-8, one after the other in one array.
struct TextList: Sendable {
    private var bytes: [UInt8] = []
    /// Where each text begins, and the end of all.
    private var starts: [UInt32] = [0]

    /// How many there are.
    var count: Int { starts.count - 1 }

    var indices: Range<Int> { 0..<count }

    /// The bytes of all texts from one on.
    func count(from index: Int) -> Int { index < count ? bytes.count - Int(starts[index]) : 0 }

    subscript(index: Int) -> String { withBytes(of: index) { String(decoding: $0, as: UTF8.self) } }

    @inline(__always)
    func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[Int(starts[index])..<Int(starts[index + 1])])) }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: text)
        starts.append(UInt32(bytes.count))
    }
}

/// Gives numbers to texts, in the order in which they come: each text has one.
struct TextTable {
    private(set) var list = TextList()
    /// A power of two of slots, at most half of them taken: a text's number plus 1 in the lower half, its hash in the upper; else 0.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)

    var count: Int { list.count }

    /// The number of a text, which is given one where it has none.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Self.hash(text)
        var index = slot(of: text, hash)
        if slots[index] != 0 { return Int(slots[index] & 0xFFFF_FFFF) - 1 }
        if count * 2 >= slots.count {
            grow()
            index = slot(of: text, hash)
        }
        list.append(text)
        slots[index] = UInt64(hash) << 32 | UInt64(count)
        return count - 1
    }

    /// The number of a text; nil where it has none.
    func knownNumber(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = slots[slot(of: text, Self.hash(text))]
        return slot == 0 ? nil : Int(slot & 0xFFFF_FFFF) - 1
    }

    /// The slot that has a text, or the free one that it belongs into.
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        var index = Int(hash) & (slots.count - 1)
        while slots[index] != 0 {
            let slot = slots[index]
            if UInt32(truncatingIfNeeded: slot >> 32) == hash,
                list.withBytes(of: Int(slot & 0xFFFF_FFFF) - 1, { Self.areEqual($0, text) }) { break }
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        for slot in old where slot != 0 {
            var index = Int(slot >> 32) & (slots.count - 1)
            while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }

    private static func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        a.count == b.count && a.indices.allSatisfy { a[$0] == b[$0] }
    }

    /// A number that spreads texts evenly over its bits.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(text)
        var hash = UInt64(bytes.count)
        var index = 0
        while index < bytes.count {
            var chunk: UInt64 = 0
            if index + 8 <= bytes.count {
                chunk = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            } else {
                for byte in bytes[index...].reversed() { chunk = chunk << 8 | UInt64(byte) }
            }
            hash = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index += 8
        }
        return UInt32(truncatingIfNeeded: hash)
    }
}
