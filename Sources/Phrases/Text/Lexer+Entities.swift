/// Characters that an export has written as HTML does, in what is plain text otherwise: `I don&#39;t &amp; won&#39;t`.
///
/// They are read as what they stand for, in their place: nothing is decoded, so positions stay those of the text as it stands.
extension Lexer {
    enum Entity {
        /// What is no part of words: quotation marks, other signs, and any character by its number that is not among the rest.
        case sign
        case greaterThan
        case apostrophe
        case space
    }

    /// The entity that begins at an offset, and its length in bytes.
    func entity(at offset: Int) -> (entity: Entity, length: Int)? {
        guard byte(offset) == UInt8(ascii: "&") else { return nil }
        for (name, entity) in Self.entities where begins(name, at: offset + 1) { return (entity, 1 + name.utf8CodeUnitCount) }
        guard byte(offset + 1) == UInt8(ascii: "#") else { return nil }
        var end = offset + 2
        while end - offset < 10, byte(end).isAlphanumeric { end += 1 }
        return end > offset + 2 && byte(end) == UInt8(ascii: ";") ? (.sign, end + 1 - offset) : nil
    }

    /// Passes over an entity, or over an ampersand.
    mutating func passEntity() -> Bool {
        position += entity(at: position)?.length ?? 1
        return false
    }

    private static let entities: [(StaticString, Entity)] = [
        ("amp;", .sign), ("lt;", .sign), ("gt;", .greaterThan), ("quot;", .sign), ("#34;", .sign), ("nbsp;", .space), ("#160;", .space),
        ("#39;", .apostrophe), ("#039;", .apostrophe), ("#x27;", .apostrophe), ("apos;", .apostrophe), ("rsquo;", .apostrophe),
        ("lsquo;", .apostrophe), ("#8217;", .apostrophe), ("#8216;", .apostrophe), ("ldquo;", .sign), ("rdquo;", .sign), ("#8220;", .sign),
        ("#8221;", .sign),
    ]
}
