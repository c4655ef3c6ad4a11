import Diagnostics

/// Breaks lines so that they fit a width.
public enum TextWrapping {
    /// One character as it is shown, and which mark it bears.
    struct Cell {
        var shown: TerminalText.Cell
        var isSpace: Bool
        /// The position of its mark among the marks; nil for the words around them.
        var mark: Int?
    }

    /// Breaks one line at spaces, and within words that are longer than a row. An empty line gives no row.
    ///
    /// - Parameter width: In columns.
    static func rows(_ line: [Cell], width: Int) -> [[Cell]] {
        var rows: [[Cell]] = []
        var row: [Cell] = []
        var rowWidth = 0
        /// After the last space of the row.
        var breakPoint: Int?
        for cell in line {
            if rowWidth + cell.shown.width > width, !row.isEmpty {
                let end = cell.isSpace ? row.count : breakPoint ?? row.count
                rows.append(trimmed(row[..<end]))
                row = Array(row[end...])
                rowWidth = row.reduce(0) { $0 + $1.shown.width }
                breakPoint = nil
                if cell.isSpace { continue }
            }
            row.append(cell)
            rowWidth += cell.shown.width
            if cell.isSpace { breakPoint = row.count }
        }
        return (rows + [trimmed(row[...])]).filter { !$0.isEmpty }
    }

    /// Breaks a sentence that has no marks.
    ///
    /// - Parameter width: In columns.
    /// - Returns: Rows that are safe for a terminal.
    public static func rows(_ sentence: String, width: Int) -> [String] {
        let characters = Array(sentence)
        let cells = zip(TerminalText(characters).cells, characters).map { Cell(shown: $0, isSpace: $1.isWhitespace, mark: nil) }
        return rows(cells, width: width).map { row in row.reduce(into: "") { $0 += $1.shown.text } }
    }

    private static func trimmed(_ row: ArraySlice<Cell>) -> [Cell] {
        var row = row
        while let last = row.last, last.isSpace { row.removeLast() }
        return Array(row)
    }
}
