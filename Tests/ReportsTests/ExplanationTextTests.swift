import Diagnostics
import Findings
import Linting
import Rules
import TestSupport
import Testing
import Transcripts

@testable import Reports

@Suite struct ExplanationTextTests {
    private static let pack = #"""
        { "format": 1, "pack": { "name": "test", "version": "1.0.0", "languages": ["en"] }, "rules": {
          "brush-off": {
            "kind": "forbid", "category": "c", "behaviour": "concern", "severity": "error", "rev": 1, "title": "Brushed off",
            "message": "“{match}” brushes off.", "why": "W", "fix": "F", "by": "agent", "phrases": ["calm down", "<number>"],
            "unless": ["calm down too"], "examples": { "bad": [["A: [[calm down]]"]], "good": [["A: ok"]] } } } }
        """#

    private func request(_ texts: [String], author: String? = nil, rule: Bool = false, message: Int? = nil) throws -> ExplanationRequest {
        let rules = try #require(RuleSet.load([SourceText(file: "test.json", text: Self.pack)]).ruleSet)
        let messages = texts.enumerated().map { Message(index: $0, role: $0 % 2 == 0 ? .agent : .customer, author: author, text: $1) }
        let explanation = Linter(rules).explain(Transcript(id: "t\u{1B}[31m", language: "en", messages: messages))
        return ExplanationRequest(
            explanation, provenance: Provenance(file: "a.jsonl", format: "tact"), rules: rule ? [rules.rules[0].reference] : nil,
            message: message)
    }

    @Test func `colours on a terminal, and none elsewhere`() throws {
        let request = try request(["Calm down, please.", "Why?", "You calm down too."], message: 0)
        let settings = ReportSettings(style: TerminalStyle(hasColour: true))
        try expectGolden("reports/why-colour.txt", ExplanationText(settings).render(request))
        #expect(!ExplanationText().render(request).contains("\u{1B}"))
    }

    @Test(arguments: [40, 60, 100])
    func `lines keep to the width`(_ width: Int) throws {
        let long = String(repeating: "please calm down and wait a little ", count: 20)
        let request = try request([long, "Why?", long], author: "Dana", message: 0)
        let text = ExplanationText(ReportSettings(width: width)).render(request)
        // As in reports, the headline alone may be longer.
        for line in text.split(separator: "\n").dropFirst() { #expect(TerminalText(line).width <= width, "\(line)") }
    }

    @Test func `what is hostile cannot steer a terminal`() throws {
        let text = "calm\u{1B}[2J down \u{202E}evil\u{7} calm down\r\n\u{9B}31m\ttab"
        let request = try request([text, text], author: "\u{1B}]0;x\u{7}", message: 0)
        let shown = ExplanationText().render(request)
        #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnsafeInOutput })
        let json = String(decoding: ExplanationJSON().line(request), as: UTF8.self)
        #expect(json.dropLast().unicodeScalars.allSatisfy { !$0.isUnsafeInOutput })
        #expect(json.hasSuffix("}\n"))
    }

    @Test(arguments: ["Mail jo@example.com or call +49 171 2345678, calm down", "0171 2345678"])
    func `personal data is masked wherever words are shown`(_ text: String) throws {
        let request = try request([text, text], author: "jo@example.com", message: 0)
        let masked = ExplanationText().render(request) + String(decoding: ExplanationJSON().line(request), as: UTF8.self)
        #expect(!masked.contains("jo@example.com") && !masked.contains("2345678"))
        let none =
            ExplanationText(ReportSettings(quotes: .none)).render(request)
            + String(decoding: ExplanationJSON(quotes: .none).line(request), as: UTF8.self)
        #expect(!none.contains("“calm down”") && !none.contains("2345678") && !none.contains("Mail"))
        let full = ExplanationText(ReportSettings(quotes: .full)).render(request)
        #expect(full.contains("2345678"))
    }

    @Test func `a long conversation is shown in part, and a long story is cut`() throws {
        var texts = [String](repeating: "Fine.", count: 300)
        for index in stride(from: 100, to: 160, by: 4) { texts[index] = "Calm down." }
        let text = ExplanationText().render(try request(texts))
        #expect(text.contains("| … 100 messages\n"))
        #expect(text.contains("  … and 7 more\n"))
        #expect(text.split(separator: "\n").count < 90)
        let rule = ExplanationText().render(try request(texts, rule: true))
        #expect(!rule.contains("  … and"))
    }

    @Test func `an empty message and an empty transcript`() throws {
        #expect(ExplanationText().render(try request([""], message: 0)).contains("words      none"))
        #expect(ExplanationText().render(try request([])).contains("1 rule had nothing to look at: test/brush-off"))
    }
}
