import ArgumentParser
import Diagnostics
import Rules
import Transcripts

/// `tact rules explain`
struct RulesExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a rule looks for, why, and what to write instead.")

    @Argument(help: "The rule's name, as “pack/name” or without its pack.")
    var name: String

    @OptionGroup var rules: RulesOption

    func run() throws {
        let found = try rules.load().rules(named: name)
        let style = Terminal.style(of: .output)
        try StandardStreams.write(Array(found.map { Self.text($0, style: style) }.joined(separator: "\n").utf8))
    }

    private static func text(_ rule: Rule, style: TerminalStyle) -> String {
        let message = rule.message.text { "{\($0.rawValue)}" }
        let facts = [rule.severity.rawValue, rule.behaviour.rawValue, type(of: rule.kind).name, "revision \(rule.reference.rev)"]
        let lines =
            [
                style.paint(rule.reference.path, .strong) + ": " + TerminalText.escaped(rule.title),
                facts.joined(separator: " · ") + " · \(TerminalText.escaped(rule.place.file)):\(rule.place.line)",
            ] + section("What it says", [message], style) + section("Why", [rule.why], style) + section("Write instead", [rule.fix], style)
            + examples(rule, .bad, "Found in", style) + examples(rule, .good, "Not found in", style)
        return lines.map { $0 + "\n" }.joined()
    }

    private static func section(_ title: String, _ texts: [String], _ style: TerminalStyle) -> [String] {
        ["", style.paint(title, .help)] + texts.map { "  " + TerminalText.escaped($0) }
    }

    /// The first example of a kind, with its marks.
    private static func examples(_ rule: Rule, _ verdict: Example.Verdict, _ title: String, _ style: TerminalStyle) -> [String] {
        guard let example = rule.examples.first(where: { $0.verdict == verdict }) else { return [] }
        let lines = example.transcript.messages.map { message in
            "\(message.role.rawValue): \(marked(message.text, example.marks.filter { $0.message == message.index }))"
        }
        return section(title, lines, style)
    }

    /// The text with `[[…]]` around the marks, as authors write them.
    private static func marked(_ text: String, _ marks: [Spot]) -> String {
        var bytes = Array(text.utf8)
        for mark in marks.sorted(by: { $0.span.lowerBound > $1.span.lowerBound }) {
            let span = mark.span.clamped(to: 0..<bytes.count)
            bytes.insert(contentsOf: "]]".utf8, at: span.upperBound)
            bytes.insert(contentsOf: "[[".utf8, at: span.lowerBound)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
