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
            nothing. The exit code is 1 where an example does not hold.
            """)

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    func run() throws {
        let rules = try RulesOption.load(paths: paths)
        let results = RuleTester.runWithVariants(rules)
        let style = Terminal.style(of: .output)
        let text = RulesTestText.text(results, rules: rules.rules.count, style: style)
        try StandardStreams.write(Array(text.utf8))
        if results.contains(where: { !$0.passed }) { throw ExitCode(1) }
    }
}
