import Diagnostics

/// The content of `failed/NAME.error.json`: what was wrong with a file, where, and what to do.
public enum ErrorReport {
    /// How many mistakes a report lists at most.
    public static let limit = 20

    /// One JSON object, ending in a line break.
    ///
    /// - Parameters:
    ///   - time: When the file was refused, as RFC 3339.
    ///   - linted: How many conversations of the file were linted all the same.
    ///   - count: How many mistakes there were in all.
    public static func make(of entry: SpoolEntry, time: String, linted: Int = 0, errors: [Diagnostic], count: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("file", entry.name.text)
        writer.member("source", entry.source.name?.text)
        writer.member("time", time)
        writer.member("linted", linted)
        writer.member("errors_in_all", count)
        writer.key("errors")
        writer.beginArray()
        for error in errors.prefix(limit) { write(error, of: entry.name.text, to: &writer) }
        writer.endArray()
        writer.member("what_next", linted == 0 ? dropAgain : dropRest)
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }

    /// What every report of the same file begins with: all that stands before the time.
    static func head(of report: [UInt8]) -> ArraySlice<UInt8> {
        let time = Array(#","time":"#.utf8)
        return report[..<(report.indices.first { report[$0...].starts(with: time) } ?? report.endIndex)]
    }

    private static let dropAgain = "correct the file and move it into incoming again; this report can be deleted"
    private static let dropRest =
        "correct what could not be read and drop it as a new file, without the conversations that were linted; this report can be deleted"

    private static func write(_ error: Diagnostic, of file: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", error.code)
        writer.member("message", error.message)
        writer.member("help", error.help)
        if let place = error.place {
            if let entry = place.entry(ofArchive: file) { writer.member("entry", entry) }
            if let line = place.line { writer.member("line", line) }
            if let column = place.column { writer.member("column", column) }
            if let bytes = place.bytes { writer.member("byte", bytes.lowerBound) }
            if let pointer = place.pointer { writer.member("pointer", pointer) }
        }
        writer.endObject()
    }
}
