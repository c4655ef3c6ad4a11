import Diagnostics
import Findings
import Transcripts

/// One finding as people read it: what happened, the conversation's lines around it, and what to write instead.
struct FindingText {
    private let settings: ReportSettings
    private let transcript: Transcript
    private let firstTime: MessageTime?
    /// For each message, the last before it that a side wrote.
    private let saidBefore: [Int?]

    init(settings: ReportSettings, transcript: Transcript) {
        self.settings = settings
        self.transcript = transcript
        firstTime = transcript.firstTime
        var last: Int?
        saidBefore = transcript.messages.enumerated().map { index, message in
            defer { if message.role.side != nil { last = index } }
            return last
        }
    }

    private var style: TerminalStyle { settings.style }
    private static let indent = "  "

    func lines(_ finding: Finding) -> [String] {
        headline(finding) + [""] + shownMessages(of: finding).flatMap { lines(of: $0, finding: finding) } + advice(finding)
    }

    // MARK: What

    private func headline(_ finding: Finding) -> [String] {
        let words = [finding.at.quote] + (finding.trigger.map { [$0.quote] } ?? [])
        let severity = "\(finding.severity.rawValue): "
        let sentence = "\(settings.quotes.message(finding.message, quoting: words)) [\(finding.rule.path)]"
        let rows = TextWrapping.rows(sentence, width: settings.width - Self.indent.count - severity.count)
        return rows.enumerated().map { position, row in
            let label = position == 0 ? style.paint(severity, finding.severity.role) : blank(severity.count)
            return Self.indent + label + row
        }
    }

    private func advice(_ finding: Finding) -> [String] {
        let label = "= instead: "
        let rows = TextWrapping.rows(finding.fix, width: settings.width - margin.count - label.count)
        return rows.enumerated().map { position, row in
            margin + (position == 0 ? style.paint("=", .faint) + style.paint(" instead: ", .help) : blank(label.count)) + row
        }
    }

    // MARK: Where

    /// The indices of the messages to show: the trigger and the place of the finding, or the latter and what was said before it.
    private func shownMessages(of finding: Finding) -> [Int] {
        let place = finding.at.message
        guard transcript.messages.indices.contains(place) else { return [] }
        let trigger = finding.trigger.map(\.message) ?? place
        let other = trigger == place ? saidBefore[place] : trigger
        return Set([place, other].compactMap { $0 }).filter { transcript.messages.indices.contains($0) }.sorted()
    }

    private func lines(of index: Int, finding: Finding) -> [String] {
        let message = transcript.messages[index]
        let number = String(repeating: " ", count: max(0, margin.count - 1 - String(index).count)) + "\(index) "
        let bar = margin + style.paint("|", .faint)
        let excerpt = MessageExcerpt(marks: marks(in: index, of: finding), style: style)
        let width = settings.width - margin.count - 3
        let words = settings.quotes == .none ? [] : excerpt.lines(of: message.text, width: width, quotes: settings.quotes)
        let head = style.paint(number, .faint) + style.paint("|", .faint) + " " + SpeakerText(settings: settings, firstTime: firstTime).text(message)
        return [head] + words.map { "\(bar)   \($0)" } + [bar]
    }

    private func marks(in message: Int, of finding: Finding) -> [MessageExcerpt.Mark] {
        var marks: [MessageExcerpt.Mark] = []
        if finding.at.message == message { marks.append(.init(span: finding.at.span, sign: "^", role: finding.severity.role)) }
        if let trigger = finding.trigger, trigger.message == message {
            marks.append(.init(span: trigger.span, sign: "~", role: .note))
        }
        return marks
    }

    /// As wide as the column of the messages' indices.
    private var margin: String { blank(max(6, String(transcript.messages.count).count + 4)) }

    private func blank(_ count: Int) -> String { String(repeating: " ", count: count) }
}

extension Severity {
    /// How the severity is painted.
    var role: TerminalStyle.Role {
        switch self {
        case .info: .note
        case .warning: .warning
        case .error: .error
        }
    }
}
