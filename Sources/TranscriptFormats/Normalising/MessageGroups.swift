/// The messages of one conversation, in order.
struct MessageGroup {
    /// A message, or what else names a conversation, with its JSON pointer.
    typealias Item = (value: JSONValue, pointer: String)

    /// The conversation's; nil where the messages do not say to which they belong.
    var id: String?
    var items: [Item] = []
}

/// Messages of several conversations that come mixed, put together by the ids of their conversations.
struct MessageGroups {
    /// The conversations in the order in which they come up.
    private(set) var groups: [MessageGroup] = []
    private var indices: [String?: Int] = [:]

    /// Adds a message to its conversation.
    ///
    /// - Parameter id: The conversation's; messages without one make one conversation.
    mutating func add(_ item: MessageGroup.Item, to id: String?) {
        if let index = indices[id] { return groups[index].items.append(item) }
        indices[id] = groups.count
        groups.append(MessageGroup(id: id, items: [item]))
    }
}

extension [MessageGroup.Item] {
    /// The items by the conversation that they belong to, in the order in which the conversations come up.
    ///
    /// - Parameters:
    ///   - expected: What an item should be, such as “a message”.
    ///   - id: The id of the conversation of an item.
    /// - Throws: Where an item is no object.
    func groups(of expected: StaticString, by id: (JSONValue) -> String?) throws(RecordError) -> [MessageGroup] {
        var groups = MessageGroups()
        for item in self {
            try item.value.checkObject(expected, at: item.pointer)
            groups.add(item, to: id(item.value))
        }
        return groups.groups
    }
}

extension JSONValue {
    /// The elements of a list by the conversation that they belong to, in the order in which the conversations come up; one empty group
    /// where the list is empty.
    ///
    /// - Parameters:
    ///   - expected: What an element should be, such as “an article”.
    ///   - pointer: Where the list stands.
    ///   - id: The id of the conversation of an element.
    /// - Throws: Where an element is no object.
    func groups(
        of expected: StaticString, at pointer: String, by id: (JSONValue) -> String?
    ) throws(RecordError) -> [MessageGroup] {
        let items: [MessageGroup.Item] = elements.enumerated().map { ($1, "\(pointer)/\($0)") }
        let groups = try items.groups(of: expected, by: id)
        return groups.isEmpty ? [MessageGroup()] : groups
    }

    /// The messages of a file whose records make sense only together, each with its JSON pointer: of an array of messages, or of the pages
    /// of an API around them, whose messages are under one of some keys.
    func messages(ofPagesWith keys: StaticString...) -> [MessageGroup.Item] {
        guard isArray else { return messages(ofPage: keys, at: "") ?? [] }
        var messages: [MessageGroup.Item] = []
        for (index, record) in elements.enumerated() {
            messages += record.messages(ofPage: keys, at: "/\(index)") ?? [(record, "/\(index)")]
        }
        return messages
    }

    /// nil where the value is no page.
    private func messages(ofPage keys: [StaticString], at pointer: String) -> [MessageGroup.Item]? {
        guard let key = keys.first(where: { self[$0].isArray }) else { return nil }
        return self[key].elements.enumerated().map { ($1, "\(pointer)/\(key)/\($0)") }
    }
}
