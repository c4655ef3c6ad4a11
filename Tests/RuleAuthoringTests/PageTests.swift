import Diagnostics
import Foundation
import RuleAuthoring
import Rules
import TestSupport
import Testing

@Suite struct PageTests {
    private let rules: RuleSet
    private var pages: [RulePage] { rules.rules.map { RulePage($0, in: rules) } }

    init() throws {
        let text = try Repository.text("Tests/Fixtures/packs/pages.json")
        let loaded = RuleSet.load([SourceText(file: "pages.json", text: text)])
        rules = try #require(loaded.ruleSet, "\(loaded.diagnostics)")
    }

    @Test func `pages for a terminal`() throws {
        let texts = pages.map { RulePageText($0, style: .plain, width: 100).text }
        try expectGolden("rules/pages.txt", texts.joined(separator: "\n"))
    }

    @Test func `pages for programs`() throws {
        let lines = String(decoding: RulePageJSON.lines(pages), as: UTF8.self)
        try expectGolden("rules/pages.jsonl", lines)
        for line in lines.split(separator: "\n") {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        }
    }

    @Test func `lists`() throws {
        try expectGolden("rules/list.txt", RuleTable(pages).text)
        try expectGolden("rules/list.jsonl", String(decoding: RuleTable(pages).json, as: UTF8.self))
    }

    @Test func `the book as Markdown`() throws { try expectGolden("rules/book.md", RuleBookMarkdown(RuleBook(rules)).text) }

    @Test func `the book as HTML needs nothing else, and nothing in it is mark-up of an author`() throws {
        let html = RuleBookHTML(RuleBook(rules)).text
        try expectGolden("rules/book.html", html)
        #expect(!html.contains("<script") && !html.contains("<b>at") && !html.contains("\u{202E}"))
        #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("url(") && !html.contains("@import"))
        for page in pages { #expect(html.contains("<article id=\"pages-\(page.rule.reference.name)\">")) }
    }

    @Test func `every rule has its page under its behaviour, and every phrase of its lists is there`() throws {
        let book = RuleBook(rules)
        #expect(book.chapters.map(\.behaviour.rawValue) == ["listen", "acknowledge", "concern", "patience"])
        #expect(book.chapters.flatMap(\.pages).count == rules.rules.count)
        let answered = try #require(pages.first { $0.rule.reference.name == "answered" })
        #expect(answered.phrases.map(\.name) == ["response", "cancel", "unless", "@anger", "@sorry", "@regret"])
        #expect(answered.phrases[3].unless == ["not angry"])
        #expect(answered.phrases[3].isWeighted && !answered.phrases[4].isWeighted)
    }
}
