import ArgumentParser
import Diagnostics
import RuleAuthoring
import Rules

/// `tact rules explain`
struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a rule looks for, why, and what to write instead.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "The rule's name, as “pack/name” or without its pack.")
    var name: String

    @Option(help: "How to write the page: for people, or a JSON object a line.")
    var format = Format.text

    @OptionGroup var rules: RulesOption

    func run() throws {
        let rules = try rules.load()
        let pages = try rules.rules(named: name).map { RulePage($0, in: rules) }
        switch format {
        case .json: try StandardStreams.write(RulePageJSON.lines(pages))
        case .text:
            let texts = pages.map { RulePageText($0, style: Terminal.style(of: .output), width: Terminal.width).text }
            try StandardStreams.write(Array(texts.joined(separator: "\n").utf8))
        }
    }
}
