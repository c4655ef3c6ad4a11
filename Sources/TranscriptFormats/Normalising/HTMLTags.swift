/// Looks over the tags of HTML before libxml2 does: it compares each attribute of a tag with all before it, so that one tag with a million
/// of them would keep it busy for hours.
enum HTMLTags {
    /// How many attributes a tag may have.
    static let attributeLimit = 256
    /// How many of what could be attributes may follow a tag that is not well formed, up to the next one: where it ends, only libxml2
    /// knows.
    static let doubtLimit = 1000
    /// libxml2 cuts longer names into several.
    private static let nameLimit = 64

    /// Whether no tag has more attributes than the limits allow.
    static func areBounded(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            guard index < bytes.count, bytes[index].isASCIILetter || bytes[index] == UInt8(ascii: "/") else { continue }
            if let (end, attributes) = wellFormedTag(bytes, at: index) {
                guard attributes <= attributeLimit else { return false }
                index = end
            } else {
                guard doubts(bytes, from: index) <= doubtLimit else { return false }
            }
        }
        return true
    }

    /// Where a tag ends and how many attributes it has; nil where it is not so plain that every reader sees the same.
    private static func wellFormedTag(_ bytes: [UInt8], at start: Int) -> (end: Int, attributes: Int)? {
        var index = bytes[start] == UInt8(ascii: "/") ? start + 1 : start
        guard let name = nameEnd(bytes, from: index) else { return nil }
        index = name
        var attributes = 0
        while index < bytes.count {
            let before = index
            while index < bytes.count, bytes[index].isJSONSpace { index += 1 }
            guard index < bytes.count else { return nil }
            if bytes[index] == UInt8(ascii: ">") { return (index + 1, attributes) }
            if bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") {
                return (index + 2, attributes)
            }
            guard index > before, let name = nameEnd(bytes, from: index), let end = valueEnd(bytes, from: name) else { return nil }
            index = end
            attributes += 1
        }
        return nil
    }

    private static func nameEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count, bytes[start].isASCIILetter else { return nil }
        let name = bytes[start...].prefix(nameLimit + 1).prefix { $0.isASCIILetter || $0.isDigit || "-_:".utf8.contains($0) }
        return name.count > nameLimit ? nil : name.endIndex
    }

    /// The end of `="…"`, `='…'` or `=…`, or of nothing.
    private static func valueEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "=") else { return start }
        let quote = bytes[start + 1]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            return bytes[(start + 2)...].firstIndex(of: quote).map { $0 + 1 }
        }
        let value = bytes[(start + 1)...].prefix { !$0.isJSONSpace && !"\"'<>=`".utf8.contains($0) }
        return value.isEmpty ? nil : value.endIndex
    }

    /// How many attributes there could be up to the next tag.
    private static func doubts(_ bytes: [UInt8], from start: Int) -> Int {
        let part = bytes[start...].prefix { $0 != UInt8(ascii: "<") }
        return part.count { $0.isJSONSpace || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") } + part.count / 100
    }
}

extension UInt8 {
    var isASCIILetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
}
