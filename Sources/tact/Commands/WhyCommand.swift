import ArgumentParser
import Diagnostics
import Findings
import Linting
import Reports
import Rules
import Transcripts

/// `tact why`
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Explain what the rules found in a transcript, and what they did not.",
        discussion: """
            Shows for each rule which phrases matched, what they weigh, what protected them, and what came of it: for whoever asks why \
            something was found, or was not. With --message it also shows how that message was read.

            EXAMPLES
              tact why tickets.csv --id 1042              All rules
              tact why tickets.csv --id 1042 --rule NAME  One rule, with all its steps
              tact why tickets.csv --id 1042 --message 3  How message 3 was read
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The transcript, where the file has several.", valueName: "transcript"))
    var id: String?

    @Option(help: ArgumentHelp("A rule, as “pack/name” or without its pack; may be repeated.", valueName: "name"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("The message to look at, by its number in the transcript; the first is 0.", valueName: "number"))
    var message: Int?

    @OptionGroup var rules: RulesOption

    @OptionGroup(title: "What the files do not say") var exports: ExportOptions

    @Flag(help: "Let rules whose status is preview be in force, too.")
    var preview = false

    @Option(help: "How to write the explanation.")
    var format = Format.text

    @Option(help: "What becomes of personal data in the words that are shown.")
    var quotes = QuoteMasking.masked

    func run() throws {
        let loaded = try rules.load()
        let linter = Linter(preview ? loaded : loaded.withoutPreviews)
        let wanted = try rule.isEmpty ? nil : Set(rule.flatMap { try inForce($0, of: loaded) }.map(\.reference))
        let found = try TranscriptChoice(file: file, id: id, settings: try exports.settings()).find()
        if let message { try Self.check(message, in: found.transcript) }
        let explanation = linter.explain(found.transcript)
        StandardStreams.report(explanation.result.notices)
        let request = ExplanationRequest(explanation, provenance: found.provenance, rules: wanted, message: message)
        switch format {
        case .json: try StandardStreams.write(ExplanationJSON(quotes: quotes).line(request))
        case .text:
            let settings = ReportSettings(quotes: quotes, style: Terminal.style(of: .output), width: Terminal.width)
            try StandardStreams.write(Array(ExplanationText(settings).render(request).utf8))
        }
    }

    /// The rules of a name.
    private func inForce(_ name: String, of rules: RuleSet) throws -> [Rule] {
        let named = try rules.rules(named: name)
        let inForce = named.filter { preview || $0.status == .stable }
        guard inForce.isEmpty else { return inForce }
        throw DiagnosticsError(
            Diagnostic(code: "preview-rule", "the rule “\(name)” is a preview, and not in force", help: "add --preview"))
    }

    private static func check(_ message: Int, in transcript: Transcript) throws {
        let count = transcript.messages.count
        guard !transcript.messages.indices.contains(message) else { return }
        let help = count == 0 ? "it has none" : count == 1 ? "its only message is 0" : "its messages are 0 to \(count - 1)"
        throw DiagnosticsError(
            Diagnostic(code: "no-such-message", "transcript \(transcript.id) has no message \(message)", help: help))
    }
}
