import Transcripts

/// What a format may know about the record that it reads, beside the record.
struct RecordContext {
    /// The id of a conversation that has none of its own: the file's name, with a number where the file holds several.
    var fallbackID: String
    var settings: FormatSettings
    var limits: ReadLimits
    /// The folder of an archive in which the file stands, such as a channel's; nil outside of one.
    var folder: String?
    /// People whom files beside this one name.
    var people = People()
    /// Where drops are taken down; nil where nobody asks.
    var drops: DropLog?

    /// The same for one of several records of a file.
    func numbered(_ number: Int) -> RecordContext {
        var context = self
        context.fallbackID += "-\(number)"
        return context
    }

    /// A file's name without folders and without its last extension; that of a packed file without both.
    static func stem(of file: String) -> String {
        let name = file.split(separator: "/").last.map { String($0) } ?? file
        return trimmed(name.lowercased().hasSuffix(".gz") ? trimmed(name) : name)
    }

    private static func trimmed(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name.isEmpty ? "transcript" : name }
        return String(name[..<dot])
    }
}
