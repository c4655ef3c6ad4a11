import Diagnostics
import Transcripts

/// One record of the findings log: one line of JSON.
public enum LogRecord: Sendable, Hashable {
    case finding(FindingRecord)
    case transcript(TranscriptRecord)
    case rejected(RejectedRecord)
    case rules(RulesRecord)
    case log(LogHeader)

    /// The version of the schema that all records carry.
    public static let schema = 1

    /// The records of one transcript: its findings in their order, then what is said of it as a whole.
    public static func records(of transcript: Transcript, from provenance: Provenance, result: LintResult) -> [LogRecord] {
        let summary = TranscriptSummary(transcript, from: provenance)
        return result.findings.map { .finding(FindingRecord(transcript: summary, finding: $0)) }
            + [.transcript(TranscriptRecord(transcript: summary, verdict: result.verdict))]
    }
}

/// One finding, and where its transcript came from.
public struct FindingRecord: Sendable, Hashable {
    public var transcript: TranscriptSummary
    public var finding: Finding

    public init(transcript: TranscriptSummary, finding: Finding) {
        self.transcript = transcript
        self.finding = finding
    }
}

/// What is said of one transcript as a whole: there is exactly one for each transcript linted, clean or not.
public struct TranscriptRecord: Sendable, Hashable {
    public var transcript: TranscriptSummary
    public var verdict: Verdict

    public init(transcript: TranscriptSummary, verdict: Verdict) {
        self.transcript = transcript
        self.verdict = verdict
    }
}

/// A file, or a part of one, that could not be read, and why.
public struct RejectedRecord: Sendable, Hashable {
    /// The sub-folder of the spool; nil for the spool itself.
    public var source: String?
    /// The file's name, with bytes that are no UTF-8 replaced.
    public var file: String
    /// Which of the file's conversations, from 1; nil where it is the whole file.
    public var part: Int?
    /// What was wrong, where, and what to do.
    public var diagnostic: Diagnostic

    public init(source: String? = nil, file: String, part: Int? = nil, diagnostic: Diagnostic) {
        self.source = source
        self.file = file
        self.part = part
        self.diagnostic = diagnostic
    }
}

/// Rules that were loaded, or refused.
public struct RulesRecord: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// The packs are in force.
        case loaded
        /// The packs have errors; the last good ones stay in force.
        case refused
    }

    /// The packs in force, as `name@version`, in the order in which they apply.
    public var packs: [String]
    public var status: Status
    /// Of those that are errors, the record holds the first five.
    public var diagnostics: [Diagnostic]

    public init(packs: [String], status: Status, diagnostics: [Diagnostic] = []) {
        self.packs = packs
        self.status = status
        self.diagnostics = diagnostics
    }
}

/// The first line of each file of the log.
public struct LogHeader: Sendable, Hashable {
    public var id: LogID
    /// The version of the program that began the file.
    public var version: String
    /// The file that was written before this one; nil where it is not known.
    public var previous: LogID?

    public init(id: LogID, version: String, previous: LogID? = nil) {
        self.id = id
        self.version = version
        self.previous = previous
    }
}
