import ArgumentParser
import Diagnostics
import Rules
import RuleTesting

/// `tact rules test`
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples of rules.",
        discussion: """
            Each rule brings conversations along in which it must find something at the marked words, and others in which it must find \
            nothing. Each one that holds must hold in variants too: in capitals, with smart quotes, with an emoji in front of each message, \
            with messages split into sentences and joined. Each “unless” must be needed: without it, some example fails. The exit code is 1 \
            where something is not so, and 2 where a pack has an error. What `tact rules check` warns of is told on standard error.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl, junit }

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @Option(help: "How to write the results: for people, a JSON object a line, or JUnit XML.")
    var format = Format.text

    @Flag(help: "List the phrases that no example exercises (not in JUnit XML).")
    var coverage = false

    @Flag(help: "Run again whenever a pack changes on disk, until Ctrl-C.")
    var watch = false

    func run() throws {
        if watch { try PackWatch(paths).run(test) }
        if !(try test()) { throw ExitCode(1) }
    }

    /// Runs all tests once.
    ///
    /// - Returns: Whether they passed.
    private func test() throws -> Bool {
        let rules = try RulesOption.load(paths: paths)
        let review = rules.review()
        if review.contains(where: { $0.severity == .error }) { throw DiagnosticsError(review) }
        StandardStreams.report(review)
        let report = TestReport(rules)
        let bytes =
            switch format {
            case .text: Array(RulesTestText(report, listsCoverage: coverage, style: Terminal.style(of: .output)).text.utf8)
            case .jsonl: RulesTestLines.bytes(of: report, listsCoverage: coverage)
            case .junit: Array(RulesTestJUnit.text(of: report).utf8)
            }
        try StandardStreams.write(bytes)
        return report.passed
    }
}
