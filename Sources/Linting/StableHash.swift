/// A hash that is the same in every run and on every machine: FNV-1a with 128 bits.
///
/// It tells findings apart; it does not withstand somebody who looks for collisions, and nothing relies on that.
struct StableHash {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    /// Adds a text, with its length, so that neighbours cannot run together.
    mutating func combine(_ text: String) {
        combine(text.utf8.count)
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { for byte in $0 { combine(byte) } }
        if isDone == nil { for byte in text.utf8 { combine(byte) } }
    }

    /// Adds the eight bytes of a number, the lowest first.
    mutating func combine(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        var left = 8
        while rest != 0 {
            combine(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
            left -= 1
        }
        // The bytes that are left are zero: each does no more than multiply.
        state &*= Self.powers[left]
    }

    private mutating func combine(_ byte: UInt8) {
        state ^= UInt128(byte)
        state &*= Self.prime
    }

    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
    /// The prime to the power of 0 to 8.
    private static let powers = (0..<8).reduce(into: [1 as UInt128]) { powers, _ in powers.append(powers[powers.count - 1] &* prime) }

    /// 32 hexadecimal digits.
    var text: String {
        String(unsafeUninitializedCapacity: 32) { digits in
            var rest = state
            for position in (0..<32).reversed() {
                let digit = UInt8(truncatingIfNeeded: rest & 0xF)
                digits.initializeElement(at: position, to: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                rest >>= 4
            }
            return 32
        }
    }
}
