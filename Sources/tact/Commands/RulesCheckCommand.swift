import ArgumentParser
import Diagnostics
import Rules

/// `tact rules check`
struct RulesCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find the mistakes in packs.",
        discussion: """
            All mistakes are shown at once, and what has no effect: phrases that never match, phrases that a shorter one makes needless, \
            “unless” that protects nothing, examples that are there twice. rules/DIAGNOSTICS.md explains each by its code. The exit code is 2 \
            where a pack has an error, else 0.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, jsonl }

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @Option(help: "How to write the mistakes: for people, as a JSON array, or a JSON object a line.")
    var format = Format.text

    @Flag(help: "Check again whenever a pack changes on disk, until Ctrl-C.")
    var watch = false

    func run() throws {
        if watch { try PackWatch(paths).run(check) }
        if !(try check()) { throw ExitCode(2) }
    }

    /// Checks once.
    ///
    /// - Returns: Whether there are no errors.
    private func check() throws -> Bool {
        let loaded = RulesOption.read(paths: paths)
        let diagnostics = loaded.diagnostics + (loaded.ruleSet?.review() ?? [])
        let errors = diagnostics.count { $0.severity == .error }
        switch format {
        case .json:
            try StandardStreams.write(DiagnosticJSON.array(diagnostics))
        case .jsonl:
            try StandardStreams.write(DiagnosticJSON.lines(diagnostics))
        case .text:
            let mistakes = DiagnosticText(style: Terminal.style(of: .output)).render(diagnostics)
            let summary = errors == 0 ? loaded.ruleSet.map { Self.summary($0) } : nil
            try StandardStreams.write(Array((mistakes + (summary ?? errors.counted("error") + "\n")).utf8))
        }
        return errors == 0
    }

    private static func summary(_ rules: RuleSet) -> String {
        rules.packs.map { pack in
            let count = rules.rules.count { $0.reference.pack == pack.name }
            return "\(pack.file): \(pack.reference), \(count.counted("rule")), no errors\n"
        }.joined()
    }
}
