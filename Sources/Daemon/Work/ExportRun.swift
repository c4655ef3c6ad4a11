import Diagnostics
import Findings
import Spool
import SystemCalls
import TranscriptFormats
import Transcripts

/// Reads one file from its beginning to its end, in slices where it is large, and has what is in it linted.
///
/// It reads ahead: what is read and linted goes into batches one item after the other, in the order of the file, when `proceed` is called.
final class ExportRun {
    /// How a slice ended.
    enum Progress {
        /// There is more to read.
        case more
        /// The file is read; the batch has its move.
        case finished
        /// The file ends in the middle, and nothing says that it is whole: wait for the rest. The batch has nothing of it.
        case half
    }

    let open: Intake.OpenFile
    /// The part of the file that an earlier process has committed.
    let resumed: SpoolPosition?
    private let files: any FileSystem
    private let origin: ExportOrigin
    private let desk: LintDesk
    private let share: LintDesk.Share
    private lazy var feed = makeFeed()
    /// Whether something of it was asked for.
    private(set) var isBegun = false
    /// Items of the file that were taken, committed ones and those of the batch.
    private(set) var items: UInt64 = 0
    /// Items that an earlier process has committed.
    private var committed: UInt64 { resumed?.items ?? 0 }
    /// Transcripts that were taken, refused ones among them.
    private var transcripts = 0
    /// Transcripts that were refused, committed ones and those of the batch.
    private var refused: UInt64
    private var errors: [Diagnostic] = []
    private var errorCount = 0
    /// Whether a part of the file is committed, or about to be.
    private var isPartlyDecided: Bool

    init(
        _ open: Intake.OpenFile, files: any FileSystem, desk: LintDesk, share: LintDesk.Share, limits: ReadLimits, settings: FormatSettings,
        resuming position: SpoolPosition? = nil
    ) {
        self.open = open
        self.files = files
        self.desk = desk
        self.share = share
        origin = ExportOrigin(source: open.entry.source.name?.text, file: open.entry.name.text, limits: limits, settings: settings)
        resumed = position
        refused = position?.refused ?? 0
        isPartlyDecided = position.map { $0.items > 0 } ?? false
        guard refused > 0 else { return }
        errors = [Self.refusedBefore(refused, at: place)]
        errorCount = Int(clamping: refused)
    }

    /// How far the file is taken.
    var position: SpoolPosition { SpoolPosition(open.entry, identity: open.identity, items: max(items, committed), refused: refused) }

    // MARK: Reading ahead

    /// Whether no thread has anything of it to do.
    var isDone: Bool { feed.isDone }

    /// - Parameter isAlone: Whether no more of it than one transcript may be in work at once.
    func readAhead(alone isAlone: Bool = false) {
        feed.readsAhead = !isAlone
        feed.readAhead()
    }

    /// Sees that nothing of it is being linted any more.
    func complete() { feed.complete() }

    /// Has what is in no batch yet linted anew, as there are other rules.
    func startAnew() { feed.startAnew() }

    /// The file is not read on.
    func drop() { feed.drop() }

    private func makeFeed() -> any ExportFeed {
        let whole = open.identity.size <= WholeFeed.largest && resumed == nil
        guard whole, let bytes = try? files.read(open.file, at: 0, count: Int(open.identity.size)) else {
            return StreamedFeed(ExportSource(open.file, files: files), origin, desk: desk, share: share, skipping: committed)
        }
        return WholeFeed.fits(bytes)
            ? WholeFeed(bytes, origin, desk: desk, share: share)
            : StreamedFeed(MemorySource(bytes), origin, desk: desk, share: share)
    }

    // MARK: Items

    /// Takes what is read, and reads on, until the end, or until the batch has enough.
    ///
    /// - Parameters:
    ///   - isEnough: Whether the slice is to end, by the number of the batch's records and their size; asked after each item.
    ///   - time: Of refusals, as RFC 3339.
    /// - Throws: where the file cannot be looked at, so that nobody knows whether it has changed.
    func proceed(
        into batch: inout Batch, time: String, until isEnough: (Int, Int) -> Bool = { _, _ in false }
    ) throws(SystemCallError) -> Progress {
        isBegun = true
        var slice = Batch()
        repeat {
            guard let item = feed.next() else {
                if let failure = feed.failure { return try refuse(failure, &batch, slice, time) }
                return try end(&batch, slice, time)
            }
            items += 1
            take(item, into: &slice)
        } while !isEnough(batch.records.count + slice.records.count, batch.size + slice.size)
        if try hasChanged() { return try changed(&batch, time) }
        batch.add(slice)
        isPartlyDecided = isPartlyDecided || items > 0
        return .more
    }

