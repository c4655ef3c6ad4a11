/// How the body of a plain mail is written.
enum PlainMailEncoding {
    case none, quotedPrintable, base64

    /// - Returns: False for any other encoding.
    mutating func read(_ value: PlainMail.Bytes) -> Bool {
        let plain: [StaticString] = ["7bit", "8bit", "binary"]
        if value.isWord("quoted-printable") {
            self = .quotedPrintable
        } else if value.isWord("base64") {
            self = .base64
        } else {
            return plain.contains { value.isWord($0) }
        }
        return true
    }

    /// - Returns: nil for text that is not well-formed.
    func decoded(_ text: PlainMail.Bytes) -> [UInt8]? {
        switch self {
        case .none: Array(text)
        case .quotedPrintable: Self.quotedPrintable(text)
        case .base64: Self.base64(text)
        }
    }

    /// - Returns: nil for text that is not well-formed.
    static func base64(_ text: PlainMail.Bytes) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count / 4 * 3)
        var (bits, count, padding): (UInt32, Int, Int) = (0, 0, 0)
        for byte in text where byte != 0x0A && byte != 0x0D {
            let isPadding = byte == UInt8(ascii: "=")
            if isPadding { padding += 1 }
            guard let value = isPadding ? 0 : sextet(byte), isPadding || padding == 0, padding < 3 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            guard count % 4 == 0 else { continue }
            decoded += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        }
        guard count % 4 == 0 else { return nil }
        return decoded.dropLast(padding)
    }

    private static func sextet(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// - Returns: nil for text that is not well-formed.
    static func quotedPrintable(_ text: PlainMail.Bytes) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var rest = text
        while let mark = rest.firstIndex(of: UInt8(ascii: "=")) {
            decoded += rest[..<mark]
            rest = rest[(mark + 1)...]
            if rest.first == 0x0A {
                rest = rest.dropFirst()
            } else if rest.starts(with: [0x0D, 0x0A]) {
                rest = rest.dropFirst(2)
            } else {
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
                decoded.append(high << 4 | low)
            }
        }
        return decoded + rest
    }

    /// The number of a hexadecimal digit.
    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte.isDigit { return byte - UInt8(ascii: "0") }
        return UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte ? byte - UInt8(ascii: "A") + 10 : nil
    }
}
