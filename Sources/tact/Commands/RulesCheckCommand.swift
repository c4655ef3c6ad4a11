import ArgumentParser
import Diagnostics
import Rules

/// `tact rules check`
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find the mistakes in packs.",
        discussion: "All mistakes are shown at once. The exit code is 2 where a pack has an error, else 0.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @Option(help: "How to write the mistakes.")
    var format = Format.text

    func run() throws {
        let loaded = RulesOption.read(paths: paths)
        switch format {
        case .jsonl:
            try StandardStreams.write(DiagnosticJSON.lines(loaded.diagnostics))
        case .text:
            let mistakes = DiagnosticText(style: Terminal.style(of: .output)).render(loaded.diagnostics)
            try StandardStreams.write(Array((mistakes + Self.summary(loaded)).utf8))
        }
        if loaded.ruleSet == nil { throw ExitCode(2) }
    }

    private static func summary(_ loaded: LoadedRules) -> String {
        guard let rules = loaded.ruleSet else {
            let errors = loaded.diagnostics.count { $0.severity == .error }
            return errors.counted("error") + "\n"
        }
        return rules.packs.map { pack in
            let count = rules.rules.count { $0.reference.pack == pack.name }
            return "\(pack.file): \(pack.reference), \(count.counted("rule")), no errors\n"
        }.joined()
    }
}
