import ArgumentParser
import Daemon
import Diagnostics
import Findings
import Reports
import SystemCalls

/// `tact tail`
struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Show a findings log as it grows, for people.",
        discussion: """
            Follows the log over rotations until it is stopped (Ctrl-C).

            EXAMPLES
              tact tail                              What tactd finds from now on
              tact tail --all --stop findings.jsonl  What it has found, and no more
            """)

    @Argument(help: "The findings log.", completion: .file(extensions: ["jsonl"]))
    var file = Configuration().findings.text

    @Flag(help: "Begin with the first record of the file, not with the next that is written.")
    var all = false

    @Flag(help: "Stop at the end of the log.")
    var stop = false

    func run() throws {
        var text = RecordText(style: Terminal.style(of: .output), width: Terminal.width)
        do {
            var tail = try LogTail(path: file, from: all ? .beginning : .end)
            let pause = WakeUp()
            while true {
                let lines = try tail.next()
                for line in lines {
                    let shown = text.render(line.bytes)
                    try StandardStreams.write(Array(shown.utf8))
                }
                if !lines.isEmpty { continue }
                if stop { return }
                pause.wait(upTo: .milliseconds(200))
            }
        } catch let error as LogError {
            throw DiagnosticsError(
                Diagnostic(code: "unreadable-log", "\(error)", at: Place(file: file), help: "name the findings log that tactd writes"))
        }
    }
}
