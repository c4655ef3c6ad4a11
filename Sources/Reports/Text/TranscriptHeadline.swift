import Diagnostics
import Findings
import Transcripts

/// The line over what is said of a transcript: `tickets.ndjson: transcript 1042 · email · agent Dana · 2026-01-05 10:00 UTC · score 64`
struct TranscriptHeadline {
    let settings: ReportSettings

    func line(_ linted: LintedTranscript) -> String {
        let transcript = linted.transcript
        let facts = [
            transcript.channel == .unknown ? nil : transcript.channel.rawValue,
            transcript.agent.map { "agent \(settings.quotes.name($0))" },
            transcript.firstTime.map { TimeText.text($0) + ($0.isInstant ? " UTC" : "") },
            linted.result.verdict.score.map { "score \($0)" },
        ]
        let name = TerminalText.escaped("\(linted.provenance.file): transcript \(transcript.id)")
        let rest = facts.compactMap { $0 }.map { " · " + TerminalText.escaped($0) }.joined()
        return settings.style.paint(name, .strong) + rest
    }
}
