/// Reads strict JSON (RFC 8259) for people: it keeps every place, and says of the first mistake what it is and what to write.
///
/// For rule packs and configuration, where explaining matters more than speed.
public struct JSONParser {
    private let source: SourceText
    private let bytes: [UInt8]
    private let depthLimit: Int
    private var position = 0

    /// The value of the whole text.
    ///
    /// - Parameter depthLimit: How deep arrays and objects may be nested.
    /// - Throws: `DiagnosticsError` with the first mistake.
    public static func parse(_ source: SourceText, depthLimit: Int = 64) throws(DiagnosticsError) -> JSONNode {
        var parser = JSONParser(source: source, depthLimit: depthLimit)
        parser.skipSpace()
        if parser.peek == nil {
            throw parser.mistake("empty-file", "the file is empty", at: 0..<0, help: "write a JSON object: { … }")
        }
        let node = try parser.value(depth: 0)
        parser.skipSpace()
        if parser.peek != nil {
            throw parser.mistake(
                "trailing-content", "there is more after the end of the JSON value", at: parser.position..<parser.position + 1,
                help: "a file holds one JSON value; remove what follows it")
        }
        return node
    }

    private init(source: SourceText, depthLimit: Int) {
        self.source = source
        bytes = source.bytes
        self.depthLimit = depthLimit
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(DiagnosticsError) -> JSONNode {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < depthLimit else {
                throw mistake(
                    "too-deep", "nested more than \(depthLimit) deep", at: position..<position + 1, help: "flatten the structure")
            }
            return peek == UInt8(ascii: "{") ? try object(depth: depth) : try array(depth: depth)
        case UInt8(ascii: "\""):
            let start = position
            let text = try string()
            return JSONNode(content: .string(text), bytes: start..<position)
        case .some(let byte) where byte == UInt8(ascii: "-") || byte.isDigit:
            return try number()
        default:
            return try word()
        }
    }

