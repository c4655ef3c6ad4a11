/// The name of one entry of a folder, as the bytes that it is: never a path, and no text until it is shown.
public struct FileName: Sendable, Hashable {
    /// From 1 to 255 bytes without a slash or a zero.
    public let bytes: [UInt8]

    /// - Returns: nil where a folder cannot hold an entry of that name, and for `.` and `..`.
    public init?(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        guard (1...255).contains(bytes.count), !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")), bytes != [UInt8(ascii: ".")],
            bytes != Array("..".utf8)
        else { return nil }
        self.bytes = bytes
    }

    public init?(_ text: String) { self.init(text.utf8) }

    /// A name that stands in the program; one that a folder cannot hold is a mistake of the program.
    public init(constant: StaticString) {
        bytes = constant.withUTF8Buffer { Array($0) }
        precondition(FileName(bytes) != nil, "no file name: \(constant)")
    }

    /// The name with bytes that are no UTF-8 replaced by U+FFFD: for records. Two names may have the same text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether the name ends in the UTF-8 of `text`.
    public func hasSuffix(_ text: String) -> Bool { bytes.suffix(text.utf8.count).elementsEqual(text.utf8) }

    /// Whether the name begins with the UTF-8 of `text`.
    public func hasPrefix(_ text: String) -> Bool { bytes.starts(with: text.utf8) }

    /// Calls `body` with the name as C has it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
            // The array ends in a zero and so is never empty.
            buffer.baseAddress.map(body) ?? "".withCString(body)
        }
    }
}

extension FileName: Comparable {
    /// In the order of the bytes.
    public static func < (a: FileName, b: FileName) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension FileName: CustomStringConvertible {
    /// The name for people: control and bidirectional characters and bytes that are no UTF-8 are escaped (`\u{202e}`, `\xff`).
    public var description: String {
        var text = ""
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while true {
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar):
                text += scalar.isUnsafeInName ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
            case .emptyInput:
                return text
            case .error:
                return Self.escaped(bytes)
            }
        }
    }

    /// Every byte that is no printable ASCII as `\xNN`.
    private static func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            (0x20..<0x7F).contains(byte)
                ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension Unicode.Scalar {
    /// Whether the scalar could move a terminal's cursor or change the direction of text.
    fileprivate var isUnsafeInName: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
