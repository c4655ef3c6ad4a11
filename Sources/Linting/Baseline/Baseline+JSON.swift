import Diagnostics

/// The file of a baseline: one entry a line and in order, so that version control shows what changed.
///
///     {
///       "format": 1,
///       "findings": [
///         {"rule":"core-en/no-brush-off","transcript":"5f2e…","finding":"09a1…","count":1}
///       ]
///     }
extension Baseline {
    /// The version of the file's format.
    static let format = 1
    /// Reading ends after so many mistakes: a file that is something else altogether has one in every line.
    private static let mostMistakes = 20

    /// The file's content.
    public var bytes: [UInt8] {
        let lines = counts.sorted { $0.key < $1.key }.map { fingerprint, count in
            var json = JSONWriter()
            json.beginObject()
            json.member("rule", fingerprint.rule)
            json.member("transcript", fingerprint.transcript)
            json.member("finding", fingerprint.finding)
            json.member("count", count)
            json.endObject()
            return "    " + String(decoding: json.bytes, as: UTF8.self)
        }
        let list = lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
        return Array("{\n  \"format\": \(Self.format),\n  \"findings\": \(list)\n}\n".utf8)
    }

    /// Reads a file strictly.
    ///
    /// - Throws: `DiagnosticsError` with what is wrong with it.
    public init(reading source: SourceText) throws(DiagnosticsError) {
        let collector = DiagnosticCollector(source)
        var counts: [Fingerprint: Int] = [:]
        if var object = JSONCursor(try JSONParser.parse(source), collector: collector).object {
            let isKnown = Self.checkFormat(object.required("format"))
            for entry in object.required("findings")?.elements ?? [] where isKnown && collector.diagnostics.count < Self.mostMistakes {
                guard let (fingerprint, count) = Self.entry(entry) else { continue }
                if counts.updateValue(count, forKey: fingerprint) != nil {
                    entry.report("duplicate-entry", "this finding is there twice", help: "remove one of the two, or write the file anew")
                }
            }
            object.finish()
        }
        if collector.hasErrors { throw DiagnosticsError(collector.diagnostics) }
        self.init(counts)
    }

    private static func checkFormat(_ cursor: JSONCursor?) -> Bool {
        guard let cursor, let format = cursor.integer(in: 1...1_000_000) else { return false }
        if format == Self.format { return true }
        cursor.report("unknown-format", "baselines of format \(format) are not known here", help: "this tact reads format \(Self.format)")
        return false
    }

    private static func entry(_ cursor: JSONCursor) -> (Fingerprint, Int)? {
        guard var object = cursor.object else { return nil }
        let rule = object.required("rule")?.string
        let transcript = hash(object.required("transcript"))
        let finding = hash(object.required("finding"))
        let count = object.required("count")?.integer(in: 1...1_000_000)
        object.finish()
        guard let rule, let transcript, let finding, let count else { return nil }
        return (Fingerprint(rule: rule, transcript: transcript, finding: finding), count)
    }

    private static func hash(_ cursor: JSONCursor?) -> String? {
        guard let cursor, let text = cursor.string else { return nil }
        if text.utf8.count == 32, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) { return text }
        cursor.report("bad-fingerprint", "“\(text)” is no fingerprint", help: "baselines are written by tact: run tact baseline write")
        return nil
    }
}
