import Diagnostics
import Findings
import Logging
import Spool
import SystemCalls
import Transcripts

/// Reads and lints what the queue offers, and gathers it into batches.
///
/// Small files are read in one go. A large one is read slice by slice, with small ones between its slices, so that it does not keep them
/// waiting; a second large one waits for the first. Where several threads lint, small files are read ahead, before those that stand before
/// them are linted, and often before those are committed: the batches do not depend on it.
final class Gatherer {
    /// Files of more bytes than this are read in slices.
    static let largeSize: Int64 = 1 << 20

    /// How long a batch may take to gather, in nanoseconds: whoever stops the daemon, or watches it, should not wait long.
    private static let longest: Int64 = 500_000_000

    /// What the queue offered.
    private enum Taken {
        case file(ExportRun)
        case refusal(SpoolEntry, FileIdentity, Diagnostic)

        var entry: SpoolEntry {
            switch self {
            case .file(let run): run.open.entry
            case .refusal(let entry, _, _): entry
            }
        }
    }

    let queue: ExportQueue
    private let files: any FileSystem
    private let time: any TimeSource
    private let mark: ReadingMark
    private let logger: Logger
    private let desk: LintDesk
    private var deadline: Int64 = 0
    private var large: ExportRun?
    /// What is read ahead: taken, and in no batch yet.
    private var ahead: ArraySlice<Taken> = []
    /// The entries and the files that are not to be taken once more: stuck ones, and those of the batch, and of what is read ahead.
    private var entries: [SpoolEntry: ExportQueue.Hold] = [:]
    private var identities: Set<FileIdentity> = []
    /// A file that has to be read alone, and waits until nothing else is being read.
    private var suspect: Intake.OpenFile?
    /// Whether threads have worked since memory was given back: each keeps some for the next.
    private var keepsMemory = false
    /// Whether a large file was passed over.
    private var wasPassedOver = false
    /// The file that an earlier process has committed in part, until it is found.
    private var resume: SpoolPosition?
    /// The passes that were seen to end, and how many of them looked for that file where it was.
    private var passes = (seen: 0, looks: 0)
    private(set) var configuration: Configuration

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
        self.resume = resume
        desk = LintDesk(.init(linter: linter, encoder: RecordEncoder(quotes: configuration.quotes)), threads: configuration.jobs.number)
    }

    var linter: any TranscriptLinter { desk.tools.linter }

    /// How far the file is that is read in part, counting what the last batch has.
    var position: SpoolPosition? {
        guard let large else { return resume }
        return large.isBegun ? large.position : large.resumed
    }

    /// Whether something was begun to be read that is in no batch yet.
    var isReading: Bool { large != nil || !ahead.isEmpty || suspect != nil }

    /// The next batch; empty where there is nothing to do now.
    ///
    /// - Parameters:
    ///   - stuck: Moves of files that are committed: they are not to be looked at, whatever their names are now.
    ///   - isStopping: Asked between files.
    func gather(stuck: [SpoolMove], isStopping: () -> Bool) throws(SystemCallError) -> Batch {
        var batch = Batch()
        hold(stuck)
        queue.lookAgain()
        deadline = time.monotonic + Self.longest
        if let large, large.isBegun { try proceed(large, into: &batch) }
        var count = 0
        while count < configuration.batch, batch.records.count < Batch.recordLimit, batch.size < Batch.sizeLimit, time.monotonic < deadline,
            !isStopping()
        {
            try lookAhead(isStopping)
            guard let taken = ahead.popFirst() else { break }
            count += 1
            switch taken {
            case .file(let run): try proceed(run, into: &batch)
            case .refusal(let entry, let identity, let diagnostic): refuse(entry, identity, diagnostic, &batch)
            }
        }
        try mark.end(but: Set(runsInWork.map(\.open.identity)))
        try forgetMissing()
        return batch
    }

    /// What is not to be taken, at the beginning of a batch.
    private func hold(_ stuck: [SpoolMove]) {
        entries = [:]
        identities = Set(stuck.map(\.identity))
        for taken in ahead { hold(taken, .ahead) }
        for move in stuck { entries[move.entry] = .inWork }
        if let large { entries[large.open.entry] = .inWork }
    }

    private func hold(_ taken: Taken, _ hold: ExportQueue.Hold) {
        entries[taken.entry] = hold
        switch taken {
        case .file(let run): identities.insert(run.open.identity)
        case .refusal(_, let identity, _): identities.insert(identity)
        }
    }

    /// The files of which something is being linted.
    private var runsInWork: [ExportRun] {
        ahead.compactMap { taken in
            if case .file(let run) = taken, !run.isDone { run } else { nil }
        } + (large.map { $0.isDone ? [] : [$0] } ?? [])
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

    // MARK: Looking ahead

    private func lookAhead(_ isStopping: () -> Bool) throws(SystemCallError) {
        while ahead.count < desk.fileLimit, ahead.isEmpty || !desk.isFull(.smallFiles), !isStopping() {
            if let open = suspect {
                guard ahead.isEmpty else { return }
                suspect = nil
                return try take(open, alone: true)
            }
            guard let offer = try queue.next(hold: { entries[$0] }) else { return }
            switch offer {
            case .nothing: continue
            case .refuse(_, let identity, _) where identities.contains(identity): continue
            case .take(let open) where identities.contains(open.identity): continue
            case .refuse(let entry, let identity, let diagnostic): keep(.refusal(entry, identity, diagnostic))
            case .take(let open): try take(open)
            }
        }
    }

    private func keep(_ taken: Taken) {
        hold(taken, .ahead)
        ahead.append(taken)
    }

    /// Takes a file, unless it has to wait for another large one.
    private func take(_ open: Intake.OpenFile, alone isAlone: Bool = false) throws(SystemCallError) {
        let committed = resume.flatMap { $0.identity == open.identity ? $0 : nil }
        let isLarge = open.identity.size > Self.largeSize || committed != nil
        // There is one position to remember; while an earlier one is not resolved, no other file may take its place.
        if isLarge, large != nil || (resume != nil && committed == nil) {
            wasPassedOver = true
            return
        }
        let run = ExportRun(
            open, files: files, desk: desk, share: isLarge ? .slices : .smallFiles, limits: configuration.readLimits,
            settings: configuration.formatSettings(of: open.entry.source.name?.text), resuming: committed)
        if isLarge {
            if committed != nil { resume = nil }
            large = run
        } else if mark.isSuspect(run.position), !isAlone {
            suspect = open
            return
        } else if try !begin(run) {
            return keep(.refusal(open.entry, open.identity, Self.crashedReader(open.entry)))
        }
        keep(.file(run))
    }

    /// Lets go of what is read ahead: it will be found again.
    func startAnew() {
        for case .file(let run) in ahead {
            run.drop()
            guard run === large else { continue }
            large = nil
            resume = run.resumed ?? resume
        }
        ahead = []
        suspect = nil
        desk.rest()
        queue.requestPass()
    }

    /// Takes other rules and another configuration for all that is in no batch yet.
    func adopt(_ new: Configuration, _ linter: any TranscriptLinter) {
        startAnew()
        configuration = new
        desk.tools = LintDesk.Tools(linter: linter, encoder: RecordEncoder(quotes: new.quotes))
        desk.threads = new.jobs.number
        large?.startAnew()
    }

    /// Ends the threads that lint, until there is something to do.
    func rest() { if desk.rest() { keepsMemory = true } }

    /// Gives back the memory that threads have left behind, which are not needed now.
    func giveBackMemory() {
        if keepsMemory { ProcessEnvironment.giveBackMemory() }
        keepsMemory = false
    }

    /// Reads nothing more.
    func stop() {
        startAnew()
        large?.drop()
        // Should it fail, the next start suspects some file of no more than having been there.
        try? mark.end()
    }

    // MARK: Files

    /// - Returns: false where the process has died over the file too often.
    private func begin(_ run: ExportRun) throws(SystemCallError) -> Bool {
        let isSuspect = mark.isSuspect(run.position)
        if isSuspect { large?.complete() }
        if ahead.isEmpty, large?.isDone ?? true { mark.forget() }
        guard try mark.begin(run.position) else { return false }
        run.readAhead(alone: isSuspect)
        return true
    }

    private func proceed(_ run: ExportRun, into batch: inout Batch) throws(SystemCallError) {
        entries[run.open.entry] = .inWork
        guard run === large else { return end(run, try run.proceed(into: &batch, time: now)) }
        guard try begin(run) else {
            refuse(run.open.entry, run.open.identity, Self.crashedReader(run.open.entry), &batch)
            return end(run)
        }
        let progress = try run.proceed(into: &batch, time: now) { [time, deadline] records, size in
            // Half of the room and of the time is for the small files.
            records >= Batch.recordLimit / 2 || size >= Batch.sizeLimit || time.monotonic >= deadline - Self.longest / 2
        }
        end(run, progress)
    }

    private func end(_ run: ExportRun, _ progress: ExportRun.Progress) {
        switch progress {
        case .more: break
        case .finished: end(run)
        case .half:
            queue.intake.postpone(run.open)
            end(run)
        }
    }

    private func end(_ run: ExportRun) {
        run.drop()
        guard run === large else { return }
        large = nil
        if wasPassedOver { queue.requestPass() }
        wasPassedOver = false
    }

    // MARK: Refusals

    private func refuse(_ entry: SpoolEntry, _ identity: FileIdentity, _ diagnostic: Diagnostic, _ batch: inout Batch) {
        let record = RejectedRecord(source: entry.source.name?.text, file: entry.name.text, diagnostic: diagnostic)
        let report = ErrorReport.make(of: entry, time: now, errors: [diagnostic.masked], count: 1)
        batch.records.append(desk.tools.encoder.encoded([.rejected(record)]))
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
