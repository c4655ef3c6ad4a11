import Diagnostics
import Rules

/// A rule's page for a terminal.
public struct RulePageText {
    private let page: RulePage
    private let style: TerminalStyle
    private let width: Int
    /// How many examples are shown of each sort.
    private static let examples = 3

    /// - Parameter width: Where lines are broken, in columns.
    public init(_ page: RulePage, style: TerminalStyle, width: Int) {
        self.page = page
        self.style = style
        self.width = width
    }

    public var text: String {
        let rule = page.rule
        let place = "\(rule.place.file):\(rule.place.line)"
        var lines = [
            style.paint(rule.reference.path, .strong) + ": " + TerminalText.escaped(rule.title),
            (PageText.facts(page) + [TerminalText.escaped(place)]).joined(separator: " · "),
        ]
        if let deprecated = page.rule.deprecated { lines += wrapped("deprecated: \(deprecated)", indent: 0) }
        lines += section(.finds, wrapped(page.finds) + [""] + wrapped("\(page.kindSummary):") + facts)
        lines += section(.why, wrapped(rule.why)) + section(.instead, wrapped(rule.fix))
        lines += section(.found, examples(page.found)) + section(.notFound, examples(page.notFound))
        lines += section(.applies, page.applies.flatMap { wrapped($0) })
        lines += section(.phrases, phrases)
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ heading: PageText.Heading, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", style.paint(heading.rawValue, .help)] + lines
    }

    private var facts: [String] {
        let labelWidth = page.looksFor.map(\.label.count).max() ?? 0
        return page.looksFor.flatMap { fact in
            let label = fact.label + String(repeating: " ", count: labelWidth - fact.label.count)
            return wrapped("\(label)  \(fact.text)", indent: 4, hanging: labelWidth + 2)
        }
    }

    private func examples(_ examples: [Example]) -> [String] {
        var lines: [String] = []
        for (index, example) in examples.prefix(Self.examples).enumerated() {
            if index > 0 { lines.append("") }
            lines += example.transcript.messages.flatMap { message in
                wrapped("\(PageText.speaker(message)): \(PageText.marked(message, in: example))", hanging: 4)
            }
        }
        let rest = examples.count - Self.examples
        return rest > 0 ? lines + ["", "  … and \(rest) more in the pack"] : lines
    }

    private var phrases: [String] {
        page.phrases.flatMap { group in
            ["  \(group.name)"] + filled(group.entries.map { PageText.phrase($0, in: group) }, indent: 4)
                + (group.unless.isEmpty ? [] : ["    but not"] + filled(group.unless, indent: 6))
        }
    }

    // MARK: Lines

    /// Items with commas between, as many on a line as fit.
    private func filled(_ items: [String], indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for (index, item) in items.enumerated() {
            let text = TerminalText.escaped(item) + (index + 1 < items.count ? "," : "")
            if !line.isEmpty, indent + line.count + 1 + text.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + text
        }
        return (line.isEmpty ? lines : lines + [line]).map { String(repeating: " ", count: indent) + $0 }
    }

    /// A text broken at spaces.
    private func wrapped(_ text: String, indent: Int = 2, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var hasWord = false
        for word in TerminalText.escaped(text).split(separator: " ", omittingEmptySubsequences: false) {
            if hasWord, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent + hanging)
                hasWord = false
            }
            line += (hasWord ? " " : "") + word
            hasWord = true
        }
        return lines + [line]
    }
}
