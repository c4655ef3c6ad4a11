/// Where a transcript came from.
public struct Provenance: Sendable, Hashable {
    /// The sub-folder of the spool that the file was dropped into; nil for the spool itself and on the command line.
    public var source: String?
    /// The file's name, with bytes that are no UTF-8 replaced.
    public var file: String
    /// The name of the export format, such as `zendesk`.
    public var format: String

    public init(source: String? = nil, file: String, format: String) {
        self.source = source
        self.file = file
        self.format = format
    }
}
