import Transcripts

/// What the owner of an export knows and the file does not say.
public struct FormatSettings: Sendable, Hashable {
    /// The channel of conversations whose export names none.
    public var channel: Channel?
    /// The clock that wrote times without a zone.
    public var timeZone: LocalTimeZone
    /// As it was written, for people to look at; nil where nothing was.
    public var timeZoneName: String?
    /// The team's agents: names, addresses, ids, and whole domains as `@example.com`.
    public var agents: AgentList
    /// Words for roles that go before those that are known, such as `berater` for an agent.
    public var roleWords: [String: Role] {
        didSet { foldedRoleWords = Self.folded(roleWords) }
    }

    /// How exports of one's own are laid out; they are recognised before any other.
    public var mapping: ExportMapping?

    /// The same words in the form of `Word.folded`.
    private var foldedRoleWords: [String: Role]

    public init(
        channel: Channel? = nil, timeZone: LocalTimeZone = .utc, agents: [String] = [], roleWords: [String: Role] = [:]
    ) {
        self.channel = channel
        self.timeZone = timeZone
        self.agents = AgentList(agents)
        self.roleWords = roleWords
        foldedRoleWords = Self.folded(roleWords)
    }

    /// The role that a word of an export stands for, such as `end-user`; nil for one that nobody knows.
    func role(ofWord word: String) -> Role? {
        foldedRoleWords.isEmpty ? RoleWords.role(of: word) : foldedRoleWords[Word.folded(word)] ?? RoleWords.role(of: word)
    }

    /// The role that a speaker's name, address or id tells; nil where it tells none.
    func role(ofName name: String) -> Role? {
        if agents.contains(name) { return .agent }
        guard !foldedRoleWords.isEmpty else { return RoleWords.role(inName: name) }
        let words = Word.folded(name).split(separator: "_").map { String($0) }
        return foldedRoleWords[Word.folded(name)] ?? words.lazy.compactMap { foldedRoleWords[$0] }.first ?? RoleWords.role(inName: name)
    }

    /// What is set, each under its key, for people to look at.
    public var description: [(key: String, value: String)] {
        let roles = roleWords.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }.joined(separator: ", ")
        return [
            channel.map { ("channel", $0.rawValue) }, agents.isEmpty ? nil : ("agents", agents.entries.joined(separator: ", ")),
            roleWords.isEmpty ? nil : ("roles", roles), timeZoneName.map { ("time_zone", $0) }, mapping.map { ("mapping", $0.name) },
        ].compactMap { $0 }
    }

    private static func folded(_ words: [String: Role]) -> [String: Role] {
        Dictionary(words.map { (Word.folded($0.key), $0.value) }) { first, _ in first }
    }
}
