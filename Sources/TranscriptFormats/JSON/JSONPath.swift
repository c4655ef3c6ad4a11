/// Where a value stands in another: the key of a member, or a JSON pointer (RFC 6901) such as `/user/name`.
struct JSONPath: Sendable, Hashable {
    private let keys: [String]

    /// - Parameter text: A pointer where it begins with a slash, else a key.
    init(_ text: String) {
        guard text.first == "/" else {
            keys = [text]
            return
        }
        keys = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { Self.unescaped($0) }
    }

    /// The only key; nil for a pointer that goes deeper.
    var onlyKey: String? { keys.count == 1 ? keys[0] : nil }

    /// As a JSON pointer.
    var pointer: String { keys.map { "/\(Self.escaped($0))" }.joined() }

    /// The value that stands there; missing where there is none.
    func value(in root: JSONValue) -> JSONValue {
        var value = root
        for key in keys { value = value.isArray ? Int(key).map { value.element($0) } ?? value.element(-1) : value.member(key) }
        return value
    }

    private static func unescaped(_ part: Substring) -> String {
        var text = ""
        var isEscaped = false
        for character in part {
            if isEscaped { text.append(character == "1" ? "/" : character == "0" ? "~" : character) }
            if !isEscaped, character != "~" { text.append(character) }
            isEscaped = !isEscaped && character == "~"
        }
        return text
    }

    private static func escaped(_ key: String) -> String {
        var text = ""
        for character in key { text += character == "~" ? "~0" : character == "/" ? "~1" : String(character) }
        return text
    }
}
