extension JSONNode {
    /// The value as JSON on one line, numbers as they would be written, members in their order.
    public var compactText: String {
        var json = JSONWriter()
        write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func write(to json: inout JSONWriter) {
        switch content {
        case .object(let members):
            json.beginObject()
            for member in members {
                json.key(named: member.name)
                member.value.write(to: &json)
            }
            json.endObject()
        case .array(let elements):
            json.beginArray()
            for element in elements { element.write(to: &json) }
            json.endArray()
        case .string(let text): json.value(text)
        case .number(let number): json.value(number)
        case .bool(let flag): json.value(flag)
        case .null: json.null()
        }
    }
}
