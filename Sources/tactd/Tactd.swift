import ArgumentParser
import Daemon
import SystemCalls

/// The command line of tactd: flags in, settings out.
struct Tactd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tactd",
        abstract: "Watches a spool folder and lints the support conversations that are dropped there.",
        discussion: """
            Exports go into SPOOL/incoming; write them under a name that ends in .part and rename them when they are whole. Findings are \
            appended to the findings log as JSON lines. Files that were read go to SPOOL/done, those that could not be read to \
            SPOOL/failed, with a report beside them.

            Each setting can also be given in the configuration file and as a variable (TACT_SPOOL, TACT_RULES, …); a flag is over a \
            variable, and that over the file. SIGHUP loads configuration and rules again, SIGTERM stops.

            Without a configuration file: tactd --spool spool --findings findings.jsonl --state state --rules rules
            """,
        version: Daemon.version)

    @Option(help: "The configuration file (default: \(Configuration.defaultFile), which may be missing).")
    var config: String?

    @Option(help: ArgumentHelp(Self.help("spool"), valueName: "folder"))
    var spool: String?

    @Option(help: ArgumentHelp(Self.help("findings"), valueName: "file"))
    var findings: String?

    @Option(help: ArgumentHelp(Self.help("state"), valueName: "folder"))
    var state: String?

    @Option(help: ArgumentHelp(Self.help("rules") + " May be repeated.", valueName: "path"))
    var rules: [String] = []

    @Flag(help: ArgumentHelp(Self.help("preview")))
    var preview = false

    @Option(help: ArgumentHelp(Self.help("settle"), valueName: "time"))
    var settle: String?

    @Option(help: ArgumentHelp(Self.help("retain"), valueName: "time"))
    var retain: String?

    @Option(help: ArgumentHelp(Self.help("rescan"), valueName: "time"))
    var rescan: String?

    @Option(help: ArgumentHelp(Self.help("quotes"), valueName: "how"))
    var quotes: String?

    @Option(help: ArgumentHelp(Self.help("rotate"), valueName: "size"))
    var rotate: String?

    @Option(help: ArgumentHelp(Self.help("jobs"), valueName: "number"))
    var jobs: String?

    @Option(help: ArgumentHelp(Self.help("log_level"), valueName: "level"))
    var logLevel: String?

    @Flag(help: "Check configuration and rules, and end.")
    var check = false

    @Flag(help: "End when everything in the spool is done.")
    var once = false

    @Flag(help: "Write messages as systemd's journal wants them, even if stderr is not the journal.")
    var journal = false

    private static func help(_ key: String) -> String { Setting.all.first { $0.key == key }?.help ?? "" }

    /// The settings that were given, by their key.
    var flags: [String: [String]] {
        let single = [
            "spool": spool, "findings": findings, "state": state, "settle": settle, "retain": retain, "rescan": rescan, "quotes": quotes,
            "rotate": rotate, "jobs": jobs, "log_level": logLevel,
        ]
        var flags = single.compactMapValues { $0.map { [$0] } }
        if !rules.isEmpty { flags["rules"] = rules }
        if preview { flags["preview"] = ["true"] }
        return flags
    }
}
