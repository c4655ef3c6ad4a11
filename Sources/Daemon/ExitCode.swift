/// How tactd ends, as the service manager sees it. The numbers above 63 are those of `sysexits.h`.
public enum ExitCode: Int32, Sendable, Hashable {
    /// Stopped when it was asked to, or everything is done (`--once`).
    case success = 0
    /// Could not run: usage, configuration, rules, or a spool that cannot be used. A restart will not help; the messages say what will.
    case unusable = 2
    /// A write or a sync failed, or the machine had too little of something. Nothing after it is believed; the next start proves what is on
    /// disk.
    case inputOutput = 74
    /// Another tactd has the same state folder.
    case alreadyRunning = 75
}
