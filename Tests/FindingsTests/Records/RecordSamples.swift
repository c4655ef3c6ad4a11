import Diagnostics
import Transcripts

@testable import Findings

/// One record of each kind, as full and as empty as they come.
enum RecordSamples {
    static let transcript = Transcript(
        id: "4711", channel: .email, language: "en", agent: "Mara", state: .closed, queue: "Billing", tags: ["vip", "refund"], csat: 2.5,
        messages: [
            Message(
                index: 0, role: .customer, author: "jo@example.com", time: .instant(milliseconds: 1_767_607_200_000),
                text: "I'm so frustrated. Call me: +49 30 1234567."),
            Message(index: 1, role: .agent, author: "Mara", time: .instant(milliseconds: 1_767_607_260_000), text: "Calm down."),
        ])

    static let finding = Finding(
        id: "5b1c0ffee", rule: RuleReference(pack: "core-en", packVersion: "1.2.0", name: "missing-acknowledgement", rev: 3),
        category: "missing-acknowledgement", behaviour: .acknowledge, severity: .warning,
        message: "The customer said “I'm so frustrated. Call me: +49 30 1234567”; the reply “Calm down” did not acknowledge it.",
        at: Quotation(message: 1, author: "Mara", time: .instant(milliseconds: 1_767_607_260_000), span: 0..<9, quote: "Calm down"),
        trigger: Quotation(
            message: 0, author: "jo@example.com", time: .instant(milliseconds: 1_767_607_200_000), span: 0..<42,
            quote: "I'm so frustrated. Call me: +49 30 1234567"),
        fix: "Name what the customer feels before you go on.")

    static let verdict = Verdict(
        counts: [.warning: 1, .error: 2], score: 41,
        behaviours: [.acknowledge: .init(opportunities: 2, met: 1), .followUp: .init(opportunities: 1)], packs: ["core-en@1.2.0"],
        unsegmentedMessages: 1)

    static let provenance = Provenance(source: "zendesk", file: "export.json", format: "zendesk")

    static let diagnostic = Diagnostic(
        code: "unknown-role", "the role “jane@example.com” is not known",
        at: Place(file: "export.json", line: 3, column: 14, pointer: "/messages/0/role"), help: "use customer, agent, bot, system or note")

    /// By the names of their golden files.
    static var all: [(name: String, record: LogRecord)] {
        let summary = TranscriptSummary(transcript, from: provenance)
        let bare = TranscriptSummary(Transcript(id: "", messages: []), from: Provenance(file: "-", format: "chat"))
        var untriggered = finding
        untriggered.trigger = nil
        untriggered.at.author = nil
        untriggered.at.time = nil
        let logs = LogID([UInt8](0..<16)).map { id in
            [
                ("log", LogRecord.log(LogHeader(id: id, version: "1.0.0", previous: id))),
                ("log-first", .log(LogHeader(id: id, version: "1.0.0"))),
            ]
        }
        return [
            ("finding", .finding(FindingRecord(transcript: summary, finding: finding))),
            ("finding-bare", .finding(FindingRecord(transcript: bare, finding: untriggered))),
            ("transcript", .transcript(TranscriptRecord(transcript: summary, verdict: verdict))),
            ("transcript-bare", .transcript(TranscriptRecord(transcript: bare, verdict: Verdict(unsupportedLanguage: true)))),
            ("rejected", .rejected(RejectedRecord(source: "zendesk", file: "export.json", part: 2, diagnostic: diagnostic))),
            (
                "rejected-entry",
                .rejected(
                    RejectedRecord(
                        file: "export.zip",
                        diagnostic: Diagnostic(
                            code: "truncated", "the JSON ends in the middle", at: Place(file: "export.zip/tickets/1.json", line: 3), help: "h")))
            ),
            ("rejected-bare", .rejected(RejectedRecord(file: "x", diagnostic: Diagnostic(code: "empty", "the file is empty")))),
            ("rules", .rules(RulesRecord(packs: ["core-en@1.2.0"], status: .loaded))),
            (
                "rules-refused",
                .rules(
                    RulesRecord(
                        packs: ["core-en@1.2.0"], status: .refused,
                        diagnostics: [Diagnostic(.warning, code: "unused", "not shown")] + Array(repeating: diagnostic, count: 7)))
            ),
        ] + (logs ?? [])
    }
}
