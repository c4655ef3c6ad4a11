/// Diagnostics for programs: one JSON object a line, or one array of them.
///
/// The members are always there and in this order: `severity`, `code`, `message`, `file`, `line`, `column` (both from 1), `bytes`
/// (`[from, to)`), `pointer` and `help`; what is not known is `null`.
public enum DiagnosticJSON {
    /// One line for each diagnostic, in their order.
    public static func lines(_ diagnostics: [Diagnostic]) -> [UInt8] {
        var json = JSONWriter()
        for diagnostic in diagnostics {
            write(diagnostic, to: &json)
            json.endLine()
        }
        return json.bytes
    }

    /// One document: an array with a line for each diagnostic, in their order; `[]` where there is none.
    public static func array(_ diagnostics: [Diagnostic]) -> [UInt8] {
        let objects = diagnostics.map { diagnostic -> String in
            var json = JSONWriter()
            write(diagnostic, to: &json)
            return String(decoding: json.bytes, as: UTF8.self)
        }
        return Array((objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n").utf8)
    }

    private static func write(_ diagnostic: Diagnostic, to json: inout JSONWriter) {
        let place = diagnostic.place
        json.beginObject()
        json.member("severity", diagnostic.severity.rawValue)
        json.member("code", diagnostic.code)
        json.member("message", diagnostic.message)
        json.member("file", place?.file)
        write("line", place?.line, to: &json)
        write("column", place?.column, to: &json)
        json.key("bytes")
        if let bytes = place?.bytes {
            json.beginArray()
            json.value(bytes.lowerBound)
            json.value(bytes.upperBound)
            json.endArray()
        } else {
            json.null()
        }
        json.member("pointer", place?.pointer)
        json.member("help", diagnostic.help)
        json.endObject()
    }

    private static func write(_ name: StaticString, _ number: Int?, to json: inout JSONWriter) {
        json.key(name)
        if let number { json.value(number) } else { json.null() }
    }
}
