import ArgumentParser
import Findings
import Linting
import Reports
import SystemCalls

/// `tact lint`
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Show where a conversation lacks empathy.",
        discussion: """
            Formats are recognised by content; `tact formats` names them. Of a folder, all files in it and its folders are linted, in the \
            order of their names; - is standard input.

            EXAMPLES
              tact lint exports/                 For people
              tact lint --format jsonl a.csv     For programs: records as in the log
              tact lint --fail-on warning a.csv  For checks: any warning fails
              tact lint --profile a.csv          Where the time went: by phase and by rule
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(help: "How to write the results.")
    var format = ReportFormat.text

    @OptionGroup var rules: RulesOption

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions

    @Flag(help: "Let rules whose status is preview be in force, too.")
    var preview = false

    @Option(help: "The least severity that makes the exit code 1.")
    var failOn = FailOn.error

    @Option(help: "What becomes of personal data in the words that are shown.")
    var quotes = QuoteMasking.masked

    @Option(help: ArgumentHelp("How many threads lint; the results are the same with any number.", valueName: "number"))
    var jobs = Processors.count

    @Option(
        help: ArgumentHelp("Leave out the findings that this file knows; see tact baseline.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var baseline: String?

    @Flag(
        help: ArgumentHelp(
            "Show on standard error where the time went.",
            discussion: """
                First the phases, then the rules, the costliest first; times are those of all threads together. The MB/s are those of the \
                input; evaluations are the transcripts that a rule was asked about.
                """))
    var profile = false

    func validate() throws {
        if !(1...1024).contains(jobs) { throw ValidationError("--jobs must be from 1 to 1024.") }
    }

    func run() throws {
        let loaded = try rules.load(for: .lintingAlone)
        let linter = Linter(preview ? loaded : loaded.withoutPreviews)
        let known = try baseline.map { try BaselineFile.read($0) }
        let settings = ReportSettings(quotes: quotes, style: Terminal.style(of: .output), width: Terminal.width)
        let inputs = InputFinder(paths)
        let profiler = profile ? RunProfiler(linter.rules, jobs: jobs) : nil
        let run = LintRun(
            linter: linter, report: format.report(settings), jobs: jobs, totalBytes: inputs.totalSize, baseline: known, profiler: profiler)
        var ledger = BaselineLedger(known ?? Baseline())
        var stream = TranscriptStream(inputs, settings: try exports.settings())
        let totals = try run.run(&stream, ledger: &ledger)
        if let profiler {
            StandardStreams.writeError(ProfileText(style: Terminal.style(of: .error)).text(profiler.end(bytes: stream.bytesRead)))
        }
        if let baseline { StandardStreams.writeError(BaselineFile.summary(of: ledger, file: baseline)) }
        let code: Int32 = totals.rejected > 0 ? 2 : totals.worst.map { failOn.isReached(by: $0) } ?? false ? 1 : 0
        // The rules go with the process: to free them piece by piece takes longer than to lint a small file.
        withExtendedLifetime((run, linter)) { ProcessEnvironment.exit(code) }
    }
}

/// The least severity that makes a run fail.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case info, warning, error, never

    func isReached(by severity: Severity) -> Bool {
        switch self {
        case .info: severity >= .info
        case .warning: severity >= .warning
        case .error: severity >= .error
        case .never: false
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
extension QuoteMasking: ExpressibleByArgument {}
