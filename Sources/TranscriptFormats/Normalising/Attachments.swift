/// What stands for a message that has attachments and no words.
enum Attachments {
    /// The names in a list of attachments, nil for one without a name.
    static func names(in list: JSONValue) -> [String?] {
        list.elements.map { $0.firstName("file_name", "filename", "fileName", "content_file_name", "name", "title") }
    }

    /// `[attachment: name]` for each, one a line; empty where there is none.
    static func text(of names: [String?]) -> String {
        names.map { "[attachment: \($0 ?? "unnamed")]" }.joined(separator: "\n")
    }
}
