import ArgumentParser
import Daemon
import Diagnostics
import SystemCalls

// The words of customers pass through its memory.
ProcessEnvironment.forbidDumps()

// Swift reads the command line in /proc. Without it flags would be passed over, and “--check” would start the daemon.
if CommandLine.arguments.isEmpty {
    StandardStream.error.write("tactd: error: the command line cannot be read: /proc is not mounted\n")
    ProcessEnvironment.exit(Daemon.ExitCode.unusable.rawValue)
}

// The exit codes are tactd's own: 2 for what cannot run, where the argument parser would say 64.
do {
    let command = try Tactd.parse()
    ProcessEnvironment.exit(Program(command).run().rawValue)
} catch {
    let isHelp = Tactd.exitCode(for: error).isSuccess
    (isHelp ? StandardStream.output : .error).write(Tactd.fullMessage(for: error) + "\n")
    ProcessEnvironment.exit((isHelp ? Daemon.ExitCode.success : .unusable).rawValue)
}
