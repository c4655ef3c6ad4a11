import Transcripts

/// What the owner of an export knows and the file does not say.
public struct FormatSettings: Sendable, Hashable {
    /// The channel of conversations whose export names none.
    public var channel: Channel?
    /// Seconds east of UTC of the clock that wrote times without a zone.
    public var timeZoneOffset: Int
    /// Names or addresses of the team's agents, compared without regard to case.
    public var agents: [String]

    public init(channel: Channel? = nil, timeZoneOffset: Int = 0, agents: [String] = []) {
        self.channel = channel
        self.timeZoneOffset = timeZoneOffset
        self.agents = agents
    }

    /// Whether a name or address is listed as an agent's.
    func namesAgent(_ name: String) -> Bool {
        !agents.isEmpty && agents.contains { $0.lowercased() == name.lowercased() }
    }
}
