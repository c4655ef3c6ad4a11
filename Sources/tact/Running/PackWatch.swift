import Diagnostics
import Glibc
import Rules
import SystemCalls

/// Does something at once, and again whenever packs change on disk, until a signal ends the process (Ctrl-C: shells call that 130).
struct PackWatch {
    private let paths: [String]

    /// The time between two looks at the files.
    private static let interval = Duration.milliseconds(250)
    private static let clearScreen = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

    /// - Parameter paths: Packs and folders of packs; none, those in force.
    init(_ paths: [String]) { self.paths = paths.isEmpty ? RulePaths.inForce : paths }

    /// - Parameter work: What to do; mistakes in packs are shown, and the next change is waited for.
    /// - Throws: What else keeps it from going on, such as a full disk behind standard output.
    func run(_ work: () throws -> Bool) throws -> Never {
        while true {
            // Looked at before they are read: what changes meanwhile is a change.
            let known = PackFiles.stamps(paths)
            if Terminal.isTerminal(.output) { try StandardStreams.write(Array(Self.clearScreen.utf8)) }
            do { _ = try work() } catch let error as DiagnosticsError { StandardStreams.report(error.diagnostics) }
            StandardStreams.writeError("\(Self.clockTime): waiting for a pack to change; Ctrl-C ends\n")
            Self.waitForChange(since: known) { PackFiles.stamps(paths) }
        }
    }

    /// Returns when two looks in a row have seen the same change: an editor may be in the midst of saving.
    private static func waitForChange(since known: [FileStamp], look: () -> [FileStamp]) {
        let pause = WakeUp()
        var seen = known
        while true {
            pause.wait(upTo: interval)
            let current = look()
            if current != known, current == seen { return }
            seen = current
        }
    }

    /// The local time of day, such as `14:03:27`.
    private static var clockTime: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
