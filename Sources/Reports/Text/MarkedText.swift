import Diagnostics
import Findings

/// The part of a message around some marked words, as lines of cells, with personal data masked.
///
/// However long the message is, only so much of it is looked at as an excerpt can show.
struct MarkedText {
    /// The lines of the part; blank ones are left out.
    private(set) var lines: [[TextWrapping.Cell]] = []
    /// Whether the message goes on before the part.
    let isCutBefore: Bool
    /// Whether the message goes on after the part.
    let isCutAfter: Bool

    /// - Parameters:
    ///   - spans: The marked words, as UTF-8 byte offsets into the message; what lies outside is ignored.
    ///   - reach: How many bytes before and after the marks, and at most of the marks themselves, are looked at.
    init(_ message: String, spans: [Range<Int>], reach: Int, quotes: QuoteMasking) {
        let size = message.utf8.count
        let spans = spans.map { $0.clamped(to: 0..<size) }
        let start = spans.map(\.lowerBound).min() ?? 0
        let end = min(spans.map(\.upperBound).max() ?? 0, start + reach)
        let from = Self.scalarBoundary(in: message, at: max(0, start - reach))
        let to = Self.scalarBoundary(in: message, at: min(size, end + reach))
        isCutBefore = from > 0
        isCutAfter = to < size
        let part = String(message.utf8[Self.index(in: message, from)..<Self.index(in: message, to)]) ?? ""
        var position = 0
        for replacement in quotes.replacements(in: part) {
            append(part, position..<replacement.range.lowerBound, offset: from, spans: spans)
            let range = replacement.range.lowerBound + from..<replacement.range.upperBound + from
            append(replacement.text, at: range, spans: spans)
            position = replacement.range.upperBound
        }
        append(part, position..<part.utf8.count, offset: from, spans: spans)
        dropCutLines()
        lines.removeAll { line in line.allSatisfy(\.isSpace) }
    }

    /// Leaves out lines that were cut and bear no mark: half of a number is not recognised as one, and so not masked.
    private mutating func dropCutLines() {
        func isMarked(_ line: [TextWrapping.Cell]?) -> Bool { line?.contains { $0.mark != nil } ?? true }
        if isCutBefore, lines.count > 1, !isMarked(lines.first) { lines.removeFirst() }
        if isCutAfter, lines.count > 1, !isMarked(lines.last) { lines.removeLast() }
    }

    /// Appends some bytes of the part, character by character.
    private mutating func append(_ part: String, _ bytes: Range<Int>, offset: Int, spans: [Range<Int>]) {
        let words = part[Self.index(in: part, bytes.lowerBound)..<Self.index(in: part, bytes.upperBound)]
        var position = bytes.lowerBound + offset
        for character in words {
            let next = position + character.utf8.count
            append(character, mark: Self.mark(of: position..<next, in: spans))
            position = next
        }
    }

    /// Appends what is shown in place of some bytes of the message.
    private mutating func append(_ mask: String, at bytes: Range<Int>, spans: [Range<Int>]) {
        for character in mask { append(character, mark: Self.mark(of: bytes, in: spans)) }
    }

    private mutating func append(_ character: Character, mark: Int?) {
        if lines.isEmpty || character.isNewline { lines.append([]) }
        if character.isNewline { return }
        // A tab would move what is right of it when the line is wrapped; a space does not.
        let shown: Character = character == "\t" ? " " : character
        for cell in TerminalText(CollectionOfOne(shown)).cells {
            lines[lines.count - 1].append(TextWrapping.Cell(shown: cell, isSpace: shown.isWhitespace, mark: mark))
        }
    }

    private static func mark(of bytes: Range<Int>, in spans: [Range<Int>]) -> Int? {
        spans.firstIndex { $0.overlaps(bytes) }
    }

    /// The last offset up to `offset` at which a scalar begins.
    private static func scalarBoundary(in text: String, at offset: Int) -> Int {
        var offset = offset
        let bytes = text.utf8
        while offset > 0, offset < bytes.count, bytes[index(in: text, offset)] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    private static func index(in text: String, _ offset: Int) -> String.Index { text.utf8.index(text.utf8.startIndex, offsetBy: offset) }
}
