import Diagnostics

/// How many bytes may still be unpacked from a file, over all that it holds: a few kilobytes can spell terabytes.
final class UnpackBudget {
    private let limit: Int
    private let file: String
    private var used = 0

    init(limit: Int, file: String) {
        self.limit = limit
        self.file = file
    }

    func spend(_ count: Int) throws {
        used += count
        guard used <= limit else {
            throw DiagnosticsError(
                Diagnostic(
                    code: "file-too-large", "more than \(limit) bytes come out of the archive", at: Place(file: file),
                    help: "split it, or raise limits.unpacked in tactd.json"))
        }
    }
}
