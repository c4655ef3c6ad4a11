import Diagnostics

extension ExportMapping {
    /// Reads a mapping as the settings of a source have it; what is wrong with it goes to the cursor's collector.
    init?(_ cursor: JSONCursor) {
        guard var reader = cursor.object else { return nil }
        name = reader.optional("name")?.string ?? "mapping"
        conversations = reader.optional("conversations")?.string
        messages = reader.optional("messages")?.string
        textKind = reader.optional("text_is")?.word(TextKind.self) ?? .plain
        fields = [:]
        let given = reader.required("fields")
        reader.finish()
        guard var given = given?.object else { return nil }
        for field in Field.allCases { fields[field] = given.optional(field.rawValue).flatMap(Self.source) }
        given.finish()
        check(given.cursor)
    }

    /// `"/user/name"`, `["/user/name", "/user/email"]` or `{"value": "chat"}`.
    private static func source(_ cursor: JSONCursor) -> Source? {
        guard case .object = cursor.node.content else {
            guard let places = cursor.strings else { return nil }
            if places.isEmpty || places.contains("") {
                cursor.report("wrong-type", "a place is empty", help: "write a key, a column's name, or a pointer such as /user/name")
            }
            return .places(places)
        }
        guard var reader = cursor.object else { return nil }
        let value = reader.required("value")?.string
        reader.finish()
        return value.map { .constant($0) }
    }

    private func check(_ fields: JSONCursor) {
        if self.fields[.text] == nil {
            fields.report(
                "missing-key", "nothing says where the messages' text is", help: "add its key or column, such as \"text\": \"/body\"")
        }
        if self.fields[.role] == nil, self.fields[.author] == nil {
            fields.report(
                "missing-key", "nothing says who writes a message",
                help: "add \"role\" for what says customer or agent, or \"author\" for a name or address, and list the agents")
        }
    }
}
