import Diagnostics

extension RecordEncoder {
    func write(_ record: RejectedRecord, to json: inout JSONWriter) {
        let diagnostic = record.diagnostic
        json.member("source", record.source)
        json.member("file", record.file)
        json.key("place")
        json.beginObject()
        if let entry = diagnostic.place?.entry(ofArchive: record.file) { json.member("entry", entry) }
        json.member("part", record.part)
        writeLine(of: diagnostic.place, to: &json)
        json.endObject()
        json.member("code", diagnostic.code)
        json.member("message", quotes.message(diagnostic.message, quoting: []))
        json.member("help", diagnostic.help.map { quotes.message($0, quoting: []) })
    }

    func write(_ record: RulesRecord, to json: inout JSONWriter) {
        let errors = record.diagnostics.filter { $0.severity == .error }
        json.member("packs", record.packs)
        json.member("status", record.status.rawValue)
        json.key("errors")
        json.beginArray()
        for error in errors.prefix(5) {
            json.beginObject()
            json.member("code", error.code)
            json.member("message", error.message)
            json.member("file", error.place?.file)
            writeLine(of: error.place, to: &json)
            json.member("help", error.help)
            json.endObject()
        }
        json.endArray()
        json.member("error_count", errors.count)
    }

    private func writeLine(of place: Place?, to json: inout JSONWriter) {
        json.member("line", place?.line)
        json.member("column", place?.column)
        json.member("pointer", place?.pointer)
    }
}
