import Diagnostics
import Linting
import Reports
import SystemCalls
import Transcripts

/// Lints all that a stream holds and writes the report: while other threads lint one batch, this one reads the next, and then helps them.
///
/// What is written does not depend on the number of threads.
struct LintRun {
    let linter: Linter
    let report: any Report
    /// How many threads lint.
    let jobs: Int
    /// The bytes of all inputs; nil where they are not known.
    let totalBytes: Int64?
    /// Findings to leave out; nil, none.
    var baseline: Baseline?
    /// Told where the time goes; nil, nobody asks.
    var profiler: RunProfiler?

    /// A batch ends at so many items, or bytes of text.
    private static let itemLimit = 512
    private static let byteLimit = 8 << 20

    /// - Parameter ledger: Told of each transcript that was held against the baseline.
    func run(_ stream: inout TranscriptStream, ledger: inout BaselineLedger) throws(SystemCallError) -> Totals {
        var totals = Totals()
        var progress = ProgressBar()
        let crew = Crew(name: "tact-lint", size: jobs - 1)
        var running: (batch: LintBatch, jobs: [Job<Void>])?
        // Where the report cannot be written.
        defer { running?.batch.cancel() }
        while true {
            let items = profiler.measure(\.reading) { Self.nextItems(of: &stream) }
            let finished = running.map { $0.batch.finish($0.jobs, of: crew) } ?? []
            running = nil
            if !items.isEmpty {
                let batch = LintBatch(items, linter: linter, report: report, baseline: baseline, profiler: profiler)
                running = (batch, batch.start(on: crew, threads: jobs))
            }
            for comparison in finished.compactMap(\.comparison) { ledger.add(comparison) }
            try profiler.measure(\.writing) { () throws(SystemCallError) in
                try write(finished, totals: &totals, progress: &progress)
            }
            progress.update(done: stream.bytesRead, of: totalBytes, transcripts: totals.transcripts)
            if items.isEmpty { break }
        }
        progress.clear()
        try StandardStreams.write(report.end(totals))
        return totals
    }

    private static func nextItems(of stream: inout TranscriptStream) -> [TranscriptStream.Item] {
        var items: [TranscriptStream.Item] = []
        var bytes = 0
        while items.count < itemLimit, bytes < byteLimit, let item = stream.next() {
            if case .transcript(let transcript, _) = item { bytes += transcript.messages.reduce(0) { $0 + $1.text.utf8.count } }
            items.append(item)
        }
        return items
    }

    private func write(_ outcomes: [LintBatch.Outcome], totals: inout Totals, progress: inout ProgressBar) throws(SystemCallError) {
        var output: [UInt8] = []
        var problems: [Diagnostic] = []
        for outcome in outcomes {
            output += outcome.output
            if let result = outcome.result {
                totals.add(result)
                problems += result.notices
            }
            if let problem = outcome.problem {
                totals.addRejected()
                problems.append(problem)
            }
        }
        guard !output.isEmpty || !problems.isEmpty else { return }
        progress.clear()
        StandardStreams.report(problems)
        try StandardStreams.write(output)
    }
}
