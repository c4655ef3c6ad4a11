import ArgumentParser
import Diagnostics
import SystemCalls

/// The process: parses the command line, runs the command, and says on standard error why it could not.
@main
enum Program {
    static func main() {
        StandardStreams.endQuietlyWhenNobodyReads()
        do {
            var command = try Tact.parseAsRoot()
            try command.run()
        } catch {
            ProcessEnvironment.exit(report(error))
        }
    }

    /// Says what is to be said of an error.
    ///
    /// - Returns: The exit code: 2 for all that kept the command from doing its work.
    private static func report(_ error: any Error) -> Int32 {
        switch error {
        case let code as ExitCode:
            return code.rawValue
        case let error as DiagnosticsError:
            StandardStreams.report(error.diagnostics)
        case let error as SystemCallError:
            StandardStreams.report([Diagnostic(code: "system", "\(error)")])
        default:
            // Help and version come as errors, too: they are what was asked for.
            let message = Tact.fullMessage(for: error) + "\n"
            if Tact.exitCode(for: error).isSuccess {
                return show(message)
            }
            StandardStreams.writeError(message)
        }
        return 2
    }

    private static func show(_ message: String) -> Int32 {
        do throws(SystemCallError) {
            try StandardStreams.write(Array(message.utf8))
            return 0
        } catch {
            return report(error)
        }
    }
}
