/// Writes the values of a spool action as bytes, least significant byte first.
struct ByteEncoder {
    private(set) var bytes: [UInt8] = []

    mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A count, then the bytes.
    mutating func append(_ block: [UInt8]) {
        append(UInt32(clamping: block.count))
        bytes.append(contentsOf: block.prefix(Int(UInt32.max)))
    }
}

/// Reads what `ByteEncoder` wrote. Every read tells whether the bytes were there, so that no bytes whatever can trap.
struct ByteDecoder {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type = Number.self) -> Number? {
        let size = MemoryLayout<Number>.size
        guard rest.count >= size else { return nil }
        defer { rest = rest.dropFirst(size) }
        return rest.prefix(size).reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    mutating func signed() -> Int64? { number(UInt64.self).map { Int64(bitPattern: $0) } }

    mutating func block() -> [UInt8]? {
        guard let count = number(UInt32.self), rest.count >= Int(count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }
}
