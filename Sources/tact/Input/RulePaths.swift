import Daemon
import SystemCalls

/// The packs that are in force when none are named.
enum RulePaths {
    /// The packs that `TACT_RULES` names, separated by colons; else those that came with this program, then those of `/etc/tact/rules.d`.
    static var inForce: [String] {
        if let named = Terminal.variable("TACT_RULES"), !named.isEmpty { return named.split(separator: ":").map { String($0) } }
        return Configuration().rulePaths { (try? LinuxFileSystem().status(path: $0)) != nil }
    }
}
