import Diagnostics
import Findings

/// The rows of a message that show its marked words: these, a row before and a row after.
struct MessageExcerpt {
    /// Words to underline.
    struct Mark {
        /// UTF-8 byte offsets into the message.
        var span: Range<Int>
        /// What they are underlined with.
        var sign: Character
        var role: TerminalStyle.Role
    }

    let marks: [Mark]
    let style: TerminalStyle

    /// How many rows of one mark, or of a message without marks, are shown.
    private static let rowLimit = 3
    /// Left free at both ends of a row for “… ” and “ …”.
    private static let ellipsisWidth = 2

    /// The lines to print, each underlined by the one that follows it.
    ///
    /// - Parameter width: The columns that a line may take.
    func lines(of message: String, width: Int, quotes: QuoteMasking) -> [String] {
        let rowWidth = max(8, width - 2 * Self.ellipsisWidth)
        // A character takes up to four bytes, and more with combining marks; some rows must be left even so.
        let text = MarkedText(message, spans: marks.map(\.span), reach: rowWidth * 24, quotes: quotes)
        let rows = text.lines.flatMap { TextWrapping.rows($0, width: rowWidth) }
        let chosen = Self.chosen(rows)
        var lines: [String] = []
        for (place, row) in chosen.enumerated() {
            let isFirst = place == 0
            if !isFirst, chosen[place - 1] != row - 1 { lines.append(style.paint("…", .faint)) }
            let isCutBefore = isFirst && (row > 0 || text.isCutBefore)
            let isCutAfter = place == chosen.count - 1 && (row < rows.count - 1 || text.isCutAfter)
            lines += draw(rows[row], before: isCutBefore ? "… " : "", after: isCutAfter ? " …" : "")
        }
        return lines
    }

    /// The positions of the rows to show, ascending.
    private static func chosen(_ rows: [[TextWrapping.Cell]]) -> [Int] {
        let marked = rows.indices.filter { row in rows[row].contains { $0.mark != nil } }
        guard let first = marked.first, let last = marked.last else { return Array(rows.indices.prefix(rowLimit)) }
        let kept = marked.count > rowLimit ? marked.prefix(rowLimit - 1) + [last] : marked[...]
        let around = [first - 1, last + 1].filter { rows.indices.contains($0) }
        return (kept + around).sorted()
    }

    private func draw(_ row: [TextWrapping.Cell], before: String, after: String) -> [String] {
        var words = style.paint(before, .faint)
        var underline = String(repeating: " ", count: before.count)
        var rest = row[...]
        while let mark = rest.first.map(\.mark) {
            let run = rest.prefix { $0.mark == mark }
            rest = rest.dropFirst(run.count)
            let text = run.reduce(into: "") { $0 += $1.shown.text }
            let width = run.reduce(0) { $0 + $1.shown.width }
            words += mark == nil ? text : style.paint(text, .strong)
            let sign = mark.map { marks[$0].sign } ?? " "
            let signs = String(repeating: sign, count: width)
            underline += mark.map { style.paint(signs, marks[$0].role) } ?? signs
        }
        words += style.paint(after, .faint)
        guard row.contains(where: { $0.mark != nil }) else { return [words] }
        while underline.last == " " { underline.removeLast() }
        return [words, underline]
    }
}
