import Diagnostics
import Findings
import Logging
import Spool
import SystemCalls
import Transcripts

/// Reads and lints what the queue offers, and gathers it into batches.
///
/// Small files are read in one go. A large one is read slice by slice, with small ones between its slices, so that it does not keep them
/// waiting; a second large one waits for the first.
final class Gatherer {
    /// Files of more bytes than this are read in slices.
    static let largeSize: Int64 = 1 << 20

    /// How long a batch may take to gather, in nanoseconds: whoever stops the daemon, or watches it, should not wait long.
    private static let longest: Int64 = 500_000_000

    let queue: ExportQueue
    private let files: any FileSystem
    private let time: any TimeSource
    private let mark: ReadingMark
    private let logger: Logger
    private var deadline: Int64 = 0
    private var large: ExportRun?
    /// Whether a large file was passed over.
    private var wasPassedOver = false
    /// The file that an earlier process has committed in part, until it is found.
    private var resume: SpoolPosition?
    /// The passes that were seen to end, and how many of them looked for that file where it was.
    private var passes = (seen: 0, looks: 0)
    var configuration: Configuration
    var linter: any TranscriptLinter

    init(
        queue: ExportQueue, files: any FileSystem, time: any TimeSource, mark: ReadingMark, logger: Logger, configuration: Configuration,
        linter: any TranscriptLinter, resume: SpoolPosition?
    ) {
        self.queue = queue
        self.files = files
        self.time = time
        self.mark = mark
        self.logger = logger
        self.configuration = configuration
        self.linter = linter
        self.resume = resume
    }

    /// How far the file is that is read in part, counting what the last batch has.
    var position: SpoolPosition? { large?.position ?? resume }

    /// Whether a file is being read in slices.
    var isReading: Bool { large != nil }

    /// The next batch; empty where there is nothing to do now.
    ///
    /// - Parameters:
    ///   - stuck: Moves of files that are committed: they are not to be looked at, whatever their names are now.
    ///   - isStopping: Asked between files.
    func gather(stuck: [SpoolMove], isStopping: () -> Bool) throws(SystemCallError) -> Batch {
        var batch = Batch()
        var held = Set(stuck.map(\.entry))
        let committed = Set(stuck.map(\.identity))
        deadline = time.monotonic + Self.longest
        if let large {
            held.insert(large.open.entry)
            try proceed(large, into: &batch)
        }
        var count = 0
        while count < configuration.batch, batch.records.count < Batch.recordLimit, batch.size < Batch.sizeLimit, time.monotonic < deadline,
            !isStopping()
        {
            guard let offer = try queue.next(isHeld: { held.contains($0) }) else { break }
            count += 1
            switch offer {
            case .nothing: continue
            case .refuse(_, let identity, _) where committed.contains(identity): continue
            case .take(let open) where committed.contains(open.identity): continue
            case .refuse(let entry, let identity, let diagnostic):
                held.insert(entry)
                refuse(entry, identity, diagnostic, &batch)
            case .take(let open):
                if try take(open, into: &batch) { held.insert(open.entry) }
            }
        }
        try mark.end()
        try forgetMissing()
        return batch
    }

    /// Gives up a file that was read in part when it is nowhere: looked for twice, as a look may fail.
    private func forgetMissing() throws(SystemCallError) {
        guard let resume else { return }
        if queue.passes > passes.seen { passes = (queue.passes, passes.looks + (queue.missed.contains(resume.entry.source) ? 0 : 1)) }
        guard large == nil, passes.looks >= 2, !queue.intake.isWaiting(resume.identity) else { return }
        // Should it come back with a power cut, it would be read from its beginning.
        try queue.spool.synchronizeIncoming()
        logger.warning("“\(resume.entry)” is gone, of which \(resume.items) parts are linted")
        self.resume = nil
        queue.requestPass()
    }

    // MARK: Files

    /// - Returns: false where the file has to wait for another large one.
    private func take(_ open: Intake.OpenFile, into batch: inout Batch) throws(SystemCallError) -> Bool {
        let committed = resume.flatMap { $0.identity == open.identity ? $0 : nil }
        let isLarge = open.identity.size > Self.largeSize || committed != nil
        // There is one position to remember; while an earlier one is not resolved, no other file may take its place.
        if isLarge, large != nil || (resume != nil && committed == nil) {
            wasPassedOver = true
            return false
        }
        let run = ExportRun(
            open, files: files, limits: configuration.readLimits, settings: configuration.formatSettings(of: open.entry.source.name?.text),
            resuming: committed)
        if committed != nil { resume = nil }
        if isLarge { large = run }
        try proceed(run, into: &batch)
        return true
    }

    private func proceed(_ run: ExportRun, into batch: inout Batch) throws(SystemCallError) {
        guard try mark.begin(run.position) else {
            refuse(run.open.entry, run.open.identity, Self.crashedReader(run.open.entry), &batch)
            return end(run)
        }
        let progress =
            try run === large
            ? run.proceed(into: &batch, with: linter, time: now) { [time, deadline] records, size in
                // Half of the room and of the time is for the small files.
                records >= Batch.recordLimit / 2 || size >= Batch.sizeLimit || time.monotonic >= deadline - Self.longest / 2
            }
            : run.proceed(into: &batch, with: linter, time: now)
        switch progress {
        case .more: break
        case .finished: end(run)
        case .half:
            queue.intake.postpone(run.open)
            end(run)
        }
    }

    private func end(_ run: ExportRun) {
        guard run === large else { return }
        large = nil
        if wasPassedOver { queue.requestPass() }
        wasPassedOver = false
    }

    // MARK: Refusals

    private func refuse(_ entry: SpoolEntry, _ identity: FileIdentity, _ diagnostic: Diagnostic, _ batch: inout Batch) {
        let record = RejectedRecord(source: entry.source.name?.text, file: entry.name.text, diagnostic: diagnostic)
        let report = ErrorReport.make(of: entry, time: now, errors: [diagnostic.masked], count: 1)
        batch.records.append(.rejected(record))
        batch.moves.append(SpoolMove(entry, identity: identity, to: .failed(report: report)))
        batch.refused += 1
    }

    private static func crashedReader(_ entry: SpoolEntry) -> Diagnostic {
        Diagnostic(
            code: "crashed-reader", "tactd ended \(ReadingMark.limit) times while it read this file", at: Place(file: "\(entry)"),
            help: "this is a mistake in tactd: please report it, with the file if you may")
    }

    /// RFC 3339.
    private var now: String { Timestamp.text(seconds: time.wall / 1_000_000_000) }
}
