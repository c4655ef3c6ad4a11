import CSystemCalls
import Glibc

/// What the program was started with.
public enum ProcessEnvironment {
    /// The environment's variables. Of a variable that is there twice, the first counts; what is no UTF-8 is replaced.
    ///
    /// Call it before the first thread is started: others may not change the environment meanwhile.
    public static func variables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let parts = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, variables[String(parts[0])] == nil { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    /// The path of the program's file, without links in it; nil where `/proc` is not mounted.
    public static var programPath: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// Gives memory that was freed back to the system, and code that is not in use, as after work that needed much for a while.
    public static func giveBackMemory() { tact_give_back_memory() }

    /// What is made from now on gets the permissions that are asked for, but none for others than its owner and group.
    public static func keepOthersOut() { umask(0o007) }

    /// Keeps what is in memory out of core files, and from other processes of the same user.
    public static func forbidDumps() { tact_forbid_dumps() }

    /// The process id.
    public static var processID: Int32 { getpid() }

    /// Ends the process at once with an exit code.
    public static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}
