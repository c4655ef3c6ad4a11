import Diagnostics
import Findings

/// Findings as people like to read them: the conversation's lines around each, the words underlined, the reason, and what to write instead;
/// a summary at the end. Clean transcripts are only counted.
public struct TextReport: Report {
    private let settings: ReportSettings

    public init(_ settings: ReportSettings = .init()) { self.settings = settings }

    public func transcript(_ linted: LintedTranscript) -> [UInt8] {
        guard !linted.result.findings.isEmpty else { return [] }
        let finding = FindingText(settings: settings, transcript: linted.transcript)
        var lines = [TranscriptHeadline(settings: settings).line(linted), ""]
        for found in linted.result.findings { lines += finding.lines(found) + [""] }
        return Self.bytes(lines)
    }

    /// Nothing: what could not be read is told on standard error.
    public func rejected(_ record: RejectedRecord) -> [UInt8] { [] }

    public func end(_ totals: Totals) -> [UInt8] { Self.bytes(TotalsText(settings: settings).lines(totals)) }

    private static func bytes(_ lines: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}
