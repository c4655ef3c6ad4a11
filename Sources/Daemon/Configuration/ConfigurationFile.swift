import Diagnostics
import TranscriptFormats

/// Reads `tactd.json`: strict JSON, every mistake with its place.
struct ConfigurationFile {
    /// Where each setting that the file has stands, by key.
    private(set) var lines: [String: Int] = [:]

    /// Puts what the file says into a configuration; its mistakes are in the collector.
    ///
    /// - Parameter zoneFile: The file that the system's time-zone database has for a place; nil where there is none.
    mutating func read(
        _ source: SourceText, into configuration: inout Configuration, collector: DiagnosticCollector,
        zoneFile: (_ place: String) -> [UInt8]?
    ) {
        do throws(DiagnosticsError) {
            guard var reader = JSONCursor(try JSONParser.parse(source), collector: collector).object else { return }
            read(Setting.all.filter { !$0.key.contains(".") }, of: &reader, into: &configuration)
            if var limits = reader.optional("limits")?.object {
                read(Setting.all.filter { $0.key.hasPrefix("limits.") }, of: &limits, into: &configuration)
                limits.finish()
            }
            // What is known of all exports first: each source goes over it.
            if let exports = reader.optional("exports") { configuration.exports.read(exports, zoneFile: zoneFile) }
            if let sources = reader.optional("sources") { readSources(sources, into: &configuration, zoneFile: zoneFile) }
            reader.finish()
        } catch {
            error.diagnostics.forEach(collector.add)
        }
    }

    private mutating func read(_ settings: [Setting], of reader: inout ObjectReader, into configuration: inout Configuration) {
        for setting in settings {
            let name = setting.key.split(separator: ".").last.map { String($0) } ?? setting.key
            guard let cursor = reader.optional(name) else { continue }
            lines[setting.key] = cursor.collector.source.place(of: cursor.node.bytes).line
            guard let texts = Self.texts(cursor, of: setting), setting.apply(texts, &configuration) else {
                cursor.report("bad-setting", "“\(setting.key)” must be \(setting.form)", help: setting.help)
                continue
            }
        }
    }

    /// The texts of a string, a number, true or false, or an array of strings; nil for anything else.
    private static func texts(_ cursor: JSONCursor, of setting: Setting) -> [String]? {
        switch cursor.node.content {
        case .string(let text): return [text]
        case .bool(let flag): return [String(flag)]
        case .number(let number): return Int(exactly: number).map { [String($0)] }
        case .array(let nodes) where setting.takesSeveral:
            let texts = nodes.compactMap { node in
                if case .string(let text) = node.content { text } else { nil }
            }
            return texts.count == nodes.count ? texts : nil
        default: return nil
        }
    }

    private func readSources(
        _ cursor: JSONCursor, into configuration: inout Configuration, zoneFile: (_ place: String) -> [UInt8]?
    ) {
        guard var sources = cursor.object else { return }
        for (name, _, value) in sources.all() {
            var settings = configuration.exports
            settings.read(value, zoneFile: zoneFile)
            configuration.sources[name] = settings
        }
    }
}