    private mutating func object(depth: Int) throws(DiagnosticsError) -> JSONNode {
        let start = position
        position += 1
        var members: [JSONNode.Member] = []
        skipSpace()
        while peek != UInt8(ascii: "}") {
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes", opened: start) }
            let nameStart = position
            let name = try string()
            let nameBytes = nameStart..<position
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw unexpected("“:” after the name \(quoted(name))", opened: start) }
            position += 1
            members.append(.init(name: name, nameBytes: nameBytes, value: try value(depth: depth + 1)))
            try separator(closing: UInt8(ascii: "}"), opened: start)
        }
        position += 1
        return JSONNode(content: .object(members), bytes: start..<position)
    }

    private mutating func array(depth: Int) throws(DiagnosticsError) -> JSONNode {
        let start = position
        position += 1
        var elements: [JSONNode] = []
        skipSpace()
        while peek != UInt8(ascii: "]") {
            elements.append(try value(depth: depth + 1))
            try separator(closing: UInt8(ascii: "]"), opened: start)
        }
        position += 1
        return JSONNode(content: .array(elements), bytes: start..<position)
    }

    /// Reads the comma after an element; stands at the next element or the closing bracket then.
    private mutating func separator(closing: UInt8, opened: Int) throws(DiagnosticsError) {
        skipSpace()
        if peek == closing { return }
        guard peek == UInt8(ascii: ",") else { throw unexpected("“,” or “\(Character(Unicode.Scalar(closing)))”", opened: opened) }
        let comma = position
        position += 1
        skipSpace()
        if peek == closing {
            throw mistake("trailing-comma", "a comma before the closing bracket", at: comma..<comma + 1, help: "remove this comma")
        }
    }

    private mutating func number() throws(DiagnosticsError) -> JSONNode {
        let start = position
        while let byte = peek, byte.isDigit || "+-.eE".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard Self.isNumber(bytes[start..<position]), let number = Double(text), number.isFinite else {
            throw mistake(
                "bad-number", "“\(text)” is no JSON number", at: start..<position,
                help: "write digits with an optional minus, fraction and exponent, such as 12, -0.5 or 1e3; no leading zeros or plus")
        }
        return JSONNode(content: .number(number), bytes: start..<position)
    }

    /// Whether some bytes are `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes
        let whole = rest.prefix { $0.isDigit }
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit }
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy { $0.isDigit }
    }

    private mutating func word() throws(DiagnosticsError) -> JSONNode {
        let start = position
        while let byte = peek, byte.isLetter { position += 1 }
        let range = start..<position
        switch String(decoding: bytes[range], as: UTF8.self) {
        case "true": return JSONNode(content: .bool(true), bytes: range)
        case "false": return JSONNode(content: .bool(false), bytes: range)
        case "null": return JSONNode(content: .null, bytes: range)
        case "":
            throw unexpected("a value", opened: nil)
        case let other:
            throw mistake(
                "bad-value", "“\(other)” is no JSON value", at: range, help: "put text in double quotes; true, false and null are written small")
        }
    }

    // MARK: Strings

    private mutating func string() throws(DiagnosticsError) -> String {
        let start = position
        position += 1
        while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        if peek == UInt8(ascii: "\""), let string = String(validating: bytes[start + 1..<position], as: UTF8.self) {
            position += 1
            return string
        }
        var text = Array(bytes[start + 1..<position])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw mistake("invalid-utf8", "the string is not valid UTF-8", at: start..<position, help: "save the file as UTF-8")
                }
                return string
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw mistake(
                    "control-character", byte == 0x0A ? "the string does not end on its line" : "a control character in a string",
                    at: byte == 0x0A ? start..<position : position..<position + 1,
                    help: byte == 0x0A ? "close it with a double quote; a line break is written \\n" : "write it as \\u00\(hex(byte))")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw mistake("unterminated-string", "the string is never closed", at: start..<start + 1, help: "close it with a double quote")
    }

    private mutating func escape(into text: inout [UInt8]) throws(DiagnosticsError) {
        let start = position
        position += 1
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
            UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        ]
        if let byte = peek, let plain = simple[byte] {
            position += 1
            text.append(plain)
        } else if peek == UInt8(ascii: "u"), let scalar = unicodeEscape() {
            text.append(contentsOf: String(Character(scalar)).utf8)
        } else {
            throw mistake(
                "bad-escape", "a backslash that escapes nothing", at: start..<min(position + 1, bytes.count),
                help: #"write \\ for a backslash; the escapes are \" \\ \/ \b \f \n \r \t and \uXXXX, the latter in pairs above U+FFFF"#)
        }
    }

    /// The scalar of `uXXXX`, or of a pair of them; nil where it is none.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let unit = fourDigits() else { return nil }
        if !(0xD800...0xDFFF).contains(unit) { return Unicode.Scalar(unit) }
        guard unit < 0xDC00, peek == UInt8(ascii: "\\") else { return nil }
        position += 1
        guard peek == UInt8(ascii: "u"), let low = fourDigits(), (0xDC00...0xDFFF).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func fourDigits() -> UInt32? {
        let digits = bytes[min(position + 1, bytes.count)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isDigit || $0.isLetter }),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        position += 5
        return number
    }

    // MARK: Bytes and mistakes

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private func quoted(_ name: String) -> String { "“\(name)”" }

    private func mistake(_ code: String, _ message: String, at range: Range<Int>, help: String) -> DiagnosticsError {
        DiagnosticsError(Diagnostic(code: code, message, at: source.place(of: range), help: help))
    }

    private func unexpected(_ wanted: String, opened: Int?) -> DiagnosticsError {
        guard let byte = peek else {
            let line = opened.flatMap { source.place(of: $0..<$0 + 1).line }
            return mistake(
                "unexpected-end", "the file ends where \(wanted) should be", at: position..<position,
                help: line.map { "close the bracket of line \($0)" } ?? "write the missing value")
        }
        let found = byte < 0x80 ? "“\(Character(Unicode.Scalar(byte)))”" : "this character"
        let help =
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "#"): "JSON has no comments; remove it"
            case UInt8(ascii: "'"): "use double quotes"
            case UInt8(ascii: "\""): "is a comma missing before it?"
            default: "write \(wanted)"
            }
        return mistake("unexpected-character", "\(wanted) should be here, not \(found)", at: position..<position + 1, help: help)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
