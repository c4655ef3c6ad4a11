extension JSONValue {
    /// A truth value that may be written as `true`, `"true"`, `1` or `"1"`; nil for what is none.
    var flag: Bool? {
        switch text?.lowercased() {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }
}
