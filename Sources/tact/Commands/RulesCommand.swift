import ArgumentParser

/// `tact rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check, test, compare, list and explain rules.",
        discussion: """
            Rules are packs of JSON that can be read and changed without touching the program.

            EXAMPLES
              tact rules check team.json      Find mistakes, with line and column
              tact rules test team.json       Run the examples that the rules bring along
              tact rules list                 The rules in force
              tact rules explain dismissive-phrasing
              tact rules diff old.json new.json
            """,
        subcommands: [RulesCheckCommand.self, RulesTestCommand.self, RulesListCommand.self, RulesExplainCommand.self, RulesDiffCommand.self])
}
