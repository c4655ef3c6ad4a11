import ArgumentParser
import Diagnostics
import SystemCalls
import TranscriptFormats
import Transcripts

/// The options that say what the files themselves do not.
struct ExportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who is an agent, where the export does not say: a name, address, id, or @domain; may be repeated.", valueName: "agent"))
    var agent: [String] = []

    @Option(
        help: ArgumentHelp("The clock of times without a zone, such as Europe/Berlin or +01:00; without it, UTC.", valueName: "zone"))
    var timeZone: String?

    @Option(help: ArgumentHelp("The channel of conversations whose export names none.", valueName: "channel"))
    var channel: Channel?

    @Option(
        help: ArgumentHelp(
            "What is known of the exports, as JSON: channel, agents, roles, time_zone, mapping.",
            discussion: "The file holds what “exports” of tactd.json holds. The options above go over it.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var exportSettings: String?

    /// - Throws: `DiagnosticsError` with all that is wrong with the file.
    func settings() throws -> FormatSettings {
        var settings = FormatSettings()
        if let exportSettings { try Self.read(exportSettings, into: &settings) }
        if !agent.isEmpty { settings.agents = AgentList(agent) }
        if let channel { settings.channel = channel }
        if let timeZone {
            guard let zone = LocalTimeZone(named: timeZone, zoneFile: Self.zoneFile) else {
                throw ValidationError("--time-zone: \(LocalTimeZone.help).")
            }
            settings.timeZone = zone
        }
        return settings
    }

    private static func read(_ path: String, into settings: inout FormatSettings) throws {
        let bytes: [UInt8]
        do throws(SystemCallError) { bytes = try NamedFile.contents(of: path) } catch {
            throw DiagnosticsError(Diagnostic(code: "unreadable-file", "\(error)", help: "check the path and its permissions"))
        }
        let collector = DiagnosticCollector(SourceText(file: path, bytes: bytes))
        settings.read(JSONCursor(try JSONParser.parse(collector.source), collector: collector), zoneFile: zoneFile)
        guard !collector.hasErrors else { throw DiagnosticsError(collector.diagnostics) }
    }

    private static func zoneFile(_ place: String) -> [UInt8]? {
        try? NamedFile.contents(of: "\(LocalTimeZone.databaseFolder)/\(place)")
    }
}

extension Channel: ExpressibleByArgument {}
