import Diagnostics
import Transcripts

extension FormatSettings {
    /// Reads what is known of the exports of one source, over what is known of all: `{"channel", "agents", "roles", "time_zone", "mapping"}`.
    ///
    /// What is wrong with it goes to the cursor's collector.
    ///
    /// - Parameter zoneFile: The file that the system's time-zone database has for a place such as `Europe/Berlin`; nil where there is none.
    public mutating func read(_ cursor: JSONCursor, zoneFile: (_ place: String) -> [UInt8]?) {
        guard var reader = cursor.object else { return }
        if let channel = reader.optional("channel")?.word(Channel.self) { self.channel = channel }
        if let agents = reader.optional("agents")?.strings { self.agents = AgentList(agents) }
        if let roles = reader.optional("roles")?.object { readRoles(roles) }
        if let zone = reader.optional("time_zone") { readTimeZone(zone, zoneFile: zoneFile) }
        if let mapping = reader.optional("mapping") { self.mapping = ExportMapping(mapping) ?? self.mapping }
        reader.finish()
    }

    private mutating func readRoles(_ reader: ObjectReader) {
        var reader = reader
        var words: [String: Role] = [:]
        for (word, _, value) in reader.all() { words[word] = value.word(Role.self) }
        roleWords = words
    }

    private mutating func readTimeZone(_ cursor: JSONCursor, zoneFile: (String) -> [UInt8]?) {
        guard let text = cursor.string else { return }
        guard let zone = LocalTimeZone(named: text, zoneFile: zoneFile) else {
            return cursor.report("bad-time-zone", "“\(text)” is no time zone that is known here", help: LocalTimeZone.help)
        }
        timeZone = zone
        timeZoneName = text
    }
}

extension LocalTimeZone {
    /// Where Debian's package tzdata has the clocks of places.
    public static let databaseFolder = "/usr/share/zoneinfo"

    /// What may be written for a clock.
    public static let help = "write a place such as Europe/Berlin (the package tzdata has them), or an offset such as +01:00 or UTC"

    /// The clock that a text names: an offset, or a place of the time-zone database.
    public init?(named text: String, zoneFile: (_ place: String) -> [UInt8]?) {
        if let zone = LocalTimeZone(offset: text) {
            self = zone
            return
        }
        guard Self.isPlaceName(text), let bytes = zoneFile(text) else { return nil }
        self.init(zoneFile: bytes)
    }
}
