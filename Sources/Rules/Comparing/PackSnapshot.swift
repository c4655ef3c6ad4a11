import Diagnostics

/// What some packs say, entry by entry, with all that is taken over put in: what can be compared with another version of them.
struct PackSnapshot {
    struct Entry {
        let name: String
        let aliases: [String]
        let members: [JSONNode.Member]
        /// The lists that its phrases name.
        let lists: Set<String>

        /// The value of a key.
        func value(_ key: String) -> JSONNode? { members.first { $0.name == key }?.value }
    }

    struct Snapshot {
        let pack: Pack
        let head: [JSONNode.Member]
        let rules: [Entry]
        let lists: [Entry]
    }

    /// By the order in which the packs apply.
    let packs: [Snapshot]

    /// - Parameter documents: Packs that load without errors.
    init(_ documents: [PackDocument]) {
        let order = PackOrder(documents)
        let rules = EntryResolver(order, "rule") { $0.rules }
        let lists = EntryResolver(order, "list") { $0.lists }
        packs = order.documents.enumerated().compactMap { index, document in
            document.pack.map { pack in
                Snapshot(
                    pack: pack, head: document.headMembers, rules: Self.entries(of: index, in: rules), lists: Self.entries(of: index, in: lists))
            }
        }
    }

    private static func entries(of pack: Int, in resolver: EntryResolver) -> [Entry] {
        resolver.entries.filter { $0.pack == pack }.map { entry in
            Entry(
                name: entry.name, aliases: entry.aliases, members: members(entry.value.node),
                lists: Set(strings(in: entry.value.node).flatMap { ListDefinition.lists(in: $0) }))
        }
    }

    /// A list that is an array says the same as an object with these phrases.
    private static func members(_ node: JSONNode) -> [JSONNode.Member] {
        if case .object(let members) = node.content { return members.filter { $0.name != "extends" } }
        return [JSONNode.Member(name: "phrases", nameBytes: node.bytes, value: node)]
    }

    /// All strings in a value that may be phrases.
    private static func strings(in node: JSONNode) -> [String] {
        switch node.content {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap { strings(in: $0) }
        case .object(let members):
            members.flatMap { member in KeyMeaning.isText(member.name) ? [] : strings(in: member.value) }
        case .number, .bool, .null: []
        }
    }
}
