import Diagnostics
import Findings
import Transcripts

/// What came of one transcript.
struct LintedTranscript: Weighed {
    /// nil where they are more than one conversation may put into the log.
    var records: EncodedRecords?
    /// What the records take in the log at most, in bytes.
    var size: Int
    /// How many findings there are.
    var findings: Int
    var notices: [Diagnostic]

    /// - Parameter room: What the records may take in the log, in bytes.
    init(_ transcript: Transcript, from provenance: Provenance, with tools: LintDesk.Tools, room: Int = Batch.sliceLimit) {
        let result = tools.linter.lint(transcript)
        size = RecordsSize.most(of: transcript, result, from: provenance)
        // Reckoned before they are made: they may be more than memory holds.
        let fits = size <= min(room, Batch.conversationLimit)
        records = fits ? tools.encoder.encoded(transcript, from: provenance, result: result) : nil
        findings = result.findings.count
        notices = result.notices
    }

    var weight: Int { records?.bytes.count ?? 0 }
}
