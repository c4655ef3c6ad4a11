import Findings
import Linting
import Reports
import SystemCalls
import TranscriptFormats

/// Lints transcripts to hold their findings against a baseline; nothing is reported.
struct BaselineRun {
    private let linter: Linter
    private let paths: [String]
    private let settings: FormatSettings

    init(_ input: BaselineInput) throws {
        linter = Linter(try input.rules.load(for: .lintingAlone))
        paths = input.paths
        settings = try input.exports.settings()
    }

    func run(_ baseline: Baseline, keepsNew: Bool = false) throws(SystemCallError) -> (ledger: BaselineLedger, totals: Totals) {
        let inputs = InputFinder(paths)
        let run = LintRun(
            linter: linter, report: NoReport(), jobs: Processors.count, totalBytes: inputs.totalSize, baseline: baseline)
        var ledger = BaselineLedger(baseline, keepsNew: keepsNew)
        var stream = TranscriptStream(inputs, settings: settings)
        let totals = try run.run(&stream, ledger: &ledger)
        return (ledger, totals)
    }
}

/// A report that has nothing to say.
private struct NoReport: Report {
    func transcript(_ linted: LintedTranscript) -> [UInt8] { [] }
    func rejected(_ record: RejectedRecord) -> [UInt8] { [] }
    func end(_ totals: Totals) -> [UInt8] { [] }
}
