import ArgumentParser
import Diagnostics
import Rules
import RuleTesting
import Transcripts

/// `tact rules test`
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples of rules.",
        discussion: """
            Each rule brings conversations along in which it must find something at the marked words, and others in which it must find \
            nothing. The exit code is 1 where an example does not hold.
            """)

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    func run() throws {
        let rules = try RulesOption.load(paths: paths)
        let results = RuleTester.run(rules)
        let failed = results.filter { !$0.passed }
        let diagnostics = failed.flatMap { Self.diagnostics($0) }
        let shown = DiagnosticText(style: Terminal.style(of: .output)).render(diagnostics)
        let outcome = failed.isEmpty ? "all hold" : "\(failed.count) do not hold"
        let summary = "\(rules.rules.count.counted("rule")), \(results.count.counted("example")): \(outcome)\n"
        try StandardStreams.write(Array((shown + summary).utf8))
        if !failed.isEmpty { throw ExitCode(1) }
    }

    private static func diagnostics(_ result: ExampleResult) -> [Diagnostic] {
        let place = Place(file: result.example.place.file, line: result.example.place.line)
        let name = "\(result.rule.path), \(result.example.name)"
        let messages = result.example.transcript.messages
        let missing = result.missing.map { spot in
            let words = words(at: spot.span, in: messages[spot.message].text)
            return Diagnostic(
                code: "no-finding", "\(name): the rule finds nothing at “\(words)”", at: place,
                help: "let the rule's phrases match it, or take the mark away")
        }
        let unexpected = result.unexpected.map { finding in
            Diagnostic(
                code: "unexpected-finding", "\(name): the rule finds “\(finding.at.quote)”, which is not marked", at: place,
                help: "mark it with [[…]], or protect it with “unless”")
        }
        return missing + unexpected
    }

    private static func words(at span: Range<Int>, in text: String) -> String {
        String(decoding: Array(text.utf8)[span.clamped(to: 0..<text.utf8.count)], as: UTF8.self)
    }
}
