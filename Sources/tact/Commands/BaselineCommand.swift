import ArgumentParser

/// `tact baseline`
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Record the findings that are known, to see only new ones.",
        discussion: """
            A team that begins with many old findings writes them to a file once; `tact lint --baseline FILE` then leaves them out of report, \
            counts and exit code. The score stays what it is without a baseline. The file has no words of the conversations in it: findings \
            are known by hashes of rule, transcript, message and matched words.

            EXAMPLES
              tact baseline write -o baseline.json exports/
              tact lint --baseline baseline.json exports/
              tact baseline prune --baseline baseline.json exports/
            """,
        subcommands: [BaselineWriteCommand.self, BaselinePruneCommand.self])
}

/// The input of both commands.
struct BaselineInput: ParsableArguments {
    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"), completion: .file())
    var paths: [String]

    @OptionGroup var rules: RulesOption

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions
}
