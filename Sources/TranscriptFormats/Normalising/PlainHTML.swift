import Diagnostics

/// HTML as editors and helpdesks write it: well-formed, with the few elements that letters need, read in one go.
///
/// It reads only what every reader of HTML reads alike, so that it gives what libxml2 would; for all else there is libxml2.
struct PlainHTML {
    /// The text, and whether quoted mail was left out of it; nil where the HTML is not so plain.
    static func content(of html: String) -> (text: String, hadQuote: Bool)? {
        var html = html
        return html.withUTF8 { bytes in
            var reader = PlainHTML(bytes)
            return reader.read() ? (reader.builder.text, reader.builder.hadQuote) : nil
        }
    }

    /// How deep elements may be nested.
    private static let depthLimit = 64
    private static let attributeLimit = 16

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var builder = HTMLTextBuilder()
    private var open: [PlainTag] = []

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        builder.reserve(bytes.count)
    }

    private mutating func read() -> Bool {
        while position < bytes.count {
            let isRead =
                switch bytes[position] {
                case UInt8(ascii: "<"): readTag()
                case UInt8(ascii: "&"): readReference()
                default: readText()
                }
            guard isRead else { return false }
        }
        return open.isEmpty
    }

    // MARK: Text

    private mutating func readText() -> Bool {
        let start = position
        while true {
            position = EightBytes.position(in: bytes, from: position, isPlain: Self.isPlain, isNotable: Self.isNotable)
            // U+FFFE and U+FFFF are no characters; others of U+F000 to U+FFFF are.
            guard position + 2 < bytes.count, bytes[position] == 0xEF, !(bytes[position + 1] == 0xBF && bytes[position + 2] > 0xBD)
            else { break }
            position += 3
        }
        guard position == bytes.count || bytes[position] == UInt8(ascii: "<") || bytes[position] == UInt8(ascii: "&") else { return false }
        builder.add(UnsafeBufferPointer(rebasing: bytes[start..<position]))
        return true
    }

    /// Whether eight bytes are ASCII without controls and marks.
    private static func isPlain(_ bytes: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (tags, references) = (bytes ^ (ones &* 0x3C), bytes ^ (ones &* 0x26))
        return (bytes | (bytes &- (ones &* 0x20)) | (tags &- ones) | (references &- ones)) & (ones &* 0x80) == 0
    }

    /// Whether text ends at a byte, or may.
    private static func isNotable(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "&"), 0xEF: true
        case 0x09, 0x0A, 0x0D: false
        default: byte < 0x20
        }
    }

    /// `&amp;`, `&#39;`, `&#x2019;`: only with the semicolon.
    private mutating func readReference() -> Bool {
        let rest = bytes[(position + 1)...].prefix(9)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return false }
        let name = String(decoding: rest[..<end], as: UTF8.self)
        guard let character = name.first == "#" ? Self.character(numbered: name.dropFirst()) : Self.characters[name] else { return false }
        position = end + 1
        var text = String(character)
        text.withUTF8 { builder.add($0) }
        return true
    }

    /// - Parameter digits: Decimal, or hexadecimal behind an `x`.
    /// - Returns: nil for what is no character, or for some readers another one: controls and surrogates.
    private static func character(numbered digits: Substring) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == "x"
        let digits = isHexadecimal ? digits.dropFirst() : digits
        guard digits.utf8.allSatisfy({ isHexadecimal ? $0.isHexDigit : $0.isDigit }),
            let number = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            0x20..<0x7F ~= number || 0xA0..<0xFFFE ~= number || 0x1_0000... ~= number
        else { return nil }
        return Unicode.Scalar(number)
    }

    private static let characters: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "ndash": "–", "mdash": "—", "hellip": "…",
    ]

    // MARK: Tags

    private mutating func readTag() -> Bool {
        let isEnd = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/")
        let start = position + (isEnd ? 2 : 1)
        position = start
        while position < bytes.count, bytes[position].isSmallLetter { position += 1 }
        guard position < bytes.count, let tag = PlainTag(bytes[start..<position]) else { return false }
        guard isEnd else { return readStart(tag) }
        guard bytes[position] == UInt8(ascii: ">"), open.last == tag, !tag.isEmpty else { return false }
        position += 1
        open.removeLast()
        builder.end()
        return true
    }

    private mutating func readStart(_ tag: PlainTag) -> Bool {
        guard open.last?.mayHold(tag) ?? true, open.count < Self.depthLimit, let (isReply, isQuote) = readAttributes() else { return false }
        if tag.isEmpty, bytes[position] == UInt8(ascii: "/") { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return false }
        position += 1
        builder.start(tag.element, isReply: isReply, isQuote: isQuote)
        if tag.isEmpty { builder.end() } else { open.append(tag) }
        return true
    }

    /// Reads attributes up to the end of the tag, which surely is there.
    ///
    /// - Returns: Whether they are those of quoted mail; nil where they are not well formed.
    private mutating func readAttributes() -> (isReply: Bool, isQuote: Bool)? {
        var (hasID, hasClass, isReply, isQuote) = (false, false, false, false)
        for _ in 0..<Self.attributeLimit {
            let hasSpace = skipSpace()
            guard position < bytes.count else { return nil }
            if bytes[position] == UInt8(ascii: ">") || bytes[position] == UInt8(ascii: "/") { return (isReply, isQuote) }
            guard hasSpace, let (name, value) = readAttribute() else { return nil }
            if name.elementsEqual("id".utf8) {
                guard !hasID, !value.contains(UInt8(ascii: "&")) else { return nil }
                (hasID, isReply) = (true, value.elementsEqual(HTMLElement.replyID.utf8))
            } else if name.elementsEqual("class".utf8) {
                guard !hasClass, !value.contains(UInt8(ascii: "&")) else { return nil }
                (hasClass, isQuote) = (true, Self.areQuote(value))
            }
        }
        return nil
    }

    private mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, bytes[position].isJSONSpace { position += 1 }
        return position > start
    }

    private typealias Part = Slice<UnsafeBufferPointer<UInt8>>

    /// `name="value"` or `name='value'`.
    private mutating func readAttribute() -> (name: Part, value: Part)? {
        let start = position
        while position < bytes.count, bytes[position].isSmallLetter || bytes[position] == UInt8(ascii: "-") { position += 1 }
        let name = bytes[start..<position]
        guard name.first?.isSmallLetter == true, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
        let quote = bytes[position + 1]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        position += 2
        let from = position
        while position < bytes.count, bytes[position] != quote {
            guard bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "<"), bytes[position] != UInt8(ascii: ">") else { return nil }
            position += 1
        }
        guard position < bytes.count else { return nil }
        position += 1
        return (name, bytes[from..<position - 1])
    }

    /// All classes of quoted mail have an underscore in them, or begin with `moz-cite`.
    private static func areQuote(_ classes: Part) -> Bool {
        guard classes.contains(UInt8(ascii: "_")) || classes.hasTwo(UInt8(ascii: "z"), UInt8(ascii: "-")) else { return false }
        return HTMLElement.areQuote(String(decoding: classes, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isSmallLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
}
