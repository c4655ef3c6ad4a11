import Transcripts

/// The people whom an export names, or a file beside it such as `users.json`, by their ids.
struct People: Sendable {
    struct Person: Sendable, Hashable {
        var name: String?
        var role: Role?
    }

    private var persons: [String: Person] = [:]
    /// Those of the files beside this one: asked where this file says nothing, and never copied, as they may be very many.
    private let others: [String: Person]

    init() { others = [:] }

    /// People of one record, who go before those that are known already.
    init(over others: People) { self.others = others.persons }

    var isEmpty: Bool { persons.isEmpty && others.isEmpty }

    subscript(id: String) -> Person? {
        guard let person = persons[id], let other = others[id] else { return persons[id] ?? others[id] }
        return Person(name: person.name ?? other.name, role: person.role ?? other.role)
    }

    /// Adds what is known of a person; what was known before stays.
    mutating func add(_ id: String, name: String?, role: Role? = nil) {
        let known = persons[id]
        persons[id] = Person(name: known?.name ?? name, role: known?.role ?? role)
    }

    /// The roles of those whom the record itself names, by their names.
    var roles: [String: Role] {
        let named = persons.values.compactMap { person in person.name.flatMap { name in person.role.map { (name, $0) } } }
        return Dictionary(named) { first, _ in first }
    }

    /// The name of a person, else the id.
    func name(of id: String) -> String { self[id]?.name ?? id }

    func role(of id: String) -> Role? { self[id]?.role }
}
