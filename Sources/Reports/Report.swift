import Findings
import Transcripts

/// An output format: how the results of a run are written.
///
/// What each call returns goes out as it is, in the order of the transcripts. `transcript` and `rejected` depend on nothing but what they
/// are given, so they may be called on many threads at once.
public protocol Report: Sendable {
    /// What is written for one transcript; nothing where there is nothing to say.
    func transcript(_ linted: LintedTranscript) -> [UInt8]
    /// What is written for a file, or a part of one, that could not be read.
    func rejected(_ record: RejectedRecord) -> [UInt8]
    /// What is written after all transcripts.
    func end(_ totals: Totals) -> [UInt8]
}

/// A transcript and all that the linter says of it.
public struct LintedTranscript: Sendable {
    public var transcript: Transcript
    public var provenance: Provenance
    public var result: LintResult

    public init(transcript: Transcript, provenance: Provenance, result: LintResult) {
        self.transcript = transcript
        self.provenance = provenance
        self.result = result
    }
}

/// The output formats by their names on the command line.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
    /// For people.
    case text
    /// One record a line, as in the findings log.
    case jsonl

    /// The report in this format.
    public func report(_ settings: ReportSettings) -> any Report {
        switch self {
        case .text: TextReport(settings)
        case .jsonl: JSONLinesReport(quotes: settings.quotes)
        }
    }
}
