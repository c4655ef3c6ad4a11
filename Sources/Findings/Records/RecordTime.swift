import Transcripts

/// The `time` of records.
enum RecordTime {
    /// RFC 3339 in UTC with milliseconds.
    static func text(milliseconds: Int64) -> String {
        let fraction = (milliseconds % 1000 + 1000) % 1000
        let (whole, overflow) = milliseconds.subtractingReportingOverflow(fraction)
        let seconds = Timestamp.text(seconds: overflow ? milliseconds / 1000 : whole / 1000)
        let digits = String(fraction)
        return "\(seconds.dropLast()).\(String(repeating: "0", count: 3 - digits.count))\(digits)Z"
    }
}
