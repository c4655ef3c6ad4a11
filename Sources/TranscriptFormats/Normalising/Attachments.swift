/// What stands for a message that has attachments and no words.
enum Attachments {
    /// `[attachment: name]` for each element of a list of attachments, one a line; empty where there is none.
    static func text(of list: JSONValue) -> String {
        list.elements.map { "[attachment: \($0.first("file_name", "filename", "name").name ?? "unnamed")]" }.joined(separator: "\n")
    }
}
