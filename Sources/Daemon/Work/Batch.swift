import Diagnostics
import Findings
import Spool

/// What was decided of some files and is not committed yet.
struct Batch {
    var records: [LogRecord] = []
    var moves: [SpoolMove] = []
    /// How many transcripts the records are of.
    var transcripts = 0
    /// How many files were refused, wholly or in part.
    var refused = 0
    /// What the linter has to say of the rules.
    var notices: [Diagnostic] = []
    /// Whether there is something to commit.
    var isEmpty: Bool { records.isEmpty && moves.isEmpty }

    /// More records than this are not gathered before a commit.
    static let recordLimit = 4096

    mutating func add(_ other: Batch) {
        records += other.records
        moves += other.moves
        transcripts += other.transcripts
        refused += other.refused
        notices += other.notices
    }
}
