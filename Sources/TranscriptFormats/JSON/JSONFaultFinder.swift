/// Walks over a JSON text without building anything, up to the first mistake.
struct JSONFaultFinder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let depthLimit: Int
    private var position = 0
    private var open: [Container] = []

    /// An array or object that is not closed yet.
    private struct Container {
        let isObject: Bool
        var hasMembers = false

        var closing: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func run() throws(JSONFault) {
        try value()
        while let container = open.last {
            skipSpace()
            if peek == container.closing {
                position += 1
                open.removeLast()
            } else {
                // simdjson does not count an empty container at the limit either.
                guard open.count <= depthLimit else {
                    throw fault(
                        "nested more than \(depthLimit) deep", kind: .tooDeep,
                        help: "no export needs this; look at what wrote it, or raise limits.depth in tactd.json")
                }
                if container.hasMembers { try comma(in: container) }
                open[open.count - 1].hasMembers = true
                try member(of: container)
            }
        }
        skipSpace()
        if peek != nil { throw fault("there is more after the end of the JSON value", help: "one record holds one value") }
    }

    private mutating func comma(in container: Container) throws(JSONFault) {
        guard peek == UInt8(ascii: ",") else { throw unexpected("“,” or “\(Character(Unicode.Scalar(container.closing)))”") }
        let comma = position
        position += 1
        skipSpace()
        guard peek == container.closing else { return }
        position = comma
        throw fault("a comma before the closing bracket", help: "remove the comma")
    }

    private mutating func member(of container: Container) throws(JSONFault) {
        skipSpace()
        if container.isObject {
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
            try string()
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw unexpected("“:” after the key") }
            position += 1
        }
        try value()
    }

    /// Reads a scalar, or opens a container.
    private mutating func value() throws(JSONFault) {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open.append(Container(isObject: peek == UInt8(ascii: "{")))
            position += 1
        case UInt8(ascii: "\""): try string()
        case .some(let byte) where byte == UInt8(ascii: "-") || byte.isDigit: try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw unexpected("a value")
        }
    }

    private mutating func string() throws(JSONFault) {
        position += 1
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case 0..<0x20:
                throw fault(
                    byte == 0x0A ? "a line ends inside a string" : "a control character inside a string",
                    help: "write it as an escape, such as \\n or \\u0000")
            default: position += 1
            }
        }
        throw end()
    }

    private mutating func escape() throws(JSONFault) {
        guard position + 1 < bytes.count else { throw end() }
        guard bytes[position + 1] == UInt8(ascii: "u") else {
            guard #""\/bfnrt"#.utf8.contains(bytes[position + 1]) else {
                throw fault("“\\” before something that it does not escape", length: 2, help: "a backslash itself is written \\\\")
            }
            position += 2
            return
        }
        let digits = bytes[position + 2..<min(position + 6, bytes.count)]
        guard digits.allSatisfy(\.isHexDigit) else {
            throw fault("“\\u” without four hexadecimal digits", length: 2, help: "write \\u0041")
        }
        guard digits.count == 4 else { throw end() }
        position += 6
    }

    private mutating func number() throws(JSONFault) {
        let start = position
        while let byte = peek, byte.isDigit || "+-.eE".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == bytes.count, open.count > 0 { throw end() }
        guard JSONNumber.isNumber(bytes[start..<position]), let number = Double(text), number.isFinite,
            !text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }) || Int64(text) != nil || UInt64(text) != nil
        else {
            position = start
            throw fault(
                "“\(text.prefix(40))” is no number that JSON or this reader knows", length: text.utf8.count,
                help: "write 12, -0.5 or 1e3; put longer ids in double quotes")
        }
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        let found = bytes[position..<min(position + wanted.count, bytes.count)]
        guard wanted.starts(with: found) else { throw unexpected("a value") }
        guard found.count == wanted.count else { throw end() }
        position += wanted.count
    }

    // MARK: Bytes and faults

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte.isJSONSpace { position += 1 }
    }

    private func fault(_ message: String, kind: JSONFault.Kind = .badJSON, length: Int = 1, help: String) -> JSONFault {
        JSONFault(kind: kind, message: message, bytes: position..<min(position + length, bytes.count), help: help)
    }

    private func unexpected(_ wanted: String) -> JSONFault {
        guard let byte = peek else { return end() }
        let found = 0x21..<0x7F ~= byte ? "“\(Character(Unicode.Scalar(byte)))”" : "this byte"
        return fault("\(wanted) should be here, not \(found)", help: "correct it by hand, or what wrote the file")
    }

    private func end() -> JSONFault {
        JSONFault(
            kind: .truncated, message: "the JSON ends in the middle", bytes: bytes.count..<bytes.count,
            help: "the file was cut off: export it again, or wait until it is whole")
    }
}

/// What JSON takes for a number.
enum JSONNumber {
    /// Whether some bytes are `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    static func isNumber(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: \.isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") else { return rest.isEmpty }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    var isHexDigit: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20 }
}
