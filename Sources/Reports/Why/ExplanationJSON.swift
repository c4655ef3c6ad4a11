import Diagnostics
import Findings
import Linting
import Phrases
import Rules
import Transcripts

/// An explanation for programs: one object on one line. `rules/schema/explanation.schema.json` describes it.
public struct ExplanationJSON: Sendable {
    /// The number of the format; it grows when a member changes its meaning.
    static let schema = 1

    private let quotes: QuoteMasking

    public init(quotes: QuoteMasking = .masked) { self.quotes = quotes }

    /// One line, with its newline.
    public func line(_ request: ExplanationRequest) -> [UInt8] {
        let explanation = request.explanation
        let transcript = explanation.transcript
        var json = TraceJSON(words: TranscriptWords(transcript: transcript, settings: ReportSettings(quotes: quotes)))
        json.object {
            $0.writer.member("type", "explanation")
            $0.writer.member("schema", Self.schema)
            $0.member("transcript") { $0.writeHead(transcript, request.provenance) }
            $0.writer.member("score", explanation.result.verdict.score.map { Double($0) })
            $0.writer.member("unsupported_language", explanation.result.verdict.unsupportedLanguage)
            $0.writer.member("packs", explanation.result.verdict.packs)
            $0.array("messages", transcript.messages) { json, message in json.write(message, quotes) }
            $0.writer.key("message")
            if let message = request.message, transcript.messages.indices.contains(message) {
                $0.write(explanation.rules.reading(of: transcript.messages[message].text, message: message), of: message)
            } else {
                $0.writer.null()
            }
            $0.array("rules", request.parts) { json, part in json.write(part, quotes) }
        }
        json.writer.endLine()
        return json.writer.bytes
    }
}

extension TraceJSON {
    fileprivate mutating func writeHead(_ transcript: Transcript, _ provenance: Provenance) {
        writer.member("id", transcript.id)
        writer.member("channel", transcript.channel.rawValue)
        writer.member("language", transcript.language)
        writer.member("agent", transcript.agent)
        writer.member("state", transcript.state?.rawValue)
        writer.member("format", provenance.format)
        writer.member("file", provenance.file)
    }

    fileprivate mutating func write(_ message: Message, _ quotes: QuoteMasking) {
        object {
            $0.writer.member("index", message.index)
            $0.writer.member("role", message.role.rawValue)
            $0.writer.member("author", message.author.map { quotes.name($0) })
            $0.writer.member("time", message.time?.description)
            $0.writer.member("text", quotes.quote(message.text))
        }
    }

    fileprivate mutating func write(_ part: Explanation.Part, _ quotes: QuoteMasking) {
        object {
            let trace = part.trace
            $0.writer.member("rule", part.rule.reference.path)
            $0.writer.member("rev", part.rule.reference.rev)
            $0.writer.member("kind", type(of: part.rule.kind).name)
            $0.writer.member("title", part.rule.title)
            $0.writer.member("severity", part.rule.severity.rawValue)
            $0.writer.member("file", part.rule.place.file)
            $0.writer.member("line", part.rule.place.line)
            $0.writer.member("summary", trace.summary)
            $0.array("left_out", trace.unmet) { json, unmet in json.write(unmet) }
            $0.array("weighings", trace.weighings) { json, weighing in json.write(weighing) }
            $0.array("steps", trace.steps) { json, step in json.write(step) }
            $0.array("protected", trace.protected) { json, hit in json.write(hit) }
            $0.array("cut", trace.cut) { json, hit in json.write(hit.at) }
            $0.array("suppressed", trace.suppressed) { json, hit in json.write(hit) }
            $0.array("findings", part.findings) { json, finding in json.write(finding, quotes) }
            $0.writer.member("opportunities", part.share.opportunities)
            $0.writer.member("missed", part.share.missed)
            $0.writer.member("weight", part.share.weight)
            $0.writer.member("counted_by", part.representative?.path)
        }
    }

    private mutating func write(_ finding: Finding, _ quotes: QuoteMasking) {
        object {
            $0.writer.member("id", finding.id)
            let words = [finding.at.quote] + (finding.trigger.map { [$0.quote] } ?? [])
            $0.writer.member("message", quotes.message(finding.message, quoting: words))
            $0.writer.key("at")
            $0.write(Spot(message: finding.at.message, span: finding.at.span))
            $0.writer.key("trigger")
            if let trigger = finding.trigger {
                $0.write(Spot(message: trigger.message, span: trigger.span))
            } else {
                $0.writer.null()
            }
            $0.writer.member("fix", finding.fix)
        }
    }
}
