/// One thing that is wrong with an input, as data: what, where, and what to do.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable, Hashable { case error, warning, note }

    public var severity: Severity
    /// A kebab-case name that stays the same over releases, such as `unknown-key`.
    public var code: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where; nil where it concerns no place in particular.
    public var place: Place?
    /// What to do about it.
    public var help: String?

    public init(_ severity: Severity = .error, code: String, _ message: String, at place: Place? = nil, help: String? = nil) {
        self.severity = severity
        self.code = code
        self.message = message
        self.place = place
        self.help = help
    }
}

/// A place in an input.
public struct Place: Sendable, Hashable {
    /// The file as the user named it; for one in an archive, behind the archive's name and a slash.
    public var file: String
    /// From 1; nil where the input has no lines, as in a binary file.
    public var line: Int?
    /// From 1, in characters.
    public var column: Int?
    /// The byte offsets [from, to) in the file.
    public var bytes: Range<Int>?
    /// The JSON pointer (RFC 6901) of the value.
    public var pointer: String?
    /// The text of the line, cut around the place where it is long, for the caret to point into.
    public var excerpt: Excerpt?

    /// A line as it is shown, and what of it to underline.
    public struct Excerpt: Sendable, Hashable {
        public var text: String
        /// In characters of `text`.
        public var underline: Range<Int>

        public init(text: String, underline: Range<Int>) {
            self.text = text
            self.underline = underline
        }
    }

    public init(
        file: String, line: Int? = nil, column: Int? = nil, bytes: Range<Int>? = nil, pointer: String? = nil, excerpt: Excerpt? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.bytes = bytes
        self.pointer = pointer
        self.excerpt = excerpt
    }

    /// The file that the place is in, where `file` is one of an archive, as `export.zip/tickets/1.json`; nil where it is the archive itself.
    public func entry(ofArchive archive: String) -> String? {
        file.hasPrefix(archive + "/") ? String(file.dropFirst(archive.count + 1)) : nil
    }
}

/// Diagnostics thrown together; never empty, and at least one is an error.
public struct DiagnosticsError: Error, Sendable {
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    public init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}
