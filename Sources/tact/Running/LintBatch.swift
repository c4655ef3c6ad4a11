import Diagnostics
import Findings
import Linting
import Reports
import Synchronization
import SystemCalls
import Transcripts

/// Some items of a run, linted together by several threads; what comes out is in the order of the items.
final class LintBatch: Sendable {
    /// What came of one item.
    struct Outcome: Sendable {
        var output: [UInt8]
        /// nil for what could not be read.
        var result: LintResult?
        /// How the result stands to the baseline, where there is one.
        var comparison: Baseline.Comparison?
        var problem: Diagnostic?
    }

    private let items: [TranscriptStream.Item]
    private let linter: Linter
    private let report: any Report
    private let baseline: Baseline?
    private let profiler: RunProfiler?
    private let next = Atomic<Int>(0)
    private let outcomes: Mutex<[Outcome?]>

    init(_ items: [TranscriptStream.Item], linter: Linter, report: any Report, baseline: Baseline?, profiler: RunProfiler? = nil) {
        self.items = items
        self.baseline = baseline
        self.linter = linter
        self.report = report
        self.profiler = profiler
        outcomes = Mutex(Array(repeating: nil, count: items.count))
    }

    /// Begins to lint.
    ///
    /// - Parameter count: How many threads share the items; with one, `finish` does it all.
    func start(on crew: Crew, threads count: Int) -> [Job<Void>] {
        count > 1 ? (0..<count).map { _ in crew.start { self.work() } } : []
    }

    /// The outcomes of all items, once they are there.
    func finish(_ jobs: [Job<Void>], of crew: Crew) -> [Outcome] {
        if jobs.isEmpty { work() }
        for job in jobs { crew.outcome(of: job) }
        return outcomes.withLock { $0.compactMap { $0 } }
    }

    /// What is not begun is left: nobody asks for it any more.
    func cancel() { next.store(items.count, ordering: .relaxed) }

    /// Takes one item after the other until none is left.
    private func work() {
        let measured = profiler?.lintProfiler()
        defer { if let measured { profiler?.add(measured) } }
        while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < items.count else { return }
            let outcome = lint(items[index], measured)
            outcomes.withLock { $0[index] = outcome }
        }
    }

    private func lint(_ item: TranscriptStream.Item, _ measured: LintProfiler?) -> Outcome {
        switch item {
        case .transcript(let transcript, let provenance):
            let result = measured.map { linter.lint(transcript, profiler: $0) } ?? linter.lint(transcript)
            let comparison = baseline?.compare(result, of: transcript)
            let linted = LintedTranscript(transcript: transcript, provenance: provenance, result: comparison?.new ?? result)
            let output = profiler.measure(\.writing) { report.transcript(linted) }
            return Outcome(output: output, result: linted.result, comparison: comparison)
        case .rejected(let record):
            return Outcome(output: report.rejected(record), result: nil, problem: record.diagnostic)
        }
    }
}
