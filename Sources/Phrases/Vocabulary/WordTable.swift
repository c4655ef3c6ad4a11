/// A table from words to numbers, made for being asked about words that it does not have.
struct WordTable: Sendable {
    struct Slot: BitwiseCopyable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// In bytes; 0 where the slot is free.
        var length: UInt32 = 0
        var value: UInt32 = 0
    }

    /// A power of two of slots, at most a third of them taken.
    private let slots: Table<Slot>
    /// Of each slot, the bytes of its word from the sixteenth on; hardly any word has them.
    private let rests: TableOfLists<UInt8>
    /// How far to shift a hash for it to be the index of a slot.
    private let shift: UInt64

    /// - Parameters:
    ///   - words: Each once, none empty.
    ///   - values: By word.
    init(_ words: TextList, _ values: [UInt32]) {
        var bits: UInt64 = 4
        while words.count * 3 >= 1 << bits { bits += 1 }
        shift = 64 - bits
        let shift = shift
        var long: [(slot: Int, rest: [UInt8])] = []
        slots = Table(repeating: Slot(), count: 1 << Int(bits)) { slots in
            for (number, value) in values.enumerated() {
                let word = words.withBytes(of: number) { FoldedWord(bytes: $0) }
                var index = Int(word.hash >> shift)
                while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
                slots[index] = Slot(low: word.low, high: word.high, length: UInt32(word.length), value: value)
                if word.length > 16 { long.append((index, Array(word.bytes.dropFirst(16)))) }
            }
        }
        long.sort { $0.slot < $1.slot }
        let starts = Table<UInt32>(repeating: 0, count: slots.count + 1) { starts in
            for (slot, rest) in long { starts[slot + 1] = UInt32(rest.count) }
            for slot in starts.indices.dropFirst() { starts[slot] += starts[slot - 1] }
        }
        rests = TableOfLists(Table(long.flatMap(\.rest)), starts: starts)
    }

    /// The number of a word; nil where it is not here.
    func value(of word: FoldedWord) -> UInt32? {
        if word.length <= 16 { return value(low: word.low, high: word.high) }
        var index = Int(word.hash >> shift)
        while slots[index].length != 0 {
            let slot = slots[index]
            if slot.low == word.low, slot.high == word.high, slot.length == word.length, hasRest(of: word, index) { return slot.value }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The number of a word of at most sixteen bytes.
    @inline(__always)
    func value(low: UInt64, high: UInt64) -> UInt32? {
        var index = Int(FoldedWord.hash(low: low, high: high) >> shift)
        while true {
            let slot = slots[index]
            if slot.low == low, slot.high == high, slot.length <= 16 { return slot.length == 0 ? nil : slot.value }
            if slot.length == 0 { return nil }
            index = (index + 1) & (slots.count - 1)
        }
    }

    private func hasRest(of word: FoldedWord, _ slot: Int) -> Bool {
        for (index, rest) in rests.range(slot).enumerated() where rests.elements[rest] != word[16 + index] { return false }
        return true
    }

    func deallocate() {
        slots.deallocate()
        rests.deallocate()
    }
}
