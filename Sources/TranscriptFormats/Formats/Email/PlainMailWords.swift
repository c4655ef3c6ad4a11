/// Words of a name in the header of a plain mail, of which some may be encoded (RFC 2047).
enum PlainMailWords {
    /// `Kim Berg`, `Kim =?utf-8?q?B=C3=A4r?=`.
    ///
    /// - Parameter bytes: With one space between two words.
    /// - Returns: nil for anything else.
    static func text(_ bytes: PlainMail.Bytes) -> String? {
        var text: [String] = []
        var wasEncoded = false
        for word in bytes.split(separator: 0x20, omittingEmptySubsequences: false) {
            let isPlain = word.allSatisfy { $0.isASCIILetter || $0.isDigit || $0 == UInt8(ascii: "-") }
            // The space between two that are encoded would be none.
            guard !word.isEmpty, isPlain || !wasEncoded else { return nil }
            guard let part = isPlain ? String(decoding: word, as: UTF8.self) : decoded(word) else { return nil }
            text.append(part)
            wasEncoded = !isPlain
        }
        return text.joined(separator: " ")
    }

    /// What `=?utf-8?q?B=C3=A4r?=` or `=?utf-8?b?QsOkcg==?=` stands for.
    private static func decoded(_ word: PlainMail.Bytes) -> String? {
        let parts = word.split(separator: UInt8(ascii: "?"), omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isWord("="), parts[1].isWord("utf-8"), parts[4].isWord("=") else { return nil }
        let bytes = parts[2].isWord("q") ? quoted(parts[3]) : parts[2].isWord("b") ? PlainMailEncoding.base64(parts[3]) : nil
        guard let bytes, let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20,
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        return bytes.withUnsafeBufferPointer { TextDecoding.utf8($0) }
    }

    private static func quoted(_ text: PlainMail.Bytes) -> [UInt8]? {
        let isWritten = { (byte: UInt8) in byte.isASCIILetter || byte.isDigit || "_-.=".utf8.contains(byte) }
        guard text.allSatisfy(isWritten) else { return nil }
        return text.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }.withUnsafeBufferPointer { PlainMailEncoding.quotedPrintable($0[...]) }
    }
}
