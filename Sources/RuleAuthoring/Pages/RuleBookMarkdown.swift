import Diagnostics
import Rules

/// The rule book as Markdown.
public struct RuleBookMarkdown {
    private let book: RuleBook
    /// How many examples are shown of each sort.
    private static let examples = 3

    public init(_ book: RuleBook) { self.book = book }

    public var text: String {
        var lines = ["# Rules", "", "\(Self.escaped(book.summary))."]
        for chapter in book.chapters {
            lines += ["", "**\(chapter.title)**", ""]
            lines += chapter.pages.map { "- [\(Self.escaped($0.rule.title))](#\(RuleBook.anchor($0)))" }
        }
        for chapter in book.chapters {
            lines += ["", "## \(chapter.title)"]
            for page in chapter.pages { lines += self.lines(of: page) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of page: RulePage) -> [String] {
        let rule = page.rule
        // Anchors of headings differ from one reader of Markdown to the next; this one does not.
        var lines = ["", "<a id=\"\(RuleBook.anchor(page))\"></a>", "", "### \(Self.escaped(rule.title))", ""]
        lines.append("`\(rule.reference.path)` · " + PageText.facts(page).map { Self.escaped($0) }.joined(separator: " · "))
        if let deprecated = page.rule.deprecated { lines += ["", "*Deprecated: \(Self.escaped(deprecated))*"] }
        lines += heading(.finds) + [Self.escaped(page.finds), "", "\(Self.escaped(page.kindSummary)):", ""]
        lines += page.looksFor.map { "- **\(Self.escaped($0.label))**: \(Self.escaped($0.text))" }
        lines += heading(.why) + [Self.escaped(rule.why)]
        lines += heading(.instead) + [Self.escaped(rule.fix)]
        lines += heading(.found) + examples(page.found)
        lines += heading(.notFound) + examples(page.notFound)
        lines += heading(.applies) + page.applies.map { "- \(Self.escaped($0))" }
        if !page.phrases.isEmpty { lines += heading(.phrases) + page.phrases.map { "- " + Self.line(of: $0) } }
        return lines
    }

    private func heading(_ heading: PageText.Heading) -> [String] { ["", "#### \(heading.rawValue)", ""] }

    private func examples(_ examples: [Example]) -> [String] {
        examples.prefix(Self.examples).enumerated().flatMap { index, example in
            (index > 0 ? [">"] : [])
                + example.transcript.messages.map { message in
                    let text = PageText.parts(of: message, in: example).map { $0.isMarked ? "**\(Self.escaped($0.text))**" : Self.escaped($0.text) }
                    return "> \(PageText.speaker(message)): \(text.joined())  "
                }
        }
    }

    private static func line(of group: RulePage.PhraseGroup) -> String {
        let name = "**\(escaped(group.name))**: "
        let phrases = group.entries.map { entry in
            code(entry.phrase) + (group.isWeighted ? " (\(RuleWords.number(entry.weight)))" : "")
        }
        let unless = group.unless.isEmpty ? "" : "; but not " + group.unless.map(code).joined(separator: ", ")
        return name + phrases.joined(separator: ", ") + unless
    }

    // MARK: Text

    /// As code, whatever backquotes there are in it.
    private static func code(_ text: String) -> String {
        let text = TerminalText.escaped(text)
        return text.contains("`") ? "`` \(text) ``" : "`\(text)`"
    }

    /// A text in which nothing is mark-up.
    private static func escaped(_ text: String) -> String {
        TerminalText.escaped(text).reduce(into: "") { result, character in
            if "\\`*_{}[]<>#|~&!".contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}
