import ArgumentParser
import RuleAuthoring

/// `tact rules docs`
struct RulesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Write a page of all rules, for those who lead and those who write.",
        discussion: """
            By behaviour, each rule under the same headings: what it finds, why it matters, what to write instead, examples, when it applies, \
            and the phrases that it looks for. HTML is one file that needs nothing else.

            EXAMPLES
              tact rules docs --format html > rules.html
              tact rules docs team.json > team.md
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case markdown, html }

    @Argument(
        help: ArgumentHelp("Packs, and folders of packs; without any, those in force.", valueName: "path"),
        completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @Option(help: "How to write the page.")
    var format = Format.markdown

    func run() throws {
        let book = RuleBook(try RulesOption.load(paths: paths))
        let text =
            switch format {
            case .markdown: RuleBookMarkdown(book).text
            case .html: RuleBookHTML(book).text
            }
        try StandardStreams.write(Array(text.utf8))
    }
}
