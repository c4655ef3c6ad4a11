import ArgumentParser
import Diagnostics
import Rules

/// `tact rules list`
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List rules with severity, behaviour and title.")

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    func run() throws {
        let rules = try RulesOption.load(paths: paths).rules
        let width = rules.map(\.reference.path.count).max() ?? 0
        let lines = rules.map { rule in
            [
                rule.reference.path.padded(to: width), rule.severity.rawValue.padded(to: 7), rule.behaviour.rawValue.padded(to: 11),
                TerminalText.escaped(rule.title) + "\n",
            ].joined(separator: "  ")
        }
        try StandardStreams.write(Array(lines.joined().utf8))
    }
}
