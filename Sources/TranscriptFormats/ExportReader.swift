import Diagnostics
import Transcripts

/// Reads the transcripts of one export, one after the other, in bounded memory.
///
/// The format is recognised by the content alone. A part that cannot be read is handed out as `.rejected`, in its place among the transcripts;
/// what makes the whole file unreadable is thrown: an unknown format, no message bodies, a first record that is cut off.
public struct ExportReader {
    /// The name of the recognised format; nil before the first `next()`, and for an export with nothing in it.
    public private(set) var format: String?

    /// - Parameters:
    ///   - name: The file's name, for ids where the file has none, and for messages.
    public init(
        _ source: any ByteSource, name: String, limits: ReadLimits = ReadLimits(), settings: FormatSettings = FormatSettings()
    ) {
        self.name = name
    }

    private let name: String

    /// The next transcript, or the next part that could not be read; nil at the end.
    ///
    /// - Throws: `DiagnosticsError` where the file as a whole cannot be read; what the source throws. Do not go on after it.
    public mutating func next() throws -> ExportItem? {
        throw DiagnosticsError(Diagnostic(code: "unknown-format", "no known format fits", at: Place(file: name)))
    }
}
