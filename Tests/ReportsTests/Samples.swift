import Findings
import Transcripts

@testable import Reports

/// Transcripts and findings made by hand, so that these tests need no linter.
enum Samples {
    static let provenance = Provenance(file: "tickets.ndjson", format: "zendesk")

    /// A customer is fed up; the reply says nothing of it.
    static func fedUp() throws -> LintedTranscript {
        let transcript = Transcript(
            id: "1042", channel: .email, language: "en", agent: "Dana Whitfield", state: .open,
            messages: [
                message(0, .customer, "Maria Lopez", minute: 0, "My parcel never came. This is the third time and I'm fed up with it!"),
                message(1, .note, "Dana Whitfield", minute: 3, "Courier again."),
                message(2, .agent, "Dana Whitfield", minute: 5, "Please hold."),
            ])
        return linted(
            transcript,
            [
                try finding(
                    "missing-acknowledgement", "The customer said “fed up”; the reply did not acknowledge it.", in: transcript,
                    at: (2, "Please hold."), trigger: (0, "fed up"),
                    fix: "Say in your own words what went wrong for the customer and that you see why it is frustrating, then go on.")
            ], score: 64)
    }

    static func message(_ index: Int, _ role: Role, _ author: String?, minute: Int64, _ text: String) -> Message {
        Message(index: index, role: role, author: author, time: .instant(milliseconds: 1_767_607_200_000 + minute * 60_000), text: text)
    }

    static func linted(_ transcript: Transcript, _ findings: [Finding], score: Int?) -> LintedTranscript {
        var counts: [Severity: Int] = [:]
        for finding in findings { counts[finding.severity, default: 0] += 1 }
        let verdict = Verdict(counts: counts, score: score, packs: ["core-en@1.0.0"])
        return LintedTranscript(
            transcript: transcript, provenance: provenance, result: LintResult(findings: findings, verdict: verdict))
    }

    /// A finding at the first occurrence of some words of a message.
    static func finding(
        _ rule: String, severity: Severity = .warning, _ message: String, in transcript: Transcript, at: (Int, String),
        trigger: (Int, String)? = nil, fix: String = "Write it otherwise."
    ) throws -> Finding {
        Finding(
            id: "0011223344556677", rule: RuleReference(pack: "core-en", packVersion: "1.0.0", name: rule, rev: 1), category: rule,
            behaviour: .acknowledge, severity: severity, message: message, at: try quotation(of: at.1, in: transcript.messages[at.0]),
            trigger: try trigger.map { try quotation(of: $0.1, in: transcript.messages[$0.0]) }, fix: fix)
    }

    struct NotThere: Error { let words: String }

    private static func quotation(of words: String, in message: Message) throws -> Quotation {
        let text = Array(message.text.utf8)
        let wanted = Array(words.utf8)
        let places = text.indices.filter { text[$0...].starts(with: wanted) }
        guard let start = places.first else { throw NotThere(words: words) }
        return Quotation(
            message: message.index, author: message.author, time: message.time, span: start..<start + wanted.count, quote: words)
    }
}
