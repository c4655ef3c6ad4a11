/// Text that is XML, before libxml2 reads it.
enum XMLText {
    /// How many attributes a tag may have, namespaces among them: libxml2 compares each with all before it. Exports have one or two.
    static let attributeLimit = 32

    /// The text in a form that XML can have: UTF-8, without control characters, each of which becomes a space.
    ///
    /// - Returns: nil where the text is so already.
    static func repaired(_ text: [UInt8]) -> [UInt8]? {
        let isControl = { (byte: UInt8) in byte < 0x20 && !byte.isJSONSpace }
        let isUTF8 = String(validating: text, as: UTF8.self) != nil
        guard !isUTF8 || text.contains(where: isControl) else { return nil }
        var repaired = text
        if !isUTF8 {
            let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            repaired = Array(lines.map { Array(TextDecoding.text($0).utf8) }.joined(separator: [UInt8(ascii: "\n")]))
        }
        for index in repaired.indices where isControl(repaired[index]) { repaired[index] = 0x20 }
        return repaired
    }

    /// The name of the outermost element, without its namespace; nil where the text does not begin as XML does.
    static func root(of head: [UInt8]) -> String? {
        var index = 0
        while index < head.count {
            if head[index].isJSONSpace {
                index += 1
                continue
            }
            guard head[index] == UInt8(ascii: "<") else { return nil }
            if let end = endOfOther(head, at: index) {
                index = end
                continue
            }
            var rest = head[(index + 1)...]
            if rest.starts(with: Self.doctype) { rest = rest.dropFirst(Self.doctype.count).drop(while: \.isJSONSpace) }
            let name = rest.prefix(256).prefix { !$0.isJSONSpace && !">/[".utf8.contains($0) }
            return name.split(separator: UInt8(ascii: ":")).last.map { TextDecoding.text($0) }
        }
        return nil
    }

    /// Where the first tag begins that has more attributes than the limit allows.
    ///
    /// - Returns: nil where none has; where the text is no XML, up to where libxml2 stops reading.
    static func unboundedTag(of text: [UInt8]) -> Int? {
        var index = 0
        while let open = text[index...].firstIndex(of: UInt8(ascii: "<")) {
            if let end = endOfOther(text, at: open) {
                index = end
                continue
            }
            var quote: UInt8?
            var values = 0
            index = open + 1
            while index < text.count, quote != nil || text[index] != UInt8(ascii: ">") {
                let byte = text[index]
                if byte == quote {
                    quote = nil
                    values += 1
                } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                }
                index += 1
            }
            guard values <= attributeLimit else { return open }
        }
        return nil
    }

    /// The end of a comment, a CDATA section or a processing instruction; nil where none of them begins.
    private static func endOfOther(_ text: [UInt8], at index: Int) -> Int? {
        for (opening, closing) in others where text[index...].starts(with: opening) {
            var rest = text[(index + opening.count)...]
            while let end = rest.firstIndex(of: closing[0]) {
                if text[end...].starts(with: closing) { return end + closing.count }
                rest = text[(end + 1)...]
            }
            return text.count
        }
        return nil
    }

    private static let doctype = Array("!DOCTYPE".utf8)
    private static let others = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")].map { (Array($0.utf8), Array($1.utf8)) }
}
