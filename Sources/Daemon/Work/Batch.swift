import Diagnostics
import Findings
import Spool

/// What was decided of some files and is not committed yet.
struct Batch {
    var records = EncodedRecords()
    var moves: [SpoolMove] = []
    /// What the records take in the log at most, in bytes.
    var size = 0
    /// How many transcripts the records are of.
    var transcripts = 0
    /// How many files were refused, wholly or in part.
    var refused = 0
    /// What the linter has to say of the rules.
    var notices: [Diagnostic] = []
    /// Whether there is something to commit.
    var isEmpty: Bool { records.isEmpty && moves.isEmpty }

    /// More records than this are not gathered before a commit …
    static let recordLimit = 4096
    /// … nor more bytes.
    static let sizeLimit = 16 << 20
    /// A conversation whose records take more bytes is refused.
    static let conversationLimit = 64 << 20
    /// Nor does what is read in one go of a file take more: a slice, or the whole of a small one.
    static let sliceLimit = conversationLimit + sizeLimit

    mutating func add(_ other: Batch) {
        records.append(other.records)
        moves += other.moves
        size += other.size
        transcripts += other.transcripts
        refused += other.refused
        notices += other.notices
    }
}
