import Diagnostics
import Findings

/// The summary at the end of a report.
struct TotalsText {
    let settings: ReportSettings

    func lines(_ totals: Totals) -> [String] {
        [headline(totals)] + rules(totals) + remarks(totals)
    }

    /// `12 transcripts: 2 errors, 6 warnings, 1 info · 4 clean · mean score 71`
    private func headline(_ totals: Totals) -> String {
        var parts: [String] = []
        let findings = Severity.allCases.reversed().compactMap { severity -> String? in
            guard let count = totals.findings[severity], count > 0 else { return nil }
            return settings.style.paint(severity.counted(count), severity.role)
        }
        guard totals.transcripts > 0 else { return Self.count(0, "transcript") }
        parts.append(findings.isEmpty ? "nothing found" : findings.joined(separator: ", "))
        if totals.clean > 0 { parts.append("\(totals.clean) clean") }
        if let score = totals.meanScore { parts.append("mean score \(Int(score.rounded()))") }
        return "\(settings.style.paint(Self.count(totals.transcripts, "transcript"), .strong)): \(parts.joined(separator: " · "))"
    }

    private func rules(_ totals: Totals) -> [String] {
        let rules = totals.rules
        let width = rules.first.map { String($0.findings).count } ?? 0
        return rules.map { rule in
            let number = String(rule.findings)
            let severity = rule.severity.rawValue
            return "  " + String(repeating: " ", count: width - number.count) + number + "  "
                + settings.style.paint(severity, rule.severity.role) + String(repeating: " ", count: 9 - severity.count)
                + TerminalText.escaped(rule.rule)
        }
    }

    private func remarks(_ totals: Totals) -> [String] {
        var lines: [String] = []
        if totals.unsupported > 0 {
            lines.append("\(Self.count(totals.unsupported, "transcript")) not linted: no pack for the language")
        }
        if totals.unsegmented > 0 {
            let messages = Self.count(totals.unsegmentedMessages, "message")
            let words = totals.unsegmentedMessages == 1 ? "its words have" : "their words have"
            let transcripts = Self.count(totals.unsegmented, "transcript")
            lines.append("phrases cannot be matched in \(messages) of \(transcripts): \(words) no spaces between them")
        }
        if totals.rejected > 0 {
            lines.append("\(totals.rejected) could not be read: the errors say what and why")
        }
        return lines
    }

    private static func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
}

extension Severity {
    /// `1 error`, `2 warnings`, `3 info`.
    func counted(_ count: Int) -> String { "\(count) \(rawValue)\(count == 1 || self == .info ? "" : "s")" }
}
