import Findings
import Logging
import Spool
import SystemCalls

/// Commits batches: the records first, then the moves, in the order that loses nothing and repeats nothing.
///
/// A batch that could not be committed, as for want of space, is kept, and `proceed()` goes on where it stopped.
final class Committer {
    /// Why a commit stopped.
    enum Failure: Error {
        /// Space is wanted, or a file cannot be put back that was moved by mistake. Call `proceed()` again later.
        case blocked(SystemCallError)
        /// Nothing can be believed or done any more: the process must end, and the next start finds out what is on the disk.
        case fatal(String)
    }

    private enum Stage {
        case idle
        case appending(EncodedRecords, SpoolCommit)
        case finishing(SpoolCommit)
        case moving(SpoolCommit, mayBeBegun: Bool)
    }

    let log: DurableLog
    private let spool: SpoolFolder
    private let logger: Logger
    var keepsDone: Bool
    private var stage = Stage.idle
    /// What the log has recovered, until the rest is done as well.
    private var recovery: Recovery?
    /// Moves of committed files that could not be made, such as out of a folder of somebody else's: they are tried again with every
    /// commit, and remembered by the journal until then.
    private(set) var stuck: [SpoolMove] = []
    /// The part of a file that is committed, as the journal has it.
    private(set) var position: SpoolPosition?

    /// More stuck moves than this stop the intake: each has to be in every journal entry.
    private static let stuckLimit = 256

    init(log: DurableLog, spool: SpoolFolder, keepsDone: Bool, logger: Logger) {
        self.log = log
        self.spool = spool
        self.keepsDone = keepsDone
        self.logger = logger
    }

    /// Whether a batch is begun and not done.
    var isBusy: Bool { if case .idle = stage { false } else { true } }

    /// Whether so many moves are stuck that nothing more may be committed.
    var isFull: Bool { stuck.count >= Self.stuckLimit }

    /// Completes what the process before left undone. Where it is blocked, call it again.
    ///
    /// - Returns: the position of the file that was read in part.
    func recover() throws(Failure) -> SpoolPosition? {
        if recovery == nil { recovery = try failing { () throws(LogError) in try log.recover() } }
        guard let recovery else { return nil }
        var commit = SpoolCommit()
        if let bytes = recovery.attachment, !bytes.isEmpty {
            guard let decoded = SpoolCommit(encoded: bytes) else {
                throw .fatal("the journal has moves that this version does not understand: start the newer tactd once more and stop it")
            }
            commit = decoded
        }
        position = commit.position
        // Before this is called again, folders may have been replaced.
        _ = try? spool.refresh()
        stuck = try move(commit.moves, mayBeBegun: !recovery.isSettled)
        if !recovery.isSettled { try failing { () throws(LogError) in try log.settle() } }
        self.recovery = nil
        return position
    }

    /// Commits a batch.
    ///
    /// - Parameter position: How far the file is that is only read in part after this batch.
    func commit(_ batch: Batch, position: SpoolPosition?) throws(Failure) {
        // Names are chosen anew for stuck moves as well: somebody may have taken theirs, and none of them is begun.
        let moves = spool.choosingDestinations(for: stuck + batch.moves)
        stage = .appending(batch.records, SpoolCommit(moves: moves, position: position))
        try proceed()
    }

    /// Goes on with the batch that is begun, if there is one.
    func proceed() throws(Failure) {
        if case .appending(let records, let commit) = stage {
            do {
                try failing { () throws(LogError) in try log.append(records, attachment: commit.encoded) }
            } catch {
                // From the commit on the log keeps the records itself.
                if log.isCommitted { stage = .finishing(commit) }
                throw error
            }
            stage = .moving(commit, mayBeBegun: false)
        }
        if case .finishing(let commit) = stage {
            try failing { () throws(LogError) in try log.finish() }
            stage = .moving(commit, mayBeBegun: false)
        }
        if case .moving(let commit, let mayBeBegun) = stage {
            position = commit.position
            stage = .moving(commit, mayBeBegun: true)
            stuck = try move(commit.moves, mayBeBegun: mayBeBegun)
            try failing { () throws(LogError) in try log.settle() }
            stage = .idle
        }
    }

    /// Tries the stuck moves again, with names that are committed before.
    func retryMoves() throws(Failure) {
        if !stuck.isEmpty, !isBusy { try commit(Batch(), position: position) }
    }

    /// Sees that the path of the log still leads to the folder that is written.
    func followFolder() throws(Failure) { try failing { () throws(LogError) in try log.followFolder() } }

    private func move(_ moves: [SpoolMove], mayBeBegun: Bool) throws(Failure) -> [SpoolMove] {
        do throws(SpoolFolder.MoveFailure) {
            let stuck = try spool.perform(moves, keepsDone: keepsDone, mayBeBegun: mayBeBegun)
            for move in stuck { logger.error("\(move.error); the file is linted, and the move is tried again") }
            return stuck.map(\.move)
        } catch {
            switch error {
            // There may be space again, or the folder that is in its place by now is opened; of all else only a new start knows more.
            case .blocked(let cause) where cause.isOutOfSpace || cause.isNotFound: throw .blocked(cause)
            case .blocked(let cause), .sync(let cause): throw .fatal("\(cause)")
            }
        }
    }

    private func failing<Result>(_ body: () throws(LogError) -> Result) throws(Failure) -> Result {
        do throws(LogError) {
            return try body()
        } catch {
            if case .outOfSpace(let cause) = error { throw .blocked(cause) }
            throw .fatal("\(error)")
        }
    }
}
