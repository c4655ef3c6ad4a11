import Diagnostics

/// Why the daemon ends before it is asked to, or before it is ready.
public struct DaemonExit: Error, Sendable {
    public let code: ExitCode
    /// What was wrong, for whoever started it.
    public let diagnostics: [Diagnostic]

    public init(_ code: ExitCode, _ diagnostics: [Diagnostic]) {
        self.code = code
        self.diagnostics = diagnostics
    }

    public init(_ code: ExitCode, _ name: String, _ message: String, help: String? = nil) {
        self.init(code, [Diagnostic(code: name, message, help: help)])
    }
}

extension Diagnostic {
    /// The diagnostic in one line, for a log of lines.
    public var line: String {
        let place = place.map { place in [place.file] + [place.line, place.column].compactMap { $0.map { String($0) } } } ?? []
        return (place.isEmpty ? "" : place.joined(separator: ":") + ": ") + "\(message) [\(code)]" + (help.map { "; \($0)" } ?? "")
    }
}
