import ArgumentParser
import Linting
import SystemCalls

/// `tact baseline prune`
struct BaselinePruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Take away from a baseline what no longer occurs.",
        discussion: """
            What was not looked for stays: transcripts that are not in the input, and rules of packs that are not in force. New findings are \
            not added. The file is replaced in one step. The exit code is 2 where something could not be read; it counts as not in the input.
            """)

    @Option(help: ArgumentHelp("The baseline to prune.", valueName: "file"), completion: .file(extensions: ["json"]))
    var baseline: String

    @OptionGroup var input: BaselineInput

    func run() throws {
        let known = try BaselineFile.read(baseline)
        let (ledger, totals) = try BaselineRun(input).run(known)
        let pruned = ledger.pruned
        if pruned != known { try NamedFile.replace(baseline, with: pruned.bytes) }
        let removed = known.counts.values.reduce(0, +) - pruned.counts.values.reduce(0, +)
        let kept = pruned.counts.values.reduce(0, +).counted("finding")
        StandardStreams.writeError("\(baseline): \(removed.counted("finding")) taken away, \(kept) kept\n")
        if totals.rejected > 0 { throw ExitCode(2) }
    }
}
