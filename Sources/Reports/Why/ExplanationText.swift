import Diagnostics
import Findings
import Linting
import Rules
import Transcripts

/// An explanation as people read it: the conversation, how a message was read, the story of each rule, and the score.
public struct ExplanationText: Sendable {
    private let settings: ReportSettings

    public init(_ settings: ReportSettings = .init()) { self.settings = settings }

    /// Every line with its newline.
    public func render(_ request: ExplanationRequest) -> String {
        let explanation = request.explanation
        let headline = TranscriptHeadline(settings: settings).line(
            LintedTranscript(transcript: explanation.transcript, provenance: request.provenance, result: explanation.result))
        var lines = [headline, ""] + conversation(request)
        if let message = request.message, explanation.transcript.messages.indices.contains(message) {
            let reading = explanation.rules.reading(of: explanation.transcript.messages[message].text, message: message)
            lines += [""] + ReadingText(settings: settings, transcript: explanation.transcript, message: message, reading: reading).lines()
        }
        lines += stories(request) + passedOver(request) + score(request)
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: Parts

    private func conversation(_ request: ExplanationRequest) -> [String] {
        let transcript = request.explanation.transcript
        var wanted = request.told.telling.reduce(into: Set<Int>()) { $0.formUnion($1.trace.mentioned) }
        if let message = request.message { wanted = [message - 1, message, message + 1] }
        return ConversationText(settings: settings, transcript: transcript).lines(wanted: wanted)
    }

    private func stories(_ request: ExplanationRequest) -> [String] {
        let (telling, silent) = request.told
        let story = RuleStoryText(
            settings: settings, transcript: request.explanation.transcript, limit: request.rules == nil ? 8 : 100, message: request.message)
        let stories = telling.flatMap { [""] + story.lines($0) }
        guard !silent.isEmpty else { return stories }
        let names = silent.map(\.rule.reference.path).joined(separator: ", ")
        let about = request.message.map { "nothing to do with message \($0)" } ?? "nothing to look at"
        let head = silent.count == 1 ? "1 rule had" : "\(silent.count) rules had"
        return stories + [""] + wrapped("\(head) \(about): \(names)", indent: 4)
    }

    private func passedOver(_ request: ExplanationRequest) -> [String] {
        let language = request.explanation.transcript.language ?? ""
        return request.explanation.passedOver.flatMap { pack in
            let languages = pack.languages.joined(separator: ", ")
            return [""] + wrapped("\(pack.reference) is for \(languages), this is \(language): it was not used", indent: 4)
        }
    }

    /// What the score is made of: for each rule that counts, what was kept of what could be.
    private func score(_ request: ExplanationRequest) -> [String] {
        guard request.rules == nil, request.message == nil, let score = request.explanation.result.verdict.score else { return [] }
        let rows = request.explanation.parts.compactMap { part -> (kept: Double, possible: Double, name: String)? in
            part.share.possible > 0 ? (part.share.kept, part.share.possible, part.rule.reference.path) : nil
        }
        let kept = rows.reduce(0) { $0 + $1.kept }
        let possible = rows.reduce(0) { $0 + $1.possible }
        let head = possible > 0 ? ": \(NumberText.text(kept)) of \(NumberText.text(possible)) kept" : ": nothing could be missed"
        let columns = rows.map { ("\(NumberText.text($0.kept)) of \(NumberText.text($0.possible))", $0.name) }
        let width = columns.map(\.0.count).max() ?? 0
        return ["", settings.style.paint("score \(score)", .strong) + head]
            + columns.map { "  " + String(repeating: " ", count: width - $0.0.count) + $0.0 + "  " + TerminalText.escaped($0.1) }
    }

    private func wrapped(_ text: String, indent: Int) -> [String] {
        TextWrapping.rows(text, width: settings.width - indent).enumerated().map {
            String(repeating: " ", count: $0 == 0 ? 0 : indent) + $1
        }
    }
}
