import Foundation
import TestSupport
import Testing
import Transcripts

@testable import Findings

@Suite struct RecordEncoderTests {
    private func text(_ record: LogRecord, quotes: QuoteMasking = .masked, seq: UInt64? = 7, time: Int64? = 1_767_607_200_250) -> String {
        String(decoding: RecordEncoder(quotes: quotes).line(record, seq: seq, time: time), as: UTF8.self)
    }

    @Test func everyKindOfRecordIsWrittenAsAgreed() throws {
        for (name, record) in RecordSamples.all { try expectGolden("records/\(name).jsonl", text(record)) }
    }

    @Test(arguments: QuoteMasking.allCases)
    func quotesAreWrittenAsConfigured(_ quotes: QuoteMasking) throws {
        let record = try #require(RecordSamples.all.first).record
        try expectGolden("records/quotes-\(quotes.rawValue).jsonl", text(record, quotes: quotes, seq: nil, time: nil))
    }

    @Test func withoutNumberAndTimeTheOutputIsTheSameEachTime() throws {
        let record = try #require(RecordSamples.all.first).record
        let line = text(record, seq: nil, time: nil)
        #expect(line == text(record, seq: nil, time: nil))
        #expect(line.hasPrefix(#"{"type":"finding","schema":1,"id":"#))
    }

    /// Records that were encoded before they had numbers get the lines that those with numbers have.
    @Test func numbersAndTimeAreAddedToWhatIsEncoded() throws {
        let encoder = RecordEncoder()
        let records = RecordSamples.all.map(\.record)
        var parts = EncodedRecords()
        for half in [records[..<2], records[2...]] { parts.append(encoder.encoded(Array(half))) }
        #expect(parts == encoder.encoded(records))
        #expect(parts.count == records.count && !parts.isEmpty && EncodedRecords().isEmpty)
        #expect(parts.bytes == records.flatMap { encoder.line($0) })
        var lines = Array("before\n".utf8)
        var seq = UInt64.max - 100
        parts.write(to: &lines, after: &seq, time: 5)
        #expect(seq == UInt64.max - 100 + UInt64(records.count))
        let expected = records.enumerated().flatMap { encoder.line($1, seq: UInt64.max - 99 + UInt64($0), time: 5) }
        #expect(lines == Array("before\n".utf8) + expected)
    }

    @Test func theRecordsOfATranscriptAreItsFindingsAndItsVerdict() throws {
        let (transcript, provenance) = (RecordSamples.transcript, Provenance(file: "a.json", format: "tact"))
        let result = LintResult(findings: [RecordSamples.finding, RecordSamples.finding], verdict: Verdict(counts: [.error: 2]))
        let encoder = RecordEncoder()
        #expect(
            encoder.encoded(transcript, from: provenance, result: result)
                == encoder.encoded(LogRecord.records(of: transcript, from: provenance, result: result)))
    }

    @Test func hostileTextStaysOneLine() throws {
        var finding = RecordSamples.finding
        finding.at.quote = "a\nb\u{2028}\u{202E}\u{1B}[2J\u{0}\"\\"
        finding.message = finding.at.quote
        let summary = TranscriptSummary(RecordSamples.transcript, from: Provenance(file: "\n\u{85}", format: "x"))
        for quotes in QuoteMasking.allCases {
            let line = text(.finding(FindingRecord(transcript: summary, finding: finding)), quotes: quotes)
            #expect(line.unicodeScalars.filter { $0.isUnsafe } == ["\n"])
            #expect(line.hasSuffix("}\n"))
            _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (1_767_607_200_250, "2026-01-05T10:00:00.250Z"),
        (.max, "9999-12-31T23:59:59.807Z"), (.min, "0000-01-01T00:00:00.192Z"),
    ])
    func timesHaveMilliseconds(_ milliseconds: Int64, _ expected: String) {
        #expect(RecordTime.text(milliseconds: milliseconds) == expected)
    }

    @Test func headsAreReadWithoutTheRest() throws {
        for (name, record) in RecordSamples.all {
            let line = RecordEncoder().line(record, seq: 123_456, time: 0)
            let head = try #require(RecordHead(line), "\(name)")
            #expect(head.seq == 123_456 && head.type == record.type)
            if case .log(let header) = record {
                let head = try #require(LogHead(line))
                #expect(head.id == header.id && head.previous == header.previous)
            } else {
                #expect(LogHead(line) == nil)
            }
        }
        for bytes in [
            "", "{", #"{"type":"log"}"#, #"{"type":"log","schema":2,"seq":1}"#, #"{"type":"log","schema":1,"seq":99999999999999999999}"#,
        ] {
            #expect(RecordHead(Array(bytes.utf8)) == nil)
        }
    }

    @Test func aReplayedLineIsMarkedOnce() throws {
        let line = RecordEncoder().line(try #require(RecordSamples.all.first).record, seq: 1, time: 0).dropLast()
        let replayed = RecordEncoder.replayed(line)
        #expect(String(decoding: replayed, as: UTF8.self).hasSuffix(#"","replayed":true}"# + "\n"))
        #expect(RecordEncoder.replayed(replayed.dropLast()) == replayed)
    }

    @Test func idsAreReadAsWritten() throws {
        let id = try LogID.random()
        #expect(LogID(id.description) == id)
        #expect(id.description.utf8.count == 32)
        #expect(try LogID.random() != id)
        for text in ["", "00", String(repeating: "g", count: 32), String(repeating: "A", count: 32)] { #expect(LogID(text) == nil) }
        #expect(LogID([UInt8](0..<15)) == nil)
    }
}

extension Unicode.Scalar {
    fileprivate var isUnsafe: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || [0x2028, 0x2029].contains(value) || (0x202A...0x202E).contains(value)
    }
}
