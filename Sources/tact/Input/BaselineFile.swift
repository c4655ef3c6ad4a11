import Diagnostics
import Linting
import SystemCalls

/// The file of a baseline.
enum BaselineFile {
    /// - Throws: `DiagnosticsError` with what is wrong with it.
    static func read(_ path: String) throws -> Baseline {
        let bytes: [UInt8]
        do throws(SystemCallError) { bytes = try NamedFile.contents(of: path) } catch {
            throw DiagnosticsError(
                Diagnostic(code: "unreadable-file", "\(error)", help: "check the path, or write it: tact baseline write -o \(path) …"))
        }
        return try Baseline(reading: SourceText(file: path, bytes: bytes))
    }

    /// `baseline.json: 12 known findings left out; 3 entries no longer occur: run tact baseline prune`
    static func summary(of ledger: BaselineLedger, file: String) -> String {
        let gone = ledger.goneCount
        let verb = gone == 1 ? "occurs" : "occur"
        let stale = gone == 0 ? "" : "; \(gone.counted("entry", "entries")) no longer \(verb): run tact baseline prune"
        return TerminalText.escaped("\(file): \(ledger.known.counted("known finding")) left out\(stale)") + "\n"
    }
}
