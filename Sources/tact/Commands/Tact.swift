import ArgumentParser
import Daemon

/// The command `tact`.
struct Tact: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tact",
        abstract: "A linter for empathy in customer-support transcripts.",
        discussion: """
            tact reads exports of a helpdesk and shows where an agent dismissed a customer, passed over a feeling, or did not follow up: \
            with the words that show it, and with what to write instead. It works offline and gives the same answer each time.

            EXAMPLES
              tact lint tickets.ndjson       Lint an export
              tact lint exports/             Lint all exports in a folder
              zcat t.gz | tact lint -        Lint standard input
              tact why t.csv --id 1042       Explain what was found in a transcript, and what was not
              tact rules explain NAME        Say what a rule looks for, and why
              tact tail                      Watch what tactd finds

            EXIT CODES
              0  nothing found at or above --fail-on
              1  something found
              2  could not run: bad usage, bad rules, or input that cannot be read

            Results go to standard output, all else to standard error. Colours are for terminals only; NO_COLOR turns them off.
            Completions for the shell: tact --generate-completion-script bash (or zsh, fish).
            """,
        version: "tact \(Daemon.version)",
        subcommands: [
            LintCommand.self, WhyCommand.self, BaselineCommand.self, ConvertCommand.self, FormatsCommand.self, RulesCommand.self,
            ConfigCommand.self, TailCommand.self,
        ])
}
