extension JSONWriter {
    /// Appends a text with what is unsafe escaped; all between is copied as it is.
    mutating func appendEscaped(_ text: String) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
        if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped($0) } }
    }

    /// - Parameter text: Well-formed UTF-8.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        var position = Self.suspect(in: text, from: 0)
        while position < text.count {
            let (scalar, length) = Self.scalar(in: text, at: position)
            if scalar == "\"" || scalar == "\\" || scalar.isUnsafeInOutput {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<position]))
                append(escape: scalar)
                copied = position + length
            }
            position = Self.suspect(in: text, from: position + length)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    }

    /// The first position from `start` on where something may have to be escaped; the text's end where there is none.
    private static func suspect(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        EightBytes.position(in: text, from: start, isPlain: isPlain, isNotable: isSuspect)
    }

    /// Whether eight bytes are ASCII with nothing to escape; the highest bit of a byte that is something else is, or becomes, 1.
    private static func isPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let controls = (bytes &- (ones &* 0x20)) | (bytes &+ ones)
        let marks = ((bytes ^ (ones &* 0x22)) &- ones) | ((bytes ^ (ones &* 0x5C)) &- ones)
        return (bytes | controls | marks) & (ones &* 0x80) == 0
    }

    /// Whether a byte is, or begins, a scalar that has to be escaped: C1 and the others of `isUnsafeInOutput` begin with three bytes.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F, 0xC2, 0xD8, 0xE2: true
        default: false
        }
    }

    /// The scalar of one to three bytes at a position.
    private static func scalar(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = UInt32(text[position])
        func low(_ offset: Int) -> UInt32 { UInt32(text[position + offset]) & 0x3F }
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3
        let value =
            switch length {
            case 1: lead
            case 2: (lead & 0x1F) << 6 | low(1)
            default: (lead & 0x0F) << 12 | low(1) << 6 | low(2)
            }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private mutating func append(escape scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append(#"\""#)
        case "\\": append(#"\\"#)
        case "\n": append(#"\n"#)
        case "\r": append(#"\r"#)
        case "\t": append(#"\t"#)
        default:
            append(#"\u"#)
            for shift: UInt32 in [12, 8, 4, 0] {
                let digit = UInt8(scalar.value >> shift & 0xF)
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    mutating func append(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
}

extension Unicode.Scalar {
    /// Whether the scalar could move the cursor, change the direction of text or end a line for some reader. All such scalars are below U+10000.
    public var isUnsafeInOutput: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
