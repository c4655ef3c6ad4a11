/// Looks through texts eight bytes at a time.
public enum EightBytes {
    /// The first position from `start` on of a byte that is looked for; the text's end where there is none.
    ///
    /// - Parameters:
    ///   - isPlain: Whether eight bytes, the first lowest, surely hold none; false where one of them may be looked for.
    ///   - isNotable: Whether a byte is looked for.
    @inlinable @inline(__always)
    public static func position(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, isPlain: (UInt64) -> Bool, isNotable: (UInt8) -> Bool
    ) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var position = start
        while position < bytes.count {
            if position + 8 <= bytes.count, isPlain(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))) {
                position += 8
                continue
            }
            let end = min(position + 8, bytes.count)
            while position < end {
                if isNotable(bytes[position]) { return position }
                position += 1
            }
        }
        return bytes.count
    }
}
