import Diagnostics
import Findings
import Logging
import Spool
import SystemCalls

/// The daemon's work, round after round: hear, gather, commit; one thread, and the only one that writes.
final class CommitLoop {
    struct Parts {
        var files: any FileSystem
        var time: any TimeSource
        var spool: SpoolFolder
        var events: any EventSource
        var gatherer: Gatherer
        var committer: Committer
        var notifier: ServiceNotifier
        var serviceLog: ServiceLog
        var logger: Logger
    }

    private let parts: Parts
    private var upkeep: Upkeep
    private var statistics = Statistics()
    private var backoff = Backoff()
    /// When something was last committed, on the monotonic clock.
    private var lastWork: Int64
    /// Until when is waited, on the monotonic clock, and for what.
    private var blockage: (until: Int64, kind: Blockage)?
    private var pendingRecords: [LogRecord] = []
    /// What was refused at the last reload, for the status; nil where nothing was.
    var refusal: String?
    /// When the status line is to be sent that was held back, on the monotonic clock.
    private var nextReport: Int64?

    init(_ parts: Parts) {
        self.parts = parts
        upkeep = Upkeep(parts)
        lastWork = parts.time.monotonic
    }

    private var queue: ExportQueue { parts.gatherer.queue }
    private var configuration: Configuration { parts.gatherer.configuration }

    /// A record that goes into the log with the next batch.
    func add(_ record: LogRecord) { pendingRecords.append(record) }

    /// Whether all is done that can be done without waiting for somebody else: files that settle are waited for, files that a program
    /// holds open are not.
    var isDrained: Bool {
        guard !parts.committer.isBusy, !parts.gatherer.isReading, queue.isIdle, pendingRecords.isEmpty, !upkeep.isPruning else {
            return false
        }
        let patience = configuration.settle.nanoseconds + 1_000_000_000
        return parts.gatherer.position == nil && queue.intake.waitingCount == 0 || parts.time.monotonic - lastWork > patience
    }

    /// One round.
    ///
    /// - Returns: how long there is nothing to do unless something is heard, in nanoseconds.
    func round(isStopping: () -> Bool) throws(DaemonExit) -> Int64 {
        let events = parts.events.take()
        upkeep.hear(events.deafness)
        queue.take(events)
        if try upkeep.isFolderThere(queue, rescan: events.rescan, configuration) { try work(isStopping) }
        report()
        let pause = pause
        if pause > 0 { parts.gatherer.rest() }
        return pause
    }

    /// Commits what is begun and what was asked for, and nothing new.
    func finish() {
        parts.gatherer.stop()
        do throws(Committer.Failure) {
            try parts.committer.proceed()
        } catch {
            // The journal has it, or nobody has: the next start goes on.
            parts.logger.warning("stopped before everything was written: the next start goes on")
        }
    }

    // MARK: Work

    private func work(_ isStopping: () -> Bool) throws(DaemonExit) {
        if let blockage, parts.time.monotonic < blockage.until { return }
        do throws(Committer.Failure) {
            if parts.committer.isBusy {
                try parts.committer.proceed()
            } else {
                try commit(isStopping)
            }
            if let blockage { parts.logger.notice("\(blockage.kind.end)") }
            blockage = nil
            backoff.reset()
        } catch {
            try wait(after: error)
        }
        for change in parts.committer.log.takeChanges() { parts.logger.log(level: change.isRoutine ? .info : .warning, "\(change)") }
    }

    private func commit(_ isStopping: () -> Bool) throws(Committer.Failure) {
        let stuck = parts.committer.stuck
        if parts.committer.isFull { return }
        var batch: Batch
        do throws(SystemCallError) {
            batch = try parts.gatherer.gather(stuck: stuck, isStopping: isStopping)
        } catch {
            // What was gathered is gone from memory, and only a new start begins again where the log ends.
            throw .fatal("\(error)")
        }
        if !pendingRecords.isEmpty {
            var records = RecordEncoder(quotes: configuration.quotes).encoded(pendingRecords)
            records.append(batch.records)
            batch.records = records
        }
        guard !batch.isEmpty else { return }
        pendingRecords = []
        lastWork = parts.time.monotonic
        statistics.add(batch)
        for notice in batch.notices { parts.serviceLog.report(.warning, notice.line, cause: notice.code) }
        try parts.committer.commit(batch, position: parts.gatherer.position)
    }

    private func wait(after failure: Committer.Failure) throws(DaemonExit) {
        switch failure {
        case .fatal(let message): throw DaemonExit(.inputOutput, "input-output", message)
        case .blocked(let error):
            let pause = backoff.wait()
            let kind = Blockage(error)
            blockage = (parts.time.monotonic + pause, kind)
            let cause = kind == .space ? kind.activity : "\(kind.status) that was moved in another's place"
            parts.logger.error("\(error): \(cause), nothing is lost; trying again in \(pause / 1_000_000_000) s")
        }
    }

    // MARK: Pauses and status

    private var pause: Int64 {
        let now = parts.time.monotonic
        if let blockage { return max(0, blockage.until - now) }
        // The stuck moves are tried again then.
        if upkeep.isFolderMissing || parts.committer.isFull { return max(0, upkeep.nextTick - now) }
        if parts.gatherer.isReading || parts.committer.isBusy || !queue.isIdle || upkeep.isPruning { return 0 }
        return max(0, min(upkeep.nextTick, queue.intake.nextDeadline ?? .max, nextReport ?? .max) - now)
    }

    private func report() {
        parts.serviceLog.flush()
        let trouble = blockage?.kind.status ?? upkeep.trouble ?? refusal
        nextReport = statistics.report(
            to: parts.notifier, trouble: trouble, waiting: queue.intake.waitingCount, stuck: parts.committer.stuck.count,
            now: parts.time.monotonic)
    }
}