    private func take(_ item: FedItem, into slice: inout Batch) {
        switch item {
        case .committed: transcripts += 1
        case .transcript(let linted):
            transcripts += 1
            guard let records = linted.records, slice.size + linted.size <= Batch.sliceLimit else {
                refused += 1
                return reject(Self.tooManyFindings(linted.findings, at: place), into: &slice)
            }
            slice.size += linted.size
            slice.records.append(records)
            slice.notices += linted.notices
            slice.transcripts += 1
        case .rejected(let diagnostic): reject(diagnostic, into: &slice)
        }
    }

    private func reject(_ diagnostic: Diagnostic, into slice: inout Batch) {
        errorCount += 1
        if errors.count < ErrorReport.limit { errors.append(diagnostic) }
        guard items > committed else { return }
        slice.records.append(desk.tools.encoder.encoded([.rejected(rejection(diagnostic, part: Int(clamping: items)))]))
    }

    private static func tooManyFindings(_ count: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            code: "too-many-findings", "\(count) findings are more than one conversation, or one small file, may put into the log",
            at: place, help: "see whether it is one conversation; if it is, split it")
    }

    private static func refusedBefore(_ count: UInt64, at place: Place) -> Diagnostic {
        Diagnostic(
            code: "too-many-findings", "\(count) conversations had too many findings; tactd was ended and started since", at: place,
            help: "see the findings log for which they are")
    }

    private func rejection(_ diagnostic: Diagnostic, part: Int?) -> RejectedRecord {
        RejectedRecord(source: origin.source, file: origin.file, part: part, diagnostic: diagnostic)
    }

    private var place: Place { Place(file: origin.file) }

    // MARK: The end

    private func end(_ batch: inout Batch, _ slice: Batch, _ time: String) throws(SystemCallError) -> Progress {
        if try hasChanged() { return try changed(&batch, time) }
        if mayGrow, errors.last?.code == Self.truncated { return .half }
        batch.add(slice)
        finish(&batch, open.identity, time)
        return .finished
    }

    /// The file as a whole, or the rest of it, cannot be read.
    private func refuse(
        _ diagnostics: [Diagnostic], _ batch: inout Batch, _ slice: Batch, _ time: String
    ) throws(SystemCallError) -> Progress {
        if try hasChanged() { return try changed(&batch, time) }
        if mayGrow, diagnostics.contains(where: { $0.code == Self.truncated }) { return .half }
        batch.add(slice)
        add(diagnostics, to: &batch)
        finish(&batch, open.identity, time)
        return .finished
    }

    private func add(_ diagnostics: [Diagnostic], to batch: inout Batch) {
        errorCount += diagnostics.count
        errors += diagnostics.prefix(max(0, ErrorReport.limit - errors.count))
        // One record for the file: what else is wrong with it stands in its report.
        if let first = diagnostics.first { batch.records.append(desk.tools.encoder.encoded([.rejected(rejection(first, part: nil))])) }
    }

    private func finish(_ batch: inout Batch, _ identity: FileIdentity, _ time: String) {
        guard errorCount > 0 else {
            batch.moves.append(SpoolMove(open.entry, identity: identity, to: .done))
            return
        }
        batch.refused += 1
        let linted = transcripts - Int(clamping: refused)
        let report = ErrorReport.make(of: open.entry, time: time, linted: linted, errors: errors.map(\.masked), count: errorCount)
        batch.moves.append(SpoolMove(open.entry, identity: identity, to: .failed(report: report)))
    }

    // MARK: Files that change

    /// How long a file that ends in the middle is waited for while nobody changes it, in nanoseconds.
    static let patience: Int64 = 60_000_000_000

    /// The code of the diagnostics of a file that ends too early.
    private static let truncated = "truncated"

    /// Whether nothing but a short silence speaks for the file being whole.
    private var mayGrow: Bool {
        if case .quiet(let time) = open.reason { time < Self.patience && !isPartlyDecided } else { false }
    }

    private func hasChanged() throws(SystemCallError) -> Bool { try currentIdentity() != open.identity }

    private func currentIdentity() throws(SystemCallError) -> FileIdentity { FileIdentity(try files.status(of: open.file)) }

    /// Somebody wrote to the file while it was read. What was read of it since the last commit counts for nothing; where parts of it are
    /// committed they stay, and the rest is refused, as nobody knows what it was.
    private func changed(_ batch: inout Batch, _ time: String) throws(SystemCallError) -> Progress {
        guard isPartlyDecided else { return .half }
        add(
            [
                Diagnostic(
                    code: "changed-while-read", "the file was changed while it was read; \(items) of its parts were taken", at: place,
                    help: "write exports under a name that ends in .part, and rename them when they are whole; drop the rest as a new file")
            ], to: &batch)
        finish(&batch, try currentIdentity(), time)
        return .finished
    }
}
