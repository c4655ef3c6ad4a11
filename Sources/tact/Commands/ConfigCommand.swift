import ArgumentParser

/// `tact config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Look at tactd's configuration.",
        subcommands: [ConfigCheckCommand.self])
}
