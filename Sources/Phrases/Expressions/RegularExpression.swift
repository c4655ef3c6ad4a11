import CHyperscan

/// A regular expression in a list of phrases, as an author of rules wrote it: in the syntax of PCRE, without what could take more than
/// linear time (back-references, look-around).
///
/// It is looked for in the text as it stands, without regard to case; `^` and `$` are the ends of lines; `\w`, `\d`, `\s` and `\b` know
/// ASCII.
public struct RegularExpression: Sendable, Hashable {
    /// What was written.
    public let source: String
    /// Whether it tells capitals from small letters somewhere (`(?-i)`).
    public let readsCase: Bool

    static let longestSource = 1024

    static let flags = UInt32(HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_MULTILINE | HS_FLAG_SOM_LEFTMOST)

    /// Reads an expression.
    ///
    /// - Throws: What is wrong with it, with its place in `source` as far as it is known.
    public init(parsing source: String) throws(PhraseError) {
        let whole = 0..<source.utf8.count
        guard source.utf8.count <= Self.longestSource else {
            throw PhraseError(
                code: "regex-too-large", message: "the regular expression is longer than \(Self.longestSource) bytes",
                help: "write it as several expressions, or its words as phrases", range: whole)
        }
        // The library takes C strings: a zero would end the expression unseen.
        if let zero = source.utf8.firstIndex(of: 0) {
            let offset = source.utf8.distance(from: source.startIndex, to: zero)
            throw PhraseError(
                code: "bad-regex", message: "a zero byte is in the regular expression", help: "remove it", range: offset..<offset + 1)
        }
        if let message = ExpressionDatabase.refusal(of: source) { throw Self.error(message, in: source) }
        let breadth = ExpressionBreadth(source)
        readsCase = breadth.readsCase
        self.source = source
        guard breadth.isSearchable else {
            throw PhraseError(
                code: "regex-too-broad", message: "nothing in the regular expression can be searched for",
                help: "each of its alternatives must hold three letters in a row, as in “abc\\w+”, or a digit, a sign or another class of few "
                    + "characters, as in “\\d{4}”",
                range: whole)
        }
    }

    /// What the library says, as an error of ours.
    static func error(_ message: String, in source: String) -> PhraseError {
        let whole = 0..<source.utf8.count
        if message.contains("too large") {
            return PhraseError(
                code: "regex-too-large", message: "the regular expression would take up too much memory",
                help: "repeat less often, as in “{1,20}” instead of “{1,200}”, or use “+”; properties such as “\\p{L}” are large, too",
                range: whole)
        }
        if message.contains("empty buffer") {
            return PhraseError(
                code: "regex-too-broad", message: "the regular expression matches where there is nothing at all",
                help: "write “+” for “*”, or leave a “?” out, so that something must be there", range: whole)
        }
        let place = Self.place(in: message, of: source)
        let isUnsupported = message.contains("support")
        return PhraseError(
            code: "bad-regex", message: "the regular expression cannot be used: \(Self.sentence(message))",
            help: isUnsupported
                ? "write it without: only what can be found in linear time is understood, so no back-references and no look-around"
                : "see its syntax in rules/README.md; a backslash is written twice in JSON, as in \"\\\\d\"",
            range: place ?? whole)
    }

    /// `Missing close parenthesis for group started at index 0.` without its place and full stop, in the midst of a sentence.
    private static func sentence(_ message: String) -> String {
        var words = message.split(separator: " ").map { String($0) }
        if let index = words.lastIndex(of: "index"), index > 0, index + 1 < words.count { words.removeSubrange(index - 1...index + 1) }
        if words.last == "starting" || words.last == "started" { words.removeLast() }
        let text = words.joined(separator: " ")
        let trimmed = text.hasSuffix(".") ? String(text.dropLast()) : text
        return trimmed.prefix(1).lowercased() + trimmed.dropFirst()
    }

    /// The character that a message names by its offset.
    private static func place(in message: String, of source: String) -> Range<Int>? {
        let words = message.split(separator: " ")
        guard let index = words.lastIndex(of: "index"), index + 1 < words.count,
            let offset = Int(words[index + 1].filter { "0"..."9" ~= $0 }), offset < source.utf8.count
        else { return nil }
        var end = offset + 1
        let bytes = Array(source.utf8)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return offset..<end
    }
}
