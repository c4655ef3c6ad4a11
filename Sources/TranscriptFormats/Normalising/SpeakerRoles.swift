import Transcripts

/// The roles of speakers of whom an export has the names alone.
struct SpeakerRoles {
    private var roles: [String: Role] = [:]

    /// How many names an error lists.
    private static let listedNames = 20

    /// Names, and the settings, tell roles; where they tell only one side, the others are the other side.
    ///
    /// - Parameter names: In the order in which they come up, as often as they do.
    /// - Throws: Where nothing tells any side.
    init(of names: [String], settings: FormatSettings) throws(RecordError) {
        for name in names where roles[name] == nil { roles[name] = settings.role(ofName: name) }
        let hasAgent = roles.values.contains(.agent)
        let hasCustomer = roles.values.contains(.customer)
        var unknown: [String] = []
        for name in names where roles[name] == nil && unknown.count < Self.listedNames && !unknown.contains(name) { unknown.append(name) }
        guard hasAgent || hasCustomer || unknown.isEmpty else {
            let list = unknown.map { "“\($0)”" }.joined(separator: ", ")
            throw RecordError(
                "unknown-speakers", "nothing says who of \(list) is the agent",
                help: "name the agents in the settings, or write a role into the names, such as “Agent Mia”")
        }
        let other: Role = hasCustomer && !hasAgent ? .agent : .customer
        for name in names where roles[name] == nil { roles[name] = other }
    }

    /// - Parameter name: One of the names; anybody else is a customer.
    subscript(name: String) -> Role { roles[name] ?? .customer }
}
