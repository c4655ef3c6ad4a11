import Glibc

/// Lines and characters of text, which are looked for in every byte of every file.
extension UnsafeBufferPointer<UInt8> {
    /// The index of the first line break from an index on; nil where there is none.
    func index(ofBreakFrom start: Int) -> Int? {
        guard start < count, let base = baseAddress, let found = memchr(base + start, 0x0A, count - start) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// How many line breaks there are.
    var lineBreaks: Int {
        // Of a byte that is none, the highest bit is or becomes 1.
        sum({ bytes in
            let others = bytes ^ (Self.ones &* 0x0A)
            let lower = Self.ones &* 0x7F
            return ~((others & lower) &+ lower | others) & (Self.ones &* 0x80)
        }, { $0 == 0x0A })
    }

    /// How many characters (Unicode scalars) begin in UTF-8.
    var characters: Int {
        count - sum({ $0 & ~($0 << 1) & (Self.ones &* 0x80) }, { $0 & 0xC0 == 0x80 })
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// How many bytes are of a kind.
    ///
    /// - Parameters:
    ///   - marks: A bit for each of eight bytes that is.
    ///   - isCounted: Whether one byte is.
    @inline(__always)
    private func sum(_ marks: (UInt64) -> UInt64, _ isCounted: (UInt8) -> Bool) -> Int {
        let bytes = UnsafeRawBufferPointer(self)
        var sum = 0
        var index = 0
        while index + 8 <= bytes.count {
            sum += marks(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)).nonzeroBitCount
            index += 8
        }
        while index < bytes.count {
            if isCounted(bytes[index]) { sum += 1 }
            index += 1
        }
        return sum
    }
}
