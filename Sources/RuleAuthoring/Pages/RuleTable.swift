import Diagnostics

/// The rules in force, one a line.
public struct RuleTable {
    private let pages: [RulePage]

    public init(_ pages: [RulePage]) { self.pages = pages }

    /// Columns for people: name, severity, behaviour, kind, status, category, title.
    public var text: String {
        let rows = pages.map { page in
            let rule = page.rule
            return [
                rule.reference.path, rule.severity.rawValue, rule.behaviour.rawValue, page.kind,
                rule.deprecated == nil ? rule.status.rawValue : "deprecated", rule.category, TerminalText.escaped(rule.title),
            ]
        }
        let widths = (0..<7).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column + 1 < row.count ? cell + String(repeating: " ", count: widths[column] - cell.count) : cell
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// An object a line, for programs.
    public var json: [UInt8] {
        var writer = JSONWriter()
        for page in pages {
            writer.beginObject()
            RulePageJSON.writeFacts(page, to: &writer)
            writer.endObject()
            writer.endLine()
        }
        return writer.bytes
    }
}
