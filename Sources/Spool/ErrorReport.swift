import Diagnostics

/// The content of `failed/NAME.error.json`: what was wrong with a file, where, and what to do.
public enum ErrorReport {
    /// How many mistakes a report lists at most.
    public static let limit = 20

    /// One JSON object, ending in a line break.
    ///
    /// - Parameters:
    ///   - time: When the file was refused, as RFC 3339.
    ///   - count: How many mistakes there were in all.
    public static func make(of entry: SpoolEntry, time: String, errors: [Diagnostic], count: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("schema", 1)
        writer.member("file", entry.name.text)
        writer.member("source", entry.source.name?.text)
        writer.member("time", time)
        writer.member("errors_in_all", count)
        writer.key("errors")
        writer.beginArray()
        for error in errors.prefix(limit) { write(error, to: &writer) }
        writer.endArray()
        writer.member("what_next", "correct the file, then move it from failed into incoming again; this report can be deleted")
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }

    private static func write(_ error: Diagnostic, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", error.code)
        writer.member("message", error.message)
        writer.member("help", error.help)
        if let place = error.place {
            if let line = place.line { writer.member("line", line) }
            if let column = place.column { writer.member("column", column) }
            if let bytes = place.bytes { writer.member("byte", bytes.lowerBound) }
            if let pointer = place.pointer { writer.member("pointer", pointer) }
        }
        writer.endObject()
    }
}
