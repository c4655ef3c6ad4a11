import Diagnostics

/// A table of a name and of numbers, in columns; the numbers end at the right of theirs.
struct ProfileTable {
    let head: [String]
    let rows: [[String]]
    /// The columns that stand to the left, like the first.
    var names: Set<Int> = [0]
    let style: TerminalStyle

    /// Without a line break at the end.
    var text: String {
        let all = ([head] + rows).map { $0.map { TerminalText.escaped($0) } }
        let widths = head.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            let cells = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return names.contains(column) ? row[column] + space : space + row[column]
            }
            return Self.withoutSpaces(cells.joined(separator: "  "))
        }
        return ([style.paint(lines[0], .strong)] + lines.dropFirst()).joined(separator: "\n")
    }

    private static func withoutSpaces(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    // MARK: Numbers

    /// Nanoseconds in the unit that suits them: `1.204 s`, `41.3 ms`, `6.0 µs`.
    static func time(_ nanoseconds: Int64) -> String {
        switch nanoseconds {
        case 1_000_000_000...: decimal(nanoseconds, unit: 1_000_000_000, digits: 3) + " s"
        case 1_000_000...: decimal(nanoseconds, unit: 1_000_000, digits: 1) + " ms"
        default: decimal(max(0, nanoseconds), unit: 1000, digits: 1) + " µs"
        }
    }

    static func share(_ part: Int64, of whole: Int64) -> String {
        whole > 0 ? decimal(part, unit: whole, digits: 1, scale: 100) + " %" : ""
    }

    static func rate(_ rate: Double) -> String {
        rate >= 100 || !rate.isFinite ? String(Int64(min(rate, 1e15).rounded())) : decimal(Int64((rate * 10).rounded()), unit: 10, digits: 1)
    }

    /// A number of units with some digits behind the point, rounded.
    private static func decimal(_ number: Int64, unit: Int64, digits: Int, scale: Double = 1) -> String {
        let power = [1, 10, 100, 1000][digits]
        let value = Int64((Double(number) * scale * Double(power) / Double(unit)).rounded())
        let fraction = String(value % Int64(power))
        return "\(value / Int64(power))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
