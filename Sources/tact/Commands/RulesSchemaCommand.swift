import ArgumentParser
import RuleAuthoring

/// `tact rules schema`
struct RulesSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of packs.",
        discussion: """
            With it an editor completes keys, shows what they mean and marks what is wrong while you type. It comes with tact, too, as \
            schema/pack.schema.json; a pack names it with "$schema", or the editor's settings do.
            """)

    func run() throws { try StandardStreams.write(Array(PackSchema.text().utf8)) }
}
