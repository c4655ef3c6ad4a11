import Diagnostics
import Rules
import Transcripts

/// The parts of pages that read alike in every output.
enum PageText {
    enum Heading: String, CaseIterable {
        case finds = "What it finds"
        case why = "Why it matters"
        case instead = "Instead"
        case found = "Examples: found"
        case notFound = "Examples: not found"
        case applies = "When it applies"
        case phrases = "Phrases it looks for"
    }

    /// What stands under a rule's name: `warning · acknowledge · follow · …`.
    static func facts(_ page: RulePage) -> [String] {
        let rule = page.rule
        let weight = rule.weight == 1 ? [] : ["weight \(RuleWords.number(rule.weight))"]
        return [rule.severity.rawValue, rule.behaviour.rawValue, page.kind, rule.category, "revision \(rule.reference.rev)"] + weight
            + (page.rule.status == .stable ? [] : [page.rule.status.rawValue])
    }

    /// A phrase with its weight where weights differ: `fed up (2)`.
    static func phrase(_ entry: ListDefinition.Entry, in group: RulePage.PhraseGroup) -> String {
        group.isWeighted ? "\(entry.phrase) (\(RuleWords.number(entry.weight)))" : entry.phrase
    }

    /// A message's text in parts, those of marks apart.
    static func parts(of message: Message, in example: Example) -> [(text: String, isMarked: Bool)] {
        let bytes = Array(message.text.utf8)
        var parts: [(text: String, isMarked: Bool)] = []
        var position = 0
        for mark in example.marks.filter({ $0.message == message.index }).sorted() {
            let span = mark.span.clamped(to: position..<bytes.count)
            parts.append((String(decoding: bytes[position..<span.lowerBound], as: UTF8.self), false))
            parts.append((String(decoding: bytes[span], as: UTF8.self), true))
            position = span.upperBound
        }
        parts.append((String(decoding: bytes[position...], as: UTF8.self), false))
        return parts.filter { !$0.text.isEmpty }
    }

    /// The text with `[[…]]` around the marks, as authors write them.
    static func marked(_ message: Message, in example: Example) -> String {
        parts(of: message, in: example).map { $0.isMarked ? "[[\($0.text)]]" : $0.text }.joined()
    }

    /// Who speaks, and when where that is known: `agent, 1:30`.
    static func speaker(_ message: Message) -> String {
        guard case .offset(let milliseconds)? = message.time else { return message.role.rawValue }
        let seconds = milliseconds / 1000 % 60
        return "\(message.role.rawValue), \(milliseconds / 60_000):\(seconds < 10 ? "0" : "")\(seconds)"
    }
}
