import Transcripts

/// On which side the speakers of one conversation are, where its export does not say it of each.
struct Speakers {
    private var roles: [String: Role] = [:]
    /// Those of whom nothing is known, in the order in which they come up, and more who became known later.
    private var unsure: [String] = []
    private var seen: Set<String> = []

    /// How many speakers an error names.
    private static let namedLimit = 20

    /// Everybody who speaks.
    var names: Set<String> { seen }

    /// The roles of speakers of whom the export has the names alone, as far as the names and the settings tell, and by the other side where
    /// they tell only one.
    ///
    /// - Parameters:
    ///   - names: In the order in which they come up, as often as they do.
    ///   - known: What is known of some of them beforehand.
    /// - Throws: Where nothing tells any side.
    static func roles(
        of names: [String], known: [String: Role] = [:], settings: FormatSettings
    ) throws(RecordError) -> [String: Role] {
        var speakers = Speakers()
        for name in names where !speakers.seen.contains(name) { speakers.add(name, role: known[name] ?? settings.role(ofName: name)) }
        return try speakers.resolved()
    }

    /// Takes down that somebody speaks.
    ///
    /// - Parameter role: What is known of the speaker; what was known before stays.
    mutating func add(_ speaker: String, role: Role?) {
        if let role, roles[speaker] == nil { roles[speaker] = role }
        if seen.insert(speaker).inserted, role == nil { unsure.append(speaker) }
    }

    /// The role of each speaker: where only one side is known, the others are the other side.
    ///
    /// - Parameters:
    ///   - opener: Which side the first speaker is on where neither side is known; nil where nothing tells.
    ///   - loner: Which side a speaker is on who is the only one, and unknown; nil where nothing tells.
    ///   - pointer: Where the record has the conversation, for errors.
    /// - Throws: Where nothing tells who is on which side.
    func resolved(
        opener: Role? = nil, loner: Role? = nil, at pointer: @autoclosure () -> String = ""
    ) throws(RecordError) -> [String: Role] {
        var roles = roles
        let unknown = unsure.filter { roles[$0] == nil }
        guard let first = unknown.first else { return roles }
        if !roles.values.contains(.agent), !roles.values.contains(.customer) {
            guard let opener = opener ?? (unknown.count == 1 ? loner : nil) else { throw Self.unknown(unknown, at: pointer()) }
            roles[first] = opener
        }
        let other: Role = roles.values.contains(.customer) && !roles.values.contains(.agent) ? .agent : .customer
        for speaker in unknown where roles[speaker] == nil { roles[speaker] = other }
        return roles
    }

    private static func unknown(_ speakers: [String], at pointer: String) -> RecordError {
        let names = speakers.prefix(namedLimit).map { "“\($0.prefix(80))”" }.joined(separator: ", ")
        return RecordError(
            "unknown-speakers", "nothing says who of \(names) is the agent", at: pointer,
            help: "name the agents with --agent or in the settings, or write a role into the names, such as “Agent Mia”")
    }
}
