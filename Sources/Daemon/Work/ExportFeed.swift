import Diagnostics
import Findings
import TranscriptFormats
import Transcripts

/// Something of a file that was read and, where it is a transcript, linted.
enum FedItem: Sendable {
    case transcript(LintedTranscript)
    /// A transcript that an earlier process has committed.
    case committed
    case rejected(Diagnostic)
}

/// What is in a file, in its order; it is read and linted ahead of being asked for.
protocol ExportFeed: AnyObject {
    /// What else is wrong with the file as a whole, or the rest of it; nothing before `next()` has returned nil.
    var failure: [Diagnostic]? { get }
    /// Whether more than one item of it may be in work at once.
    var readsAhead: Bool { get set }
    /// Whether no thread has anything of it to do.
    var isDone: Bool { get }

    /// The next item; nil at the end.
    func next() -> FedItem?
    /// Reads on until there is enough.
    func readAhead()
    /// Sees that nothing of it is being linted any more.
    func complete()
    /// Has what was not asked for yet linted anew, as there are other rules.
    func startAnew()
    /// Nothing more is asked for.
    func drop()
}

/// What a feed is told of a file.
struct ExportOrigin: Sendable {
    /// The sub-folder of the spool that it was dropped into; nil for the spool itself.
    var source: String?
    /// Its name.
    var file: String
    var limits: ReadLimits
    var settings: FormatSettings

    func provenance(_ format: String?) -> Provenance { Provenance(source: source, file: file, format: format ?? "unknown") }

    /// What kept the file from being read.
    func diagnostics(of error: any Error) -> [Diagnostic] {
        if let error = error as? DiagnosticsError { return error.diagnostics }
        return [Diagnostic(code: "unreadable-file", "\(error)", at: Place(file: file), help: "drop the export again")]
    }
}
