/// Messages of several conversations that come mixed, put together by the ids of their conversations.
struct MessageGroups {
    typealias Item = (value: JSONValue, pointer: String)

    /// The conversations in the order in which they come up, each with its messages.
    private(set) var groups: [(id: String?, items: [Item])] = []
    private var indices: [String?: Int] = [:]

    /// Adds a message to its conversation.
    ///
    /// - Parameter id: The conversation's; messages without one make one conversation.
    mutating func add(_ item: Item, to id: String?) {
        if let index = indices[id] { return groups[index].items.append(item) }
        indices[id] = groups.count
        groups.append((id, [item]))
    }
}

extension JSONValue {
    /// The messages of a file whose records make sense only together, each with its JSON pointer: of an array of messages, or of the pages
    /// of an API around them, whose messages are under a key.
    func messages(ofPagesWith key: StaticString) -> [MessageGroups.Item] {
        guard isArray else { return self[key].elements.enumerated().map { ($1, "/\(key)/\($0)") } }
        var messages: [MessageGroups.Item] = []
        for (index, record) in elements.enumerated() {
            guard record[key].isArray else {
                messages.append((record, "/\(index)"))
                continue
            }
            for (position, message) in record[key].elements.enumerated() { messages.append((message, "/\(index)/\(key)/\(position)")) }
        }
        return messages
    }
}
