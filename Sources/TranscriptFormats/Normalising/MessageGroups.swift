/// The messages of a list that belong to one conversation, in order, each with its JSON pointer.
struct MessageGroup {
    /// nil where the messages do not say to which conversation they belong.
    var id: String?
    var messages: [(value: JSONValue, pointer: String)] = []
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
        var groups: [MessageGroup] = []
        var indices: [String?: Int] = [:]
        for (index, element) in elements.enumerated() {
            let place = "\(pointer)/\(index)"
            try element.checkObject(expected, at: place)
            let id = id(element)
            let group = indices[id] ?? groups.count
            if group == groups.count {
                indices[id] = group
                groups.append(MessageGroup(id: id))
            }
            groups[group].messages.append((element, place))
        }
        return groups.isEmpty ? [MessageGroup()] : groups
    }
}
