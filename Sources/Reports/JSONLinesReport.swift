import Findings

/// The records of the findings log, one a line, without `seq` and `time`: the same input gives the same bytes.
public struct JSONLinesReport: Report {
    private let encoder: RecordEncoder

    public init(quotes: QuoteMasking = .masked) { encoder = RecordEncoder(quotes: quotes) }

    public func transcript(_ linted: LintedTranscript) -> [UInt8] {
        encoder.encoded(linted.transcript, from: linted.provenance, result: linted.result).bytes
    }

    public func rejected(_ record: RejectedRecord) -> [UInt8] { encoder.line(.rejected(record)) }

    public func end(_ totals: Totals) -> [UInt8] { [] }
}
