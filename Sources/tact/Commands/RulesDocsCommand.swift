import ArgumentParser

/// `tact rules docs`
struct RulesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "docs", abstract: "Write a page for all rules.")
}
