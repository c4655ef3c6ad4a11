/// The agents of a team, for exports that do not say who is one.
public struct AgentList: Sendable, Hashable {
    /// As they were written, for people to look at.
    public let entries: [String]
    /// Names, addresses and ids in small letters.
    private var names: Set<String> = []
    /// Domains in small letters, without the `@`.
    private var domains: Set<String> = []

    /// - Parameter entries: Names, addresses, ids, and `@example.com` for every address of a domain and of those below it.
    public init(_ entries: [String] = []) {
        self.entries = entries
        for entry in entries {
            let entry = entry.trimmedSpaces.lowercased()
            if entry.first == "@" { domains.insert(String(entry.dropFirst())) } else if !entry.isEmpty { names.insert(entry) }
        }
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// Whether any of what is known of a person is an agent's, compared without regard to case.
    func contains(_ identities: String?...) -> Bool {
        !isEmpty && identities.contains { $0.map { contains(one: $0.trimmedSpaces.lowercased()) } ?? false }
    }

    private func contains(one identity: String) -> Bool {
        if names.contains(identity) { return true }
        guard !domains.isEmpty, let at = identity.lastIndex(of: "@") else { return false }
        var domain = identity[identity.index(after: at)...]
        while !domain.isEmpty {
            if domains.contains(String(domain)) { return true }
            guard let dot = domain.firstIndex(of: ".") else { return false }
            domain = domain[domain.index(after: dot)...]
        }
        return false
    }
}
