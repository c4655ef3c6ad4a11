import Findings
import Spool
import Synchronization
import SystemCalls

/// Has transcripts linted, and their records encoded, on several threads while the thread that it belongs to reads on: so far ahead as
/// memory allows, and not at all where there is one thread.
final class LintDesk {
    /// What the work is done with: that of the rules that were in force when it was begun.
    struct Tools: Sendable {
        var linter: any TranscriptLinter
        var encoder: RecordEncoder
    }

    /// Work that is under way.
    struct Ticket<Outcome: Weighed> {
        fileprivate let work: @Sendable (Tools) -> Outcome
        fileprivate let share: Share
        fileprivate let bytes: Int
        fileprivate var job: Job<Result<Outcome>?>

        var isDone: Bool { (job.outcome ?? nil) != nil }
    }

    /// What the room is for: a file that is read in slices and small files have half of it each.
    enum Share: Int, CaseIterable { case slices, smallFiles }

    private struct Load {
        var count = 0
        var bytes = 0
    }

    /// How many transcripts, and how many small files, are read ahead for each thread …
    private static let depth = 32
    /// … and how many bytes of text.
    private static let room = 1 << 20

    /// How many descriptors are left for everything else: folders of sources, and listings of them.
    private static let otherDescriptors = 2 * Source.limit + 50

    private let crew: Crew
    private let descriptors = ProcessEnvironment.descriptorLimit
    private let results = Gauge()
    private var loads = Share.allCases.map { _ in Load() }
    var tools: Tools
    /// How many threads lint, the one that it belongs to among them.
    var threads: Int { didSet { crew.size = threads - 1 } }

    init(_ tools: Tools, threads: Int) {
        self.tools = tools
        self.threads = threads
        crew = Crew(name: "linter", size: threads - 1)
    }

    /// How many transcripts may be read before the first of them is done with.
    var limit: Int { threads > 1 ? Self.depth * threads : 1 }

    /// How many small files may be: each of them is open.
    var fileLimit: Int { min(limit, max(1, descriptors - Self.otherDescriptors)) }

    /// Whether nothing more should be read before something is finished.
    func isFull(_ share: Share) -> Bool {
        let load = loads[share.rawValue]
        return load.count >= limit || load.bytes >= Self.room * threads
    }

    /// - Parameters:
    ///   - bytes: How much text there is to lint.
    ///   - work: Called on any thread; and once more where the rules change before it is finished.
    func start<Outcome>(
        _ share: Share, bytes: Int, _ work: @escaping @Sendable (Tools) -> Outcome
    ) -> Ticket<Outcome> {
        loads[share.rawValue].count += 1
        loads[share.rawValue].bytes += bytes
        return Ticket(work: work, share: share, bytes: bytes, job: job(work))
    }

    private func job<Outcome: Weighed>(_ work: @escaping @Sendable (Tools) -> Outcome) -> Job<Result<Outcome>?> {
        crew.start { [tools, results] in
            // Left to the owner, when it asks: there is enough that it has not asked for.
            if results.value >= Batch.sizeLimit { return nil }
            return Result(work(tools), on: results)
        }
    }

    /// Has it done once more, by the rules that are in force now.
    func startAnew<Outcome>(_ ticket: Ticket<Outcome>) -> Ticket<Outcome> {
        crew.cancel(ticket.job)
        var ticket = ticket
        ticket.job = job(ticket.work)
        return ticket
    }

    /// Waits for what comes of it, or does it here and now.
    func finish<Outcome>(_ ticket: Ticket<Outcome>) -> Outcome {
        forget(ticket)
        return crew.outcome(of: ticket.job)?.outcome ?? ticket.work(tools)
    }

    /// Nobody asks for what comes of it any more.
    func drop<Outcome>(_ ticket: Ticket<Outcome>) {
        forget(ticket)
        crew.cancel(ticket.job)
    }

    private func forget<Outcome>(_ ticket: Ticket<Outcome>) {
        loads[ticket.share.rawValue].count -= 1
        loads[ticket.share.rawValue].bytes -= ticket.bytes
    }

    /// Sees that it is not being done any more.
    func complete<Outcome>(_ ticket: Ticket<Outcome>) { _ = crew.outcome(of: ticket.job) }

    /// Ends the threads, once they have done what they have begun: there is nothing to do for now.
    ///
    /// - Returns: Whether there were any.
    @discardableResult
    func rest() -> Bool { crew.rest() }
}

/// Something that is kept in memory until it is asked for.
protocol Weighed: Sendable {
    /// About how many bytes it takes.
    var weight: Int { get }
}

/// How much there is of something.
private final class Gauge: Sendable {
    private let amount = Atomic<Int>(0)

    var value: Int { amount.load(ordering: .relaxed) }
    func add(_ more: Int) { amount.add(more, ordering: .relaxed) }
}

/// What came of some work; it is weighed as long as it is kept.
private final class Result<Outcome: Weighed>: Sendable {
    let outcome: Outcome
    private let gauge: Gauge

    init(_ outcome: Outcome, on gauge: Gauge) {
        self.outcome = outcome
        self.gauge = gauge
        gauge.add(outcome.weight)
    }

    deinit { gauge.add(-outcome.weight) }
}
