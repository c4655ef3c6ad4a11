import SystemCalls

/// The id of one file of the findings log: 128 random bits, so that a file is known again under any name, and in any copy.
public struct LogID: Sendable, Hashable {
    /// Always 16.
    public let bytes: [UInt8]

    /// - Returns: nil where there are not 16 bytes.
    public init?(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        if self.bytes.count != 16 { return nil }
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for position in stride(from: 0, to: 32, by: 2) {
            guard let high = Self.value(digits[position]), let low = Self.value(digits[position + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        self.bytes = bytes
    }

    /// A new one.
    public static func random() throws(SystemCallError) -> LogID {
        let bytes = try RandomBytes.make(16)
        return LogID(unchecked: bytes)
    }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension LogID: CustomStringConvertible {
    /// 32 hexadecimal digits in lower case.
    public var description: String {
        bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
