/// The type of the one part of a plain mail.
struct PlainMailType {
    private(set) var isHTML = false
    private(set) var isFlowed = false
    private(set) var deletesSpace = false

    /// Reads `text/plain; charset=utf-8; format=flowed` and the like.
    ///
    /// - Returns: False for another type, a charset that has to be converted, and a parameter that may mean anything.
    mutating func read(_ value: PlainMail.Bytes) -> Bool {
        var parts = value.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(\.trimmedSpace)[...]
        guard let type = parts.popFirst() else { return false }
        isHTML = type.isWord("text/html")
        guard isHTML || type.isWord("text/plain") else { return false }
        var seen: [Parameter] = []
        for part in parts {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            guard let parameter = Parameter(name), !seen.contains(parameter), let value = Self.value(part.dropFirst(name.count + 1)) else {
                return false
            }
            seen.append(parameter)
            switch parameter {
            case .charset: guard Self.charsets.contains(where: { value.isWord($0) }) else { return false }
            case .format: isFlowed = value.isWord("flowed")
            case .delsp: deletesSpace = value.isWord("yes")
            }
        }
        return true
    }

    private enum Parameter {
        case charset, format, delsp

        init?(_ name: PlainMail.Bytes) {
            if name.isWord("charset") { self = .charset } else if name.isWord("format") { self = .format } else {
                guard name.isWord("delsp") else { return nil }
                self = .delsp
            }
        }
    }

    /// A word, in quotes or not.
    private static func value(_ bytes: PlainMail.Bytes) -> PlainMail.Bytes? {
        let isQuoted = bytes.count > 2 && bytes.first == UInt8(ascii: "\"") && bytes.last == UInt8(ascii: "\"")
        let word = isQuoted ? bytes.dropFirst().dropLast() : bytes
        guard !word.isEmpty, word.allSatisfy({ $0.isASCIILetter || $0.isDigit || $0 == UInt8(ascii: "-") }) else { return nil }
        return word
    }

    /// Those of which the bytes are taken as they are: UTF-8 and its subset, and what is most often named wrongly.
    private static let charsets: [StaticString] = [
        "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "cp1252",
    ]
}

/// How the body of a plain mail is written.
enum PlainMailEncoding {
    case none, quotedPrintable

    /// - Returns: False for any other encoding.
    mutating func read(_ value: PlainMail.Bytes) -> Bool {
        let plain: [StaticString] = ["7bit", "8bit", "binary"]
        if value.isWord("quoted-printable") { self = .quotedPrintable } else { return plain.contains { value.isWord($0) } }
        return true
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
