import Diagnostics
import Logging
import Spool
import SystemCalls

/// What has to be done from time to time: look through the spool though nothing was heard, see that its folders and that of the log are
/// still the same, and delete what has been in `done` for long enough.
struct Upkeep {
    private static let pruningInterval: Int64 = 600_000_000_000
    private static let second: Int64 = 1_000_000_000

    private let parts: CommitLoop.Parts
    private var pruning: Pruning
    private var nextPruning: Int64 = 0
    private var deafness: String?
    private var missing: String?
    /// When to look through the spool again, on the monotonic clock.
    private(set) var nextTick: Int64 = 0

    init(_ parts: CommitLoop.Parts) {
        self.parts = parts
        pruning = Pruning(parts.spool)
    }

    var isPruning: Bool { pruning.isUnderWay }
    var isFolderMissing: Bool { missing != nil }

    /// What somebody should look at; nil while all is well.
    var trouble: String? { missing ?? deafness }

    /// - Parameter reason: Why nothing is heard of the spool; nil, all is well.
    mutating func hear(_ reason: String?) {
        guard reason != deafness else { return }
        deafness = reason
        nextTick = 0
        if let reason { parts.logger.warning("\(reason)") } else { parts.logger.notice("the spool is watched again") }
    }

    /// Does what is due.
    ///
    /// - Returns: whether the spool can be read.
    mutating func isFolderThere(_ queue: ExportQueue, rescan: Bool, _ configuration: Configuration) throws(DaemonExit) -> Bool {
        let now = parts.time.monotonic
        let isDue = now >= nextTick
        if isDue || rescan { check(queue) }
        if isDue {
            nextTick = now + (deafness == nil && missing == nil ? configuration.rescan.nanoseconds : Self.second)
            if !parts.gatherer.isReading { parts.gatherer.giveBackMemory() }
            queue.requestPass()
            do throws(Committer.Failure) {
                try parts.committer.retryMoves()
                try parts.committer.followFolder()
            } catch {
                if case .fatal(let message) = error { throw DaemonExit(.inputOutput, "input-output", message) }
            }
        }
        if missing == nil { prune(configuration, now) }
        parts.events.watch(queue.sources)
        return missing == nil
    }

    /// Sees that the folders are those that are open.
    private mutating func check(_ queue: ExportQueue) {
        do throws(SystemCallError) {
            let isSame = try parts.spool.refresh()
            if !isSame || missing != nil {
                parts.logger.notice("the spool's folders are others than before: looking through them")
                parts.events.watchAnew()
                queue.startAnew()
                parts.gatherer.startAnew()
            }
            missing = nil
        } catch {
            if missing == nil {
                parts.gatherer.startAnew()
                parts.logger.error("the spool is not there: \(error)\(SpoolFolder.advice(on: error)); looking every second")
            }
            missing = "the spool is not there"
        }
    }

    private mutating func prune(_ configuration: Configuration, _ now: Int64) {
        guard pruning.isUnderWay || now >= nextPruning else { return }
        if !pruning.isUnderWay { nextPruning = now + Self.pruningInterval }
        do throws(SystemCallError) {
            _ = try pruning.proceed(retain: configuration.retain.nanoseconds, now: parts.time.wall)
        } catch {
            parts.logger.warning("\(error): deleting old files from done goes on later")
        }
    }
}
