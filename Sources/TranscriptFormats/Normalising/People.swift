import Transcripts

/// The people whom an export names, or a file beside it such as `users.json`, by their ids.
struct People: Sendable {
    struct Person: Sendable, Hashable {
        var name: String?
        var role: Role?
    }

    private var persons: [String: Person] = [:]

    var isEmpty: Bool { persons.isEmpty }

    subscript(id: String) -> Person? { persons[id] }

    /// Adds what is known of a person; what was known before stays.
    mutating func add(_ id: String, name: String?, role: Role? = nil) {
        let known = persons[id]
        persons[id] = Person(name: known?.name ?? name, role: known?.role ?? role)
    }

    /// The name of a person, else the id.
    func name(of id: String) -> String { persons[id]?.name ?? id }

    func role(of id: String) -> Role? { persons[id]?.role }
}
