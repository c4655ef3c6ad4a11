import ArgumentParser
import Diagnostics
import RuleTesting
import Rules

/// `tact rules diff`
struct RulesDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what changed between two versions of packs.",
        discussion: """
            Names the rules and lists that were added, removed and changed, what that means for findings, and which version of the pack it asks \
            for. Both versions lint the conversations of their examples, and the exports named with --on; how many findings that gains and \
            loses is shown for each rule. The exit code is 1 where a version or a revision says less than what changed, 2 where a pack has an error.

            EXAMPLES
              tact rules diff old/core-en.json core-en.json
              tact rules diff --on last-month/ /usr/share/tact/rules rules/
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "The pack as it was, or a folder of packs.", completion: .file(extensions: ["json"]))
    var old: String

    @Argument(help: "The pack as it is, or a folder of packs.", completion: .file(extensions: ["json"]))
    var new: String

    @Option(
        help: ArgumentHelp("An export, or a folder of exports, to lint with both versions; may be repeated.", valueName: "path"),
        completion: .file())
    var on: [String] = []

    @Option(help: "How to write the changes.")
    var format = Format.text

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions

    func run() throws {
        // Loaded first: only packs without errors can be compared.
        var findings = FindingsComparison(from: try RulesOption.load(paths: [old]), to: try RulesOption.load(paths: [new]))
        let comparison = PackComparison(from: try PackFiles.read([old]), to: try PackFiles.read([new]))
        findings.addExamples()
        let isComplete = try on.isEmpty || lintExports(with: &findings)
        let bytes =
            switch format {
            case .text: Array(RulesDiffText(comparison, findings, style: Terminal.style(of: .output), width: Terminal.width).text.utf8)
            case .json: RulesDiffJSON.bytes(of: comparison, findings)
            }
        try StandardStreams.write(bytes)
        if !isComplete { throw ExitCode(2) }
        if !comparison.packs.allSatisfy(\.isVersionedWell) { throw ExitCode(1) }
    }

    /// - Returns: Whether everything could be read.
    private func lintExports(with findings: inout FindingsComparison) throws -> Bool {
        var isComplete = true
        var stream = TranscriptStream(InputFinder(on), settings: try exports.settings())
        var progress = ProgressBar()
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, _):
                findings.add(transcript)
                progress.update(done: stream.bytesRead, of: nil, transcripts: findings.transcripts)
            case .rejected(let record):
                progress.clear()
                StandardStreams.report([record.diagnostic])
                isComplete = false
            }
        }
        progress.clear()
        return isComplete
    }
}
