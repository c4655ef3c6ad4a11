/// Addresses and ids in the header of a plain mail.
struct PlainMailAddress {
    /// Decoded; nil where there is none.
    var name: String?
    var address: PlainMail.Bytes

    /// `kim@example.net`, `Kim Berg <kim@example.net>`, `"Berg, Kim" <kim@example.net>`, and several with commas between them.
    ///
    /// - Returns: nil for anything else.
    static func list(_ bytes: PlainMail.Bytes) -> [PlainMailAddress]? {
        var people: [PlainMailAddress] = []
        var rest = bytes
        while true {
            rest = rest.trimmedSpace
            guard let person = first(&rest) else { return nil }
            people.append(person)
            rest = rest.trimmedSpace
            guard let comma = rest.popFirst() else { return people }
            guard comma == UInt8(ascii: ",") else { return nil }
        }
    }

    private static func first(_ rest: inout PlainMail.Bytes) -> PlainMailAddress? {
        var name: String?
        if rest.first == UInt8(ascii: "\"") {
            let content = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "=") }
            guard !content.isEmpty, content.trimmedSpace.count == content.count, !content.hasTwo(0x20, 0x20) else { return nil }
            name = String(decoding: content, as: UTF8.self)
            rest = rest.dropFirst(content.count + 1)
            guard rest.popFirst() == UInt8(ascii: "\""), rest.popFirst() == 0x20, rest.first == UInt8(ascii: "<") else { return nil }
        } else {
            let words = rest.prefix { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "@") && $0 != UInt8(ascii: ",") }
            if !words.isEmpty, rest.dropFirst(words.count).first == UInt8(ascii: "<") {
                guard words.last == 0x20, let decoded = PlainMailWords.text(words.dropLast()) else { return nil }
                name = decoded
                rest = rest.dropFirst(words.count)
            }
        }
        let isBracketed = rest.first == UInt8(ascii: "<")
        if isBracketed { rest = rest.dropFirst() }
        let address = rest.prefix { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: ",") && $0 != 0x20 }
        guard isAddress(address) else { return nil }
        rest = rest.dropFirst(address.count)
        if isBracketed { guard rest.popFirst() == UInt8(ascii: ">") else { return nil } }
        return PlainMailAddress(name: name, address: address)
    }

    /// `<a@b.example>`, once or several times.
    ///
    /// - Returns: Without the brackets; nil for anything else.
    static func ids(_ bytes: PlainMail.Bytes) -> [PlainMail.Bytes]? {
        var ids: [PlainMail.Bytes] = []
        var rest = bytes
        while !rest.isEmpty {
            guard rest.popFirst() == UInt8(ascii: "<") else { return nil }
            let id = rest.prefix { $0 != UInt8(ascii: ">") }
            rest = rest.dropFirst(id.count)
            guard rest.popFirst() != nil, isAddress(id) else { return nil }
            ids.append(id)
            guard rest.isEmpty || rest.first?.isJSONSpace == true else { return nil }
            rest = rest.trimmedSpace
        }
        return ids
    }

    /// Words with full stops between them, an `@`, and such words again.
    private static func isAddress(_ bytes: PlainMail.Bytes) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return isDotted(bytes[..<at]) { $0.isASCIILetter || $0.isDigit || "_-+=$".utf8.contains($0) }
            && isDotted(bytes[bytes.index(after: at)...]) { $0.isASCIILetter || $0.isDigit || $0 == UInt8(ascii: "-") }
            // Names of domains in other scripts are encoded so.
            && !bytes.hasTwo(UInt8(ascii: "-"), UInt8(ascii: "-"))
    }

    private static func isDotted(_ bytes: PlainMail.Bytes, _ isOfWord: (UInt8) -> Bool) -> Bool {
        var before = UInt8(ascii: ".")
        for byte in bytes {
            guard isOfWord(byte) || byte == UInt8(ascii: ".") && before != UInt8(ascii: ".") else { return false }
            before = byte
        }
        return before != UInt8(ascii: ".")
    }
}
