import ArgumentParser
import Daemon
import SystemCalls

/// `tact config check`
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say which settings tactd would use, and where each comes from.",
        discussion: """
            Settings come from the configuration file, then from TACT_… variables, which go before it. All mistakes are shown at once, and \
            the exit code is 2 then.
            """)

    @Option(
        help: ArgumentHelp("The configuration file, if not \(Configuration.defaultFile).", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var config: String?

    func run() throws {
        let loaded = try Configuration.load(environment: ProcessEnvironment.variables(), file: config) { path in
            do throws(SystemCallError) { return try NamedFile.contents(of: path) } catch where error.isNotFound { return nil }
        }
        let settings = loaded.description
        let keyWidth = settings.map(\.key.count).max() ?? 0
        let valueWidth = settings.map(\.value.count).max() ?? 0
        let lines = settings.map { setting in
            "\(setting.key.padded(to: keyWidth))  \(setting.value.padded(to: valueWidth))  \(setting.origin)\n"
        }
        try StandardStreams.write(Array(lines.joined().utf8))
    }
}
