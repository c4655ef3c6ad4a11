/// E-mail addresses, web addresses, mentions, and names of orders with hyphens in them.
extension Lexer {
    /// Whether a word that stops after some letters goes on as an address or the like.
    func mayBeginCompound(_ start: Int, _ letters: Int) -> Bool {
        switch byte(start + letters) {
        case UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "%"),
            UInt8(ascii: ":"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Reads an address or the like as one token.
    ///
    /// - Returns: Whether there was one; if not, nothing was read.
    mutating func readCompound(from start: Int, letters: Int, _ lexeme: inout Lexeme) -> Bool {
        guard let (tokenClass, end) = scheme(start, letters) ?? address(start) ?? hyphenatedID(start) else { return false }
        lexeme.set(.word, start, end, tokenClass)
        lexeme.word.clear()
        position = end
        lastWord = start..<end
        return true
    }

    /// Passes over `@name`, which is no word.
    mutating func passMention() -> Bool {
        position += 1
        while byte(position).isAlphanumeric || byte(position) == UInt8(ascii: "_") { position += 1 }
        return false
    }

    /// `https://…`
    private func scheme(_ start: Int, _ letters: Int) -> (TokenClasses, Int)? {
        let colon = start + letters
        guard byte(colon) == UInt8(ascii: ":"), byte(colon + 1) == UInt8(ascii: "/"), byte(colon + 2) == UInt8(ascii: "/"),
            byte(colon + 3) > 0x20
        else { return nil }
        return (.url, endOfWebAddress(colon + 3))
    }

    /// An e-mail or web address that begins at an offset, and where it ends.
    mutating func address(_ start: Int) -> (TokenClasses, Int)? {
        guard start >= addressesCheckedUpTo else { return nil }
        var end = start
        while end - start < 255, Self.isAddressByte(byte(end)) { end += 1 }
        addressesCheckedUpTo = end
        if byte(end) == UInt8(ascii: "@") {
            return host(from: end + 1).map { (.email, $0.end) }
        }
        guard let host = host(from: start), host.isKnown else { return nil }
        let next = byte(host.end)
        let goesOn = next == UInt8(ascii: "/") || next == UInt8(ascii: "?") || next == UInt8(ascii: "#") || next == UInt8(ascii: ":")
        return (.url, goesOn ? endOfWebAddress(host.end) : host.end)
    }

    /// A host's name with a dot in it; `isKnown` says that its end, or a `www` in front, makes it one beyond doubt.
    private func host(from start: Int) -> (end: Int, isKnown: Bool)? {
        var end = start
        while end - start < 255, byte(end).isAlphanumeric || Self.joinsHost(byte(end)) && byte(end + 1).isAlphanumeric { end += 1 }
        guard let dot = (start..<end).last(where: { bytes[$0] == UInt8(ascii: ".") }), end - dot > 2 else { return nil }
        let name = String(decoding: bytes[start..<min(end, start + 4)], as: UTF8.self).lowercased()
        let domain = String(decoding: bytes[(dot + 1)..<end], as: UTF8.self).lowercased()
        return (end, name == "www." || Self.topDomains.contains(domain))
    }

    private func endOfWebAddress(_ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, bytes[end] < 0x7F, !Self.closesWebAddress(bytes[end]) { end += 1 }
        while end > start, Self.trailsWebAddress(bytes[end - 1]) { end -= 1 }
        return max(end, start)
    }

    /// `ORD-2291`: capitals and digits joined by hyphens, three digits or more.
    private func hyphenatedID(_ start: Int) -> (TokenClasses, Int)? {
        var end = start
        var digits = 0
        while end - start < 40 {
            let byte = byte(end)
            let isHyphen = byte == UInt8(ascii: "-") && self.byte(end + 1).isAlphanumeric
            guard byte.isDigit || byte.isCapital || isHyphen else { break }
            if byte.isDigit { digits += 1 }
            end += 1
        }
        return digits >= 3 && !byte(end).isWordByte ? (.orderID, end) : nil
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: byte.isAlphanumeric
        }
    }

    private static func joinsHost(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }

    private static func closesWebAddress(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
    }

    private static func trailsWebAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "*"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Those that are no English words: after a full stop without a space (`done.so`) a word must stay one.
    private static let topDomains: Set<String> = [
        "com", "net", "org", "edu", "gov", "info", "biz", "app", "dev", "shop", "online", "io", "co", "ai", "tv", "eu", "uk", "de", "fr",
        "es", "pt", "nl", "ch", "se", "dk", "fi", "pl", "cz", "ie", "ca", "au", "nz", "br", "mx", "jp", "cn", "kr", "ru", "za",
    ]
}
