/// The words of a message, at a length that a record can carry.
enum Excerpt {
    /// The most bytes that a quote has before its ellipsis.
    static let limit = 400

    /// The text of some UTF-8 bytes; a longer one is cut before a character and ends in `…`.
    static func text(of span: Range<Int>, in text: String) -> String {
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: span.lowerBound)
        guard span.count > limit else {
            return String(text[start..<utf8.index(start, offsetBy: span.count)])
        }
        var end = utf8.index(start, offsetBy: limit)
        while end > start, end.samePosition(in: text) == nil { end = utf8.index(before: end) }
        return text[start..<end] + "…"
    }
}
