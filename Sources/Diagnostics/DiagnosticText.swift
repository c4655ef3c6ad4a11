/// Diagnostics as compilers show them: the place, what is wrong, the line with a caret, and what to do.
///
///     rules/team.json:3:9: error: unknown key “triger” [unknown-key]
///       3 |         "triger": "@frustration",
///         |         ^^^^^^^^
///         = at /rules/missing-acknowledgement/triger
///         = help: did you mean “trigger”?
public struct DiagnosticText: Sendable {
    public var style: TerminalStyle

    public init(style: TerminalStyle = .plain) { self.style = style }

    /// Each diagnostic in its order, every line with its newline.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) }.joined()
    }

    public func render(_ diagnostic: Diagnostic) -> String {
        let margin = diagnostic.place?.line.map { String($0).count } ?? 0
        var lines = [headline(diagnostic)]
        if let place = diagnostic.place { lines += excerpt(of: place, severity: diagnostic.severity, margin: margin) }
        if let pointer = diagnostic.place?.pointer, !pointer.isEmpty {
            lines.append(footnote("at \(TerminalText.escaped(pointer))", margin: margin))
        }
        if let help = diagnostic.help {
            lines.append(footnote("\(style.paint("help:", .help)) \(TerminalText.escaped(help))", margin: margin))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func headline(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.place.map { style.paint(position(of: $0) + ":", .strong) + " " } ?? ""
        let severity = style.paint("\(diagnostic.severity.rawValue):", diagnostic.severity.role)
        let message = style.paint(TerminalText.escaped(diagnostic.message), .strong)
        return "\(place)\(severity) \(message) \(style.paint("[\(diagnostic.code)]", .faint))"
    }

    /// `file:line:column`, as far as they are known; in a file without lines the byte instead.
    private func position(of place: Place) -> String {
        let file = TerminalText.escaped(place.file)
        guard let line = place.line else { return place.bytes.map { "\(file): byte \($0.lowerBound)" } ?? file }
        return place.column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)"
    }

    private func excerpt(of place: Place, severity: Diagnostic.Severity, margin: Int) -> [String] {
        guard let excerpt = place.excerpt else { return [] }
        let line = TerminalText(excerpt.text)
        let columns = line.columns(of: excerpt.underline)
        let number = place.line.map { String($0) } ?? ""
        let carets = String(repeating: "^", count: columns.count)
        return [
            "  \(style.paint("\(number) |", .faint))\(line.cells.isEmpty ? "" : " ")\(line.text)",
            "  \(blank(margin)) \(style.paint("|", .faint)) \(blank(columns.lowerBound))\(style.paint(carets, severity.role))",
        ]
    }

    private func footnote(_ text: String, margin: Int) -> String {
        "  \(blank(margin)) \(style.paint("=", .faint)) \(text)"
    }

    private func blank(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Diagnostic.Severity {
    fileprivate var role: TerminalStyle.Role {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
