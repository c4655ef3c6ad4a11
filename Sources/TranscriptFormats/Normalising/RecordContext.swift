import Transcripts

/// What a format may know about the record that it reads, beside the record.
struct RecordContext {
    /// The id of a conversation that has none of its own: the file's name, with a number where the file holds several.
    var fallbackID: String
    var settings: FormatSettings
    var limits: ReadLimits
    /// People whom files beside this one name.
    var people = People()
    /// Where drops are taken down; nil where nobody asks.
    var drops: DropLog?

    /// A file's name without folders and without its last extension.
    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last.map { String($0) } ?? file
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name.isEmpty ? "transcript" : name }
        return String(name[..<dot])
    }
}
