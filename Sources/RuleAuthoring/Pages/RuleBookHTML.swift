import Diagnostics
import Rules

/// The rule book as one page of HTML that needs nothing else: for light and dark, phone and paper.
public struct RuleBookHTML {
    private let book: RuleBook
    /// How many examples are shown before the rest is folded away.
    private static let examples = 3

    public init(_ book: RuleBook) { self.book = book }

    public var text: String {
        let contents = book.chapters.map { chapter in
            let links = chapter.pages.map { "<li><a href=\"#\(RuleBook.anchor($0))\">\(Self.escaped($0.rule.title))</a></li>" }
            return "<section><h2>\(chapter.title)</h2><ul>\(links.joined())</ul></section>"
        }
        let chapters = book.chapters.map { chapter in
            "<section class=\"chapter\">\n<h2>\(chapter.title)</h2>\n\(chapter.pages.map(article).joined())</section>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Rules</title>
            <style>
            \(RuleBookStyle.css)
            </style>
            </head>
            <body>
            <header><h1>Rules</h1><p>\(Self.escaped(book.summary))</p></header>
            <nav aria-label="Contents">\(contents.joined())</nav>
            <main>
            \(chapters.joined())</main>
            </body>
            </html>

            """
    }

    // MARK: A rule

    private func article(_ page: RulePage) -> String {
        let rule = page.rule
        let facts = page.looksFor.map { "<dt>\(Self.escaped($0.label))</dt><dd>\(Self.escaped($0.text))</dd>" }.joined()
        let badges = PageText.facts(page).enumerated().map { index, fact in
            index == 0 ? "<span class=\"severity \(rule.severity.rawValue)\">\(fact)</span>" : "<span>\(Self.escaped(fact))</span>"
        }
        let deprecated = page.rule.deprecated.map { "<p class=\"deprecated\">Deprecated: \(Self.escaped($0))</p>" } ?? ""
        return """
            <article id="\(RuleBook.anchor(page))">
            <h3><a href="#\(RuleBook.anchor(page))">\(Self.escaped(rule.title))</a></h3>
            <p class="facts"><code>\(Self.escaped(rule.reference.path))</code>\(badges.joined())</p>
            \(deprecated)\(section(.finds, "<p>\(Self.escaped(page.finds))</p><p class=\"kind\">\(Self.escaped(page.kindSummary)):</p><dl>\(facts)</dl>"))
            \(section(.why, "<p>\(Self.escaped(rule.why))</p>"))
            \(section(.instead, "<p class=\"instead\">\(Self.escaped(rule.fix))</p>"))
            <div class="pair">
            \(section(.found, examples(page.found)))
            \(section(.notFound, examples(page.notFound)))
            </div>
            \(section(.applies, "<ul>\(page.applies.map { "<li>\(Self.escaped($0))</li>" }.joined())</ul>"))
            \(page.phrases.isEmpty ? "" : section(.phrases, page.phrases.map(phrases).joined()))
            </article>

            """
    }

    private func section(_ heading: PageText.Heading, _ content: String) -> String {
        "<section><h4>\(heading.rawValue)</h4>\(content)</section>"
    }

    private func examples(_ examples: [Example]) -> String {
        let all = examples.map(Self.conversation)
        let rest = all.dropFirst(Self.examples)
        let folded = rest.isEmpty ? "" : "<details><summary>\(rest.count) more</summary>\(rest.joined())</details>"
        return all.prefix(Self.examples).joined() + folded
    }

    private static func conversation(_ example: Example) -> String {
        let messages = example.transcript.messages.map { message in
            let text = PageText.parts(of: message, in: example).map { $0.isMarked ? "<mark>\(escaped($0.text))</mark>" : escaped($0.text) }
            return "<p class=\"\(message.role.rawValue)\"><b>\(PageText.speaker(message))</b> \(text.joined())</p>"
        }
        return "<div class=\"conversation\">\(messages.joined())</div>"
    }

    private func phrases(_ group: RulePage.PhraseGroup) -> String {
        let items = group.entries.map { entry in
            let weight = group.isWeighted ? "<i title=\"weight\">\(RuleWords.number(entry.weight))</i>" : ""
            return "<li><code>\(Self.escaped(entry.phrase))</code>\(weight)</li>"
        }
        let unless = group.unless.map { "<li><code>\(Self.escaped($0))</code></li>" }.joined()
        let count = group.entries.count
        return """
            <details><summary>\(Self.escaped(group.name)) <small>\(count) phrase\(count == 1 ? "" : "s")</small></summary>\
            <ul class="phrases">\(items.joined())</ul>\
            \(unless.isEmpty ? "" : "<p class=\"kind\">but not</p><ul class=\"phrases\">\(unless)</ul>")</details>
            """
    }

    /// A text in which nothing is mark-up, and nothing hides.
    private static func escaped(_ text: String) -> String {
        TerminalText.escaped(text).reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
    }
}
