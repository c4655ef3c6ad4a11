import ArgumentParser
import RuleAuthoring

/// `tact rules list`
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List rules with severity, behaviour, kind, status, category and title.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @Option(help: "How to write the list: for people, or a JSON object a line.")
    var format = Format.text

    func run() throws {
        let rules = try RulesOption.load(paths: paths)
        let table = RuleTable(rules.rules.map { RulePage($0, in: rules) })
        try StandardStreams.write(format == .json ? table.json : Array(table.text.utf8))
    }
}
