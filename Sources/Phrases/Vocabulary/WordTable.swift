/// A table from words to numbers, made for being asked about words that it does not have.
struct WordTable: Sendable {
    private struct Slot {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// In bytes; 0 where the slot is free.
        var length: UInt32 = 0
        var value: UInt32 = 0
        /// Where the bytes from the sixteenth on are in `rests`.
        var rest: Int = 0
    }

    private var slots = [Slot](repeating: Slot(), count: 256)
    private var rests: [UInt8] = []
    private var count = 0
    /// How far to shift a hash for it to be the index of a slot.
    private var shift: UInt64 = 56

    /// The number of a word; nil where it is not here.
    @inline(__always)
    func value(of word: FoldedWord) -> UInt32? {
        var index = Int(word.hash >> shift)
        while true {
            let slot = slots[index]
            if slot.length == 0 { return nil }
            if slot.low == word.low, slot.high == word.high, slot.length == word.length, word.length <= 16 || isSame(word, slot.rest) {
                return slot.value
            }
            index = (index + 1) & (slots.count - 1)
        }
    }

    /// Adds a word that is not here yet; it is not empty.
    mutating func insert(_ word: FoldedWord, _ value: UInt32) {
        if count * 3 >= slots.count { grow() }
        let rest = rests.count
        if word.length > 16 { rests += word.bytes.dropFirst(16) }
        place(Slot(low: word.low, high: word.high, length: UInt32(word.length), value: value, rest: rest), hash: word.hash)
        count += 1
    }

    private mutating func place(_ slot: Slot, hash: UInt64) {
        var index = Int(hash >> shift)
        while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        shift -= 1
        for slot in old where slot.length != 0 {
            var word = FoldedWord()
            word.set(low: slot.low, high: slot.high, length: min(Int(slot.length), 16))
            if slot.length > 16 { word.append(rests[slot.rest..<(slot.rest + Int(slot.length) - 16)]) }
            place(slot, hash: word.hash)
        }
    }

    private func isSame(_ word: FoldedWord, _ rest: Int) -> Bool {
        rests[rest..<(rest + word.length - 16)].elementsEqual(word.rest)
    }
}
