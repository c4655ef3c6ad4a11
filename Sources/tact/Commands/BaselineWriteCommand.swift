import ArgumentParser
import Linting
import SystemCalls

/// `tact baseline write`
struct BaselineWriteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Write all findings of some transcripts to a baseline.",
        discussion: "A file that is there is replaced in one step. The exit code is 2 where something could not be read; the rest is written.")

    @Option(
        name: [.short, .long], help: ArgumentHelp("Where to write it; without, to standard output.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var output: String?

    @OptionGroup var input: BaselineInput

    func run() throws {
        let (ledger, totals) = try BaselineRun(input).run(Baseline(), keepsNew: true)
        let bytes = ledger.found.bytes
        if let output {
            try NamedFile.replace(output, with: bytes)
            let findings = ledger.found.counts.values.reduce(0, +).counted("finding")
            StandardStreams.writeError("\(output): \(findings) of \(totals.transcripts.counted("transcript"))\n")
        } else {
            try StandardStreams.write(bytes)
        }
        if totals.rejected > 0 { throw ExitCode(2) }
    }
}
