/// Turns UTF-16 into UTF-8, chunk by chunk; what is no character becomes U+FFFD.
struct UTF16Decoder {
    private let bigEndian: Bool
    /// The first byte of a unit whose second has not come yet.
    private var half: UInt8?
    /// The first unit of a pair whose second has not come yet.
    private var high: UInt16?

    /// The decoder that the byte order mark at the front of `bytes` asks for, or two ASCII characters with their zeros (RFC 4627); nil
    /// where there is neither.
    init?(mark bytes: [UInt8]) {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFE, 0xFF): bigEndian = true
        case (0xFF, 0xFE): bigEndian = false
        default:
            let zeros = bytes.prefix(4).map { $0 == 0 }
            guard bytes.prefix(4).allSatisfy({ $0 < 0x80 }), [[true, false, true, false], [false, true, false, true]].contains(zeros)
            else { return nil }
            bigEndian = bytes[0] == 0
        }
    }

    mutating func decode(_ bytes: [UInt8], into text: inout [UInt8]) {
        for byte in bytes {
            guard let first = half else {
                half = byte
                continue
            }
            half = nil
            append(bigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first), to: &text)
        }
    }

    /// What stands for units that were never completed.
    mutating func finish() -> [UInt8] {
        defer { (half, high) = (nil, nil) }
        return half == nil && high == nil ? [] : Array("\u{FFFD}".utf8)
    }

    private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
        if let first = high {
            high = nil
            if 0xDC00...0xDFFF ~= unit {
                let value = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(unit - 0xDC00)
                return text.append(contentsOf: Unicode.Scalar(value).map(Self.utf8) ?? [])
            }
            text += Array("\u{FFFD}".utf8)
        }
        switch unit {
        case 0xD800...0xDBFF: high = unit
        case 0xFEFF where text.isEmpty: break
        default: text += Unicode.Scalar(unit).map(Self.utf8) ?? Array("\u{FFFD}".utf8)
        }
    }

    private static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] { UTF8.encode(scalar).map(Array.init) ?? [] }
}
