import Diagnostics
import Findings
import Rules

extension ExampleResult {
    /// What there is to say about it, and what to do.
    public var diagnostics: [Diagnostic] {
        switch outcome {
        case .held: []
        case .failed: missing.map { missed($0) } + unexpected.map { found($0) }
        case .knownMiss: [knownToMiss]
        case .heldUnexpectedly:
            [Diagnostic(code: "todo-holds", "\(title): it holds, though it is said not to hold yet", at: place, help: "take \"todo\" away")]
        case .waived: []
        case .waivedInVain:
            [Diagnostic(code: "waived-in-vain", "\(title): it holds, though it is waived", at: place, help: "take its name out of “waive”")]
        }
    }

    /// The example and its variant, as people call it: `bad 1 (capitals)`.
    public var name: String { variant.map { "\(example.name) (\($0.rawValue))" } ?? example.name }

    private static let variantHelp = "what the rule finds must not depend on this: change its phrases, or the example's words"

    private var title: String { "\(rule.path), \(name)" }
    private var place: Place { example.place.place }

    /// Where a message of the conversation as it ran is written; a variant's messages may be others than those written.
    private func place(of message: Int) -> Place {
        variant == nil && example.lines.indices.contains(message) ? example.lines[message].place : place
    }

    private var knownToMiss: Diagnostic {
        Diagnostic(
            .note, code: "known-miss", "\(title): known not to hold yet", at: place, help: "let the rule hold here, then take \"todo\" away")
    }

    private func missed(_ mark: Mark) -> Diagnostic {
        Diagnostic(
            code: "no-finding", "\(title): the rule finds nothing at “\(words(of: mark))”", at: place(of: mark.pieces[0].message),
            help: variant == nil ? "let the rule's phrases match it, or take the mark away" : Self.variantHelp)
    }

    private func found(_ finding: Finding) -> Diagnostic {
        Diagnostic(
            code: "unexpected-finding", "\(title): the rule finds “\(finding.at.quote)”, which is not marked",
            at: place(of: finding.at.message),
            help: variant == nil ? "mark it with [[…]], or protect it with “unless”" : Self.variantHelp)
    }

    private func words(of mark: Mark) -> String {
        mark.pieces.map { piece in
            let text = Array(rendition.transcript.messages[piece.message].text.utf8)
            return String(decoding: text[piece.span.clamped(to: 0..<text.count)], as: UTF8.self)
        }.joined(separator: " ")
    }
}
