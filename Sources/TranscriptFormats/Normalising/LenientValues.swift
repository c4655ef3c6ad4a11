extension JSONValue {
    /// A bool, as exports write it: also as 0 and 1, and as a word; nil for anything else.
    var flag: Bool? {
        if kind == .bool { return bool }
        return switch text?.lowercased() {
        case "true", "1", "yes", "y": true
        case "false", "0", "no", "n": false
        default: nil
        }
    }

    /// A number, as exports write it: also as digits in a string.
    var decimal: Double? { number ?? string.flatMap { Double($0) } }

    /// The first of some members that is a name and not empty, as `name` has it.
    func firstName(_ keys: StaticString...) -> String? {
        for key in keys {
            if let name = self[key].name { return name }
        }
        return nil
    }
}
