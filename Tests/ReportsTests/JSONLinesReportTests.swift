import Diagnostics
import Findings
import TestSupport
import Testing

@testable import Reports

@Suite struct JSONLinesReportTests {
    @Test func writesTheRecordsOfTheLogWithoutNumberAndTime() throws {
        let report = JSONLinesReport()
        let rejected = RejectedRecord(
            file: "broken.json", part: 3,
            diagnostic: Diagnostic(code: "truncated", "the file ends within a transcript", help: "export it again"))
        let bytes = report.transcript(try Samples.fedUp()) + report.rejected(rejected) + report.end(Totals())
        try expectGolden("reports/finding.jsonl", String(decoding: bytes, as: UTF8.self))
    }

    @Test func everyFormatHasAReport() {
        for format in ReportFormat.allCases {
            let report = format.report(ReportSettings())
            #expect(report.transcript(Samples.linted(.init(id: "1", messages: []), [], score: nil)).isEmpty == (format == .text))
        }
    }
}
