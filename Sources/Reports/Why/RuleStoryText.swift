import Diagnostics
import Findings
import Linting
import Rules
import Transcripts

/// What one rule did, as people read it.
struct RuleStoryText {
    let settings: ReportSettings
    let transcript: Transcript
    /// How many steps, and how many weighings, are shown.
    let limit: Int
    /// Only what is about this message; nil, everything.
    let message: Int?

    private var style: TerminalStyle { settings.style }
    private var words: TranscriptWords { TranscriptWords(transcript: transcript, settings: settings) }
    private var matchText: MatchText { MatchText(settings: settings, words: words) }

    func lines(_ part: Explanation.Part) -> [String] {
        let trace = part.trace
        let head = wrapped("\(part.rule.reference.path): \(trace.summary)", indent: 0)
        guard trace.unmet.isEmpty else { return painted(head, part) }
        let facts = [part.rule.title, type(of: part.rule.kind).name, part.rule.severity.rawValue].joined(separator: " · ")
        return painted(head, part) + wrapped(facts, indent: 2).map { style.paint($0, .faint) }
            + limited(trace.weighings.filter { isWanted($0.messages) }) { lines($0, indent: 2) }
            + steps(trace.steps.filter { isWanted($0.places.map(\.spot.message)) })
            + limited(trace.protected.filter { isWanted([$0.hit.at.message, $0.words.message]) }) { lines($0) }
            + limited(trace.cut.filter { isWanted([$0.at.message]) }) { lines(cut: $0) }
            + limited(trace.suppressed.filter { isWanted([$0.hit.at.message]) }) { lines($0) } + score(part)
    }

    private func isWanted(_ messages: [Int]) -> Bool { message.map { messages.contains($0) } ?? true }

    // MARK: Parts

    private func painted(_ head: [String], _ part: Explanation.Part) -> [String] {
        let name = part.rule.reference.path
        guard let first = head.first, first.hasPrefix(name) else { return head }
        let role = part.trace.outcome.hits.isEmpty ? TerminalStyle.Role.strong : part.rule.severity.role
        return [style.paint(name, role) + first.dropFirst(name.count)] + head.dropFirst()
    }

    private func lines(_ weighing: Weighing, indent: Int) -> [String] {
        let rowWidth = settings.width - indent - 2
        let counted = limited(weighing.matches) { matchText.lines($0, width: rowWidth) }
        let aside = limited(weighing.setAside) { set in
            let other = set.reason.other.map { " " + words.quote($0.spot, width: rowWidth / 2) } ?? ""
            return matchText.lines(set.match, width: rowWidth, addition: ", \(set.reason.text)\(other)")
        }
        let shown = (counted + aside).map { blank(indent + 2) + $0 }
        let nested = weighing.nested.filter { $0.isSelected || !$0.matches.isEmpty }.flatMap { lines($0, indent: indent + 2) }
        return wrapped(weighing.text, indent: indent) + shown + nested
    }

    /// Steps that say the same stand under one heading.
    private func steps(_ steps: [TraceStep]) -> [String] {
        var last: TraceStep?
        return limited(steps) { step in
            defer { last = step }
            let isSame = last.map { ($0.name, $0.text) == (step.name, step.text) } ?? false
            return (isSame ? [] : heading(step)) + places(step)
        }
    }

    private func heading(_ step: TraceStep) -> [String] {
        let mark = step.effect == .broken ? TerminalStyle.Role.warning : step.effect == .kept ? .help : .faint
        let text = wrapped("\(step.name): \(step.text)", indent: 2)
        return [blank(2) + style.paint(step.name, mark) + (text.first ?? "").dropFirst(2 + step.name.count)] + text.dropFirst()
    }

    private func places(_ step: TraceStep) -> [String] {
        let width = step.places.map(\.name.count).max() ?? 0
        let more = step.places.count > limit ? [blank(4) + "… and \(step.places.count - limit) more"] : []
        return step.places.prefix(limit).map { place in
            let name = place.name + blank(width - place.name.count)
            return blank(4) + style.paint(name, .faint) + " " + words.place(place.spot, width: settings.width - 5 - width)
        } + more
    }

    private func lines(_ protected: ProtectedHit) -> [String] {
        let scope = protected.scope.split(separator: "_").joined(separator: " ")
        let place = "\(protected.unless.file):\(protected.unless.line)"
        let text = "unless (\(place)) found these words in the \(scope) and took away the finding at \(protected.hit.at.message)"
        return wrapped(text, indent: 2) + [blank(4) + words.place(protected.words, width: settings.width - 4)]
    }

    private func lines(cut hit: Hit) -> [String] {
        wrapped("limit cut the finding at", indent: 2).map { $0 + " " + words.place(hit.at, width: settings.width - $0.count - 1) }
    }

    private func lines(_ suppressed: SuppressedHit) -> [String] {
        let entry = suppressed.suppression
        let until = entry.until.map { " until \($0)" } ?? ""
        let text = "\(entry.by) suppressed\(until) (\(entry.place.file):\(entry.place.line)): \(entry.reason)"
        return wrapped(text, indent: 2) + [blank(4) + words.place(suppressed.hit.at, width: settings.width - 4)]
    }

    private func score(_ part: Explanation.Part) -> [String] {
        let share = part.share
        if let other = part.representative {
            return wrapped("score: kept; \(TerminalText.escaped(other.path)) counts for all of this category that forbid something", indent: 2)
        }
        guard share.opportunities > 0 else { return ["  score: nothing to keep, so it does not count"] }
        let kept = share.opportunities - share.missed
        return ["  score: \(kept) of \(share.opportunities) kept, each counts \(NumberText.text(share.weight))"]
    }

    // MARK: Lines

    private func limited<Item>(_ items: [Item], _ lines: (Item) -> [String]) -> [String] {
        items.prefix(limit).flatMap(lines) + (items.count > limit ? ["  … and \(items.count - limit) more"] : [])
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        TextWrapping.rows(text, width: settings.width - indent - 4).enumerated().map { blank(indent + ($0 == 0 ? 0 : 4)) + $1 }
    }

    private func blank(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension SetAside.Reason {
    /// The match that keeps it from counting.
    var other: TracedMatch? {
        switch self {
        case .protected(let other), .overlapped(let other): other
        case .sentence: nil
        }
    }
}
