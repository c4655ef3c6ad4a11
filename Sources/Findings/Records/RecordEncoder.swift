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
        var json = JSONWriter()
        json.beginObject()
        json.member("type", record.type)
        json.member("schema", LogRecord.schema)
        if let seq { json.member("seq", seq) }
        if let time { json.member("time", RecordTime.text(milliseconds: time)) }
        switch record {
        case .finding(let finding): write(finding, to: &json)
        case .transcript(let transcript): write(transcript, to: &json)
        case .rejected(let rejected): write(rejected, to: &json)
        case .rules(let rules): write(rules, to: &json)
        case .log(let header): write(header, to: &json)
        }
        json.endObject()
        json.endLine()
        return json.bytes
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
    mutating func member(_ name: String, _ number: UInt64) {
        key(name)
        value(number)
    }

    mutating func member(_ name: String, _ number: Int?) {
        key(name)
        if let number { value(number) } else { null() }
    }
}
