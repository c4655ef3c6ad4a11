import Diagnostics
import Findings
import TestSupport
import Testing

@testable import Reports

@Suite struct RecordTextTests {
    private func render(_ records: [LogRecord], _ text: RecordText = RecordText()) -> String {
        let encoder = RecordEncoder()
        var text = text
        return records.enumerated().map { text.render(encoder.line($1, seq: UInt64($0), time: 1_767_607_353_000)) }.joined()
    }

    private func records() throws -> [LogRecord] {
        var linted = try Samples.fedUp()
        linted.result.findings.append(linted.result.findings[0])
        linted.result.findings[1].at.quote = "Please\nhold."
        var unknown = Samples.linted(.init(id: "u\u{1B}", messages: []), [], score: nil)
        unknown.result.verdict.unsupportedLanguage = true
        let clean = Samples.linted(.init(id: "c", agent: "Sam", messages: []), [], score: 100)
        var unsegmented = Samples.linted(.init(id: "j", messages: []), [], score: 100)
        unsegmented.result.verdict.unsegmentedMessages = 2
        let diagnostic = Diagnostic(
            code: "truncated", "the file ends within a transcript", at: Place(file: "x", line: 3), help: "export it again")
        return [
            .rules(RulesRecord(packs: ["core-en@1.0.0"], status: .loaded)),
        ] + [linted, unknown, clean, unsegmented].flatMap { LogRecord.records(of: $0.transcript, from: $0.provenance, result: $0.result) } + [
            .rejected(RejectedRecord(file: "broken\u{202E}.json", part: 3, diagnostic: diagnostic)),
            .rules(RulesRecord(packs: ["core-en@1.0.0"], status: .refused, diagnostics: [diagnostic])),
        ]
    }

    @Test func showsEachKindOfRecord() throws {
        try expectGolden("reports/records.txt", render(try records()))
        try expectGolden("reports/records-narrow.txt", render(try records(), RecordText(width: 40)))
    }

    @Test(arguments: [
        "", "{}", "null", "[]", "{\"type\":\"finding\"}", "{\"type\":\"rejected\"}",
        "{\"type\":\"transcript\",\"score\":\"x\",\"findings\":[]}",
        "{\"type\":\"rules\",\"status\":\"refused\",\"errors\":[null,{}]}", "{\"type\":\"log\"}", "{\"type\":7}", "\u{1B}[2J no record",
        "{\"type\":\"finding\",\"time\":\"\u{1F600}23456789012345678901\",\"at\":{\"quote\":\"x\"},\"trigger\":3}",
    ])
    func survivesAnyLine(_ line: String) {
        var record = RecordText()
        let text = record.render(Array(line.utf8))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(text.isEmpty || text.hasSuffix("\n"))
    }
}
