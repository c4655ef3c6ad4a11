import ArgumentParser

/// `tact rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check, test, measure, compare, lay out and explain rules.",
        discussion: """
            Rules are packs of JSON that can be read and changed without touching the program.

            EXAMPLES
              tact rules check team.json      Find mistakes, with line and column
              tact rules test team.json       Run the examples that the rules bring along
              tact rules profile a.csv        Which rules and phrases cost, and which match
              tact rules list                 The rules in force
              tact rules explain dismissive-phrasing
              tact rules docs --format html   A page for all of them
              tact rules diff old.json new.json
              tact rules fmt team.json        Lay a pack out as all packs are
              tact rules schema               The JSON Schema of packs, for editors
            """,
        subcommands: [
            RulesCheckCommand.self, RulesTestCommand.self, RulesProfileCommand.self, RulesListCommand.self, RulesExplainCommand.self,
            RulesDocsCommand.self, RulesDiffCommand.self, RulesFmtCommand.self, RulesSchemaCommand.self,
        ])
}
