import ArgumentParser
import Diagnostics
import Linting
import Reports
import Rules
import SystemCalls
import Transcripts

/// `tact rules profile`
struct RulesProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile",
        abstract: "Show what rules, lists and phrases cost, and which phrases match most.",
        discussion: """
            Lints transcripts and tells of each rule what it took, how many transcripts it was asked about and what it found; of each list, \
            and of each rule with phrases of its own, how long it takes to collect what they match, how much that is, and how many of \
            the phrases matched nothing; and which phrases match most. All phrases are looked for together, so that one costs no time of \
            its own: what costs are its matches. Without files it takes the examples of the rules.

            EXAMPLES
              tact rules profile                          What is in force, on its examples
              tact rules profile --rules team.json a.csv  On an export
              tact rules profile --all a.csv              Each list and phrase, those that matched nothing as well
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

    @Argument(
        help: ArgumentHelp("Files and folders of transcripts, or - for standard input.", valueName: "path"), completion: .file())
    var paths: [String] = []

    @Option(help: "How to write the profile: for people, or a JSON object a line with times in nanoseconds.")
    var format = Format.text

    @Flag(help: "Show all lists and phrases (in JSON they always are).")
    var all = false

    @OptionGroup var rules: RulesOption

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions

    func run() throws {
        let rules = try rules.load()
        let time = MachineTime()
        let linter = Linter(rules)
        let lint = LintProfiler(rules) { time.monotonic }
        var phrases = PhraseProfiler(rules) { time.monotonic }
        let problems = try forEachTranscript(of: rules) { transcript in
            _ = linter.lint(transcript, profiler: lint)
            phrases.add(transcript)
        }
        switch format {
        case .jsonl: try StandardStreams.write(RulesProfileJSON.lines(lint.profile, phrases.profile))
        case .text:
            let text = RulesProfileText(style: Terminal.style(of: .output), listsAll: all)
            try StandardStreams.write(Array(text.text(lint.profile, phrases.profile).utf8))
        }
        StandardStreams.report(problems)
        if !problems.isEmpty { throw ExitCode(2) }
    }

    /// - Returns: What could not be read.
    private func forEachTranscript(of rules: RuleSet, _ body: (Transcript) -> Void) throws -> [Diagnostic] {
        guard !paths.isEmpty else {
            for rule in rules.rules { rule.examples.forEach { body($0.transcript) } }
            return []
        }
        var problems: [Diagnostic] = []
        var stream = TranscriptStream(InputFinder(paths), settings: try exports.settings())
        while let item = stream.next() {
            switch item {
            case .transcript(let transcript, _): body(transcript)
            case .rejected(let record): problems.append(record.diagnostic)
            }
        }
        return problems
    }
}
