import Diagnostics
import Findings
import SystemCalls
import Transcripts

/// What came of one transcript.
struct LintedTranscript: Sendable {
    /// nil where they are more than one conversation may put into the log.
    var records: EncodedRecords?
    /// What the records take in the log at most, in bytes.
    var size: Int
    var findings: Int
    var notices: [Diagnostic]
}

/// Has transcripts linted, and their records encoded, on several threads while the thread that it belongs to reads on: so far ahead as memory
/// allows, and not at all where there is one thread.
final class LintDesk {
    /// A transcript that is being linted.
    struct Piece {
        fileprivate let transcript: Transcript
        fileprivate let provenance: Provenance
        fileprivate let share: Share
        fileprivate let bytes: Int
        fileprivate var job: Job<LintedTranscript>

        var isDone: Bool { job.outcome != nil }
    }

    /// What the room is for: a file that is read in slices and small files have half of it each.
    enum Share: Int, CaseIterable { case slices, smallFiles }

    private struct Load {
        var count = 0
        var bytes = 0
    }

    /// How many transcripts, and how many small files, are read ahead for each thread …
    private static let depth = 32
    /// … and how much text, in bytes.
    private static let room = 1 << 20

    private let crew: Crew
    private var loads = Share.allCases.map { _ in Load() }
    var linter: any TranscriptLinter
    var encoder: RecordEncoder
    /// How many threads lint, the one that it belongs to among them.
    var threads: Int { didSet { crew.size = threads - 1 } }

    init(linter: any TranscriptLinter, encoder: RecordEncoder, threads: Int) {
        self.linter = linter
        self.encoder = encoder
        self.threads = threads
        crew = Crew(name: "linter", size: threads - 1)
    }

    /// How many transcripts, or files, may be read before the first of them is done with.
    var limit: Int { threads > 1 ? Self.depth * threads : 1 }

    /// Whether no transcript should be read before one is finished.
    func isFull(_ share: Share) -> Bool {
        let load = loads[share.rawValue]
        return load.count >= limit || load.bytes >= Self.room * threads
    }

    func start(_ transcript: Transcript, from provenance: Provenance, _ share: Share) -> Piece {
        let bytes = transcript.messages.reduce(0) { $0 + $1.text.utf8.count }
        loads[share.rawValue].count += 1
        loads[share.rawValue].bytes += bytes
        return Piece(transcript: transcript, provenance: provenance, share: share, bytes: bytes, job: job(transcript, provenance))
    }

    /// Has a transcript linted once more: by the rules that are in force now.
    func startAnew(_ piece: Piece) -> Piece {
        crew.cancel(piece.job)
        var piece = piece
        piece.job = job(piece.transcript, piece.provenance)
        return piece
    }

    private func job(_ transcript: Transcript, _ provenance: Provenance) -> Job<LintedTranscript> {
        crew.start { [linter, encoder] in Self.lint(transcript, from: provenance, with: linter, encoder) }
    }

    /// Waits for what came of a transcript, or lints it here and now.
    func finish(_ piece: Piece) -> LintedTranscript {
        forget(piece)
        return crew.outcome(of: piece.job)
    }

    /// Nobody asks for what comes of a transcript any more.
    func drop(_ piece: Piece) {
        forget(piece)
        crew.cancel(piece.job)
    }

    private func forget(_ piece: Piece) {
        loads[piece.share.rawValue].count -= 1
        loads[piece.share.rawValue].bytes -= piece.bytes
    }

    /// Sees that a transcript is linted, and keeps what came of it.
    func complete(_ piece: Piece) { _ = crew.outcome(of: piece.job) }

    /// Ends the threads, once they have done what they have begun: there is nothing to do for now.
    func rest() { crew.rest() }

    private static func lint(
        _ transcript: Transcript, from provenance: Provenance, with linter: any TranscriptLinter, _ encoder: RecordEncoder
    ) -> LintedTranscript {
        let result = linter.lint(transcript)
        let size = RecordsSize.most(of: transcript, result, from: provenance)
        let fits = size <= Batch.conversationLimit
        return LintedTranscript(
            records: fits ? encoder.encoded(transcript, from: provenance, result: result) : nil, size: size,
            findings: result.findings.count, notices: result.notices)
    }
}
