import Diagnostics
import Transcripts

/// Writes records as lines of JSON, with their members in a fixed order; `rules/schema/findings.schema.json` describes them.
///
/// A member whose value is not known is `null`. Only `seq`, `time` and `replayed` are left out where they do not apply.
public struct RecordEncoder: Sendable {
    /// What becomes of personal data in the words of messages.
    public var quotes: QuoteMasking

    public init(quotes: QuoteMasking = .masked) { self.quotes = quotes }

    /// One line, with the newline at its end.
    ///
    /// - Parameters:
    ///   - seq: The record's number in the log; nil outside it.
    ///   - time: Milliseconds since 1970 at which the record was made; nil leaves the time out, so that output is the same each time.
    public func line(_ record: LogRecord, seq: UInt64? = nil, time: Int64? = nil) -> [UInt8] {
        var json = JSONWriter(capacity: Self.usualSize)
        var places: [Int] = []
        write(record, seq: seq, time: time.map { RecordTime.text(milliseconds: $0) }, places: &places, to: &json)
        return json.bytes
    }

    /// Records for the log.
    public func encoded(_ records: [LogRecord]) -> EncodedRecords {
        var json = JSONWriter(capacity: records.count * Self.usualSize)
        var places: [Int] = []
        for record in records { write(record, places: &places, to: &json) }
        return EncodedRecords(bytes: json.bytes, places: places)
    }

    /// The records of one transcript: those of its findings in their order, then that of its verdict.
    public func encoded(_ transcript: Transcript, from provenance: Provenance, result: LintResult) -> EncodedRecords {
        let summary = TranscriptSummary(transcript, from: provenance)
        var json = JSONWriter(capacity: (result.findings.count + 1) * Self.usualSize)
        var places: [Int] = []
        for finding in result.findings { writeLine("finding", places: &places, to: &json) { write(finding, of: summary, to: &$0) } }
        writeLine("transcript", places: &places, to: &json) { write(result.verdict, of: summary, to: &$0) }
        return EncodedRecords(bytes: json.bytes, places: places)
    }

    /// In bytes; a longer line takes the time to make room for it, no more.
    private static let usualSize = 1024

    private func write(
        _ record: LogRecord, seq: UInt64? = nil, time: String? = nil, places: inout [Int], to json: inout JSONWriter
    ) {
        writeLine(record.type, seq: seq, time: time, places: &places, to: &json) { json in
            switch record {
            case .finding(let record): write(record.finding, of: record.transcript, to: &json)
            case .transcript(let record): write(record.verdict, of: record.transcript, to: &json)
            case .rejected(let rejected): write(rejected, to: &json)
            case .rules(let rules): write(rules, to: &json)
            case .log(let header): write(header, to: &json)
            }
        }
    }

    /// - Parameter places: Gets the place of the line's `seq` and `time`.
    private func writeLine(
        _ type: String, seq: UInt64? = nil, time: String? = nil, places: inout [Int], to json: inout JSONWriter,
        _ members: (inout JSONWriter) -> Void
    ) {
        json.beginObject()
        json.member("type", type)
        json.member("schema", LogRecord.schema)
        places.append(json.bytes.count)
        if let seq { json.member("seq", seq) }
        if let time { json.member("time", time) }
        members(&json)
        json.endObject()
        json.endLine()
    }

    /// A line that `line` wrote, without its newline, marked as one that may stand in another file as well; with its newline.
    static func replayed(_ line: some Sequence<UInt8>) -> [UInt8] {
        let mark = Array(#","replayed":true}"#.utf8)
        var bytes = Array(line)
        if !bytes.suffix(mark.count).elementsEqual(mark) {
            bytes.removeLast(min(1, bytes.count))
            bytes += mark
        }
        return bytes + [UInt8(ascii: "\n")]
    }

    private func write(_ header: LogHeader, to json: inout JSONWriter) {
        json.member("id", header.id.description)
        json.member("previous", header.previous?.description)
        json.member("version", header.version)
    }
}

extension LogRecord {
    /// The value of the member `type`.
    public var type: String {
        switch self {
        case .finding: "finding"
        case .transcript: "transcript"
        case .rejected: "rejected"
        case .rules: "rules"
        case .log: "log"
        }
    }
}

extension JSONWriter {
    mutating func member(_ name: StaticString, _ number: UInt64) {
        key(name)
        value(number)
    }

    mutating func member(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { value(number) } else { null() }
    }
}
