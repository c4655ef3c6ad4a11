import Diagnostics

/// A file after its layout was recognised: it hands out the items, a few at a time.
protocol ExportBody {
    /// The name of the format; nil while nothing has shown it.
    var format: String? { get }

    /// How the file is laid out, such as “an array”; nil while nothing has shown it.
    var layout: String? { get }

    /// The next items; nil at the end.
    mutating func next() throws -> [ExportItem]?
}

/// What is thrown where a file as a whole cannot be read.
enum FileError {
    static func empty(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "empty-file", "the file is empty", at: Place(file: file), help: "export it again, and see that the export ends well"))
    }

    static func withoutBodies(_ format: any TranscriptFormat, file: String, help: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "no-message-bodies", "recognised as \(format.title), but it holds no message bodies: there is nothing to lint",
                at: Place(file: file), help: help))
    }

    /// - Parameter found: What the file holds instead, as half a sentence.
    static func unknownFormat(file: String, found: String, tried formats: [any TranscriptFormat]) -> DiagnosticsError {
        let help =
            SideFiles.isAboutPeople(file)
            ? "a file about people says who wrote the conversations beside it: put them into one zip archive"
            : "looked for \(formats.map(\.name).joined(separator: ", ")); tact formats tells how each is recognised. Export in one of these, or "
                + "describe the file in a mapping"
        return DiagnosticsError(
            Diagnostic(code: "unknown-format", "no known format fits: \(found)", at: Place(file: file), help: help))
    }

    static func outOfMemory(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(
                code: "out-of-memory", "no memory to read a record", at: Place(file: file),
                help: "lower limits.record in tactd.json, or give the program more memory"))
    }

    static func recordTooLarge(limit: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            code: "record-too-large", "a record of more than \(limit) bytes", at: place,
            help: "look at what makes it so large, or raise limits.record in tactd.json")
    }
}
