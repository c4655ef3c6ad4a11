/// What the header of a plain mail, or of a part of it, says of the content below.
struct PlainMailContent {
    private(set) var type = PlainMailType()
    private(set) var encoding = PlainMailEncoding.none
    private(set) var fileName: PlainMail.Bytes?
    private var isAttachment = false

    /// Whether it stands for itself, and is no text of the message.
    var isAttached: Bool { isAttachment || fileName != nil || type.name != nil }

    /// Whether it is text, and nothing in its type may be taken for parts or for a mail in the mail.
    var isSurelyOnePart: Bool { type.kind == .text && type.isKnown }

    /// - Returns: False for a value that needs judgement.
    mutating func take(_ field: PlainMailField, _ value: PlainMail.Bytes) -> Bool {
        switch field {
        case .type: return type.read(value)
        case .encoding: return encoding.read(value)
        case .disposition:
            guard let (word, parameters) = PlainMailParameter.list(value) else { return false }
            isAttachment = word.isWord("attachment")
            for parameter in parameters where parameter.name.isWord("filename") { fileName = parameter.value }
            return isAttachment || word.isWord("inline")
        default: return false
        }
    }
}

/// A parameter behind a type or a disposition: `charset=utf-8`.
struct PlainMailParameter {
    var name: PlainMail.Bytes
    /// Without quotes.
    var value: PlainMail.Bytes

    /// Real ones have three or four.
    private static let limit = 16

    /// The word in front, and the parameters, each once; nil where they are not well-formed, or too many.
    static func list(_ value: PlainMail.Bytes) -> (word: PlainMail.Bytes, parameters: [PlainMailParameter])? {
        let word = value.prefix { isOfWord($0) || $0 == UInt8(ascii: "/") }
        var rest = value.dropFirst(word.count)
        var parameters: [PlainMailParameter] = []
        guard !word.isEmpty else { return nil }
        while !rest.isEmpty {
            guard rest.popFirst() == UInt8(ascii: ";"), parameters.count < limit else { return nil }
            rest = rest.trimmedSpace
            let name = rest.prefix { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "="), let value = takeValue(&rest),
                !parameters.contains(where: { $0.name.isSameWord(as: name) })
            else { return nil }
            parameters.append(PlainMailParameter(name: name, value: value))
        }
        return (word, parameters)
    }

    /// A word, or what stands in quotes.
    private static func takeValue(_ rest: inout PlainMail.Bytes) -> PlainMail.Bytes? {
        guard rest.first == UInt8(ascii: "\"") else {
            let word = rest.prefix(while: isOfWord)
            rest = rest.dropFirst(word.count)
            return word.isEmpty ? nil : word
        }
        let content = rest.dropFirst().prefix { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        rest = rest.dropFirst(content.count + 1)
        guard !content.isEmpty, rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        return content.hasTwo(UInt8(ascii: "="), UInt8(ascii: "?")) ? nil : content
    }

    private static func isOfWord(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte.isDigit || "-_.+".utf8.contains(byte) }
}

/// The type of a part.
struct PlainMailType {
    enum Kind { case text, multipart, other }

    private(set) var kind = Kind.text
    private(set) var isHTML = false
    private(set) var isFlowed = false
    private(set) var deletesSpace = false
    private(set) var isAlternative = false
    private(set) var boundary: PlainMail.Bytes?
    private(set) var name: PlainMail.Bytes?
    /// Whether all that is said of it is known here.
    private(set) var isKnown = true

    /// Reads `text/plain; charset=utf-8; format=flowed` and the like.
    ///
    /// - Returns: False for a charset that has to be converted, a mail in the mail, and for what is not well-formed.
    mutating func read(_ value: PlainMail.Bytes) -> Bool {
        guard let (type, parameters) = PlainMailParameter.list(value), setKind(type) else { return false }
        for parameter in parameters {
            if parameter.name.isWord("charset") {
                guard kind != .text || Self.charsets.contains(where: { parameter.value.isWord($0) }) else { return false }
            } else if parameter.name.isWord("format") {
                isFlowed = parameter.value.isWord("flowed")
            } else if parameter.name.isWord("delsp") {
                deletesSpace = parameter.value.isWord("yes")
            } else {
                isKnown = false
                if parameter.name.isWord("boundary") { boundary = parameter.value }
                if parameter.name.isWord("name") { name = parameter.value }
            }
        }
        return true
    }

    private mutating func setKind(_ type: PlainMail.Bytes) -> Bool {
        let parts = type.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
        isHTML = type.isWord("text/html")
        isAlternative = type.isWord("multipart/alternative")
        if isHTML || type.isWord("text/plain") { return true }
        if parts[0].isWord("multipart") {
            kind = .multipart
            return isAlternative || parts[1].isWord("mixed") || parts[1].isWord("related")
        }
        kind = .other
        let known: [StaticString] = ["image", "application", "audio", "video"]
        return known.contains { parts[0].isWord($0) }
    }

    /// Those of which the bytes are taken as they are: UTF-8 and its subset, and what is most often named wrongly.
    private static let charsets: [StaticString] = [
        "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "latin1", "windows-1252", "cp1252",
    ]
}
