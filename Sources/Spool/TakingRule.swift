import Diagnostics
import SystemCalls

/// When a file of the spool is whole, and what is never read. Pure: the facts come in, the decision goes out.
public struct TakingRule: Sendable {
    /// How long a file must be unchanged where the kernel does not say who writes it, in nanoseconds.
    public var settle: Int64
    /// The size of the largest file that is read, in bytes.
    public var sizeLimit: Int64
    /// How long a file that somebody holds open is waited for while it does not change, in nanoseconds.
    public var patience: Int64 = 3_600_000_000_000
    /// How often a file that somebody holds open is looked at at least, in nanoseconds.
    private static let lookAgain: Int64 = 30_000_000_000

    public init(settle: Int64, sizeLimit: Int64) {
        self.settle = settle
        self.sizeLimit = sizeLimit
    }

    /// What to do with an entry by what it is, before it is opened.
    public enum FirstLook: Sendable, Hashable {
        /// Open it and ask who writes it.
        case open
        /// Look again when it has been unchanged for so many more nanoseconds.
        case wait(Int64)
        /// It is none of ours.
        case leave
        case refuse(Diagnostic)
    }

    /// - Parameter quiet: For how long it has been unchanged, in nanoseconds.
    public func firstLook(at entry: SpoolEntry, _ status: FileStatus, quiet: Int64) -> FirstLook {
        if NameRules.leavesAlone(entry.name) { return .leave }
        switch status.kind {
        case .folder: return .leave
        case .link, .fifo, .socket, .device: return .refuse(Self.notAFile(entry, status.kind))
        case .regular: break
        }
        guard status.links > 1 else { return .open }
        // An exporter that links a finished file into place removes the other name at once.
        return quiet < settle ? .wait(settle - quiet) : .refuse(Self.severalNames(entry, status.links))
    }

    /// What to do with an open regular file.
    public enum Decision: Sendable, Hashable {
        case take(Reason)
        /// Look again when it has been unchanged for so many more nanoseconds.
        case wait(Int64)
        case refuse(Diagnostic)
    }

    /// What says that a file is whole.
    public enum Reason: Sendable, Hashable {
        /// It was renamed into the folder.
        case movedIn
        /// Nobody has it open for writing.
        case closed
        /// Nobody changed it for this many nanoseconds; it may still be half.
        case quiet(Int64)
    }

    /// - Parameters:
    ///   - movedIn: Whether the file was just seen being renamed into the folder.
    ///   - quiet: For how long it has been unchanged, in nanoseconds.
    ///   - observed: How much of that we saw ourselves.
    public func decide(
        on entry: SpoolEntry, _ status: FileStatus, writers: WriterAnswer, movedIn: Bool, quiet: Int64, observed: Int64 = 0
    ) -> Decision {
        switch writers {
        case .somebody:
            // The clock on the wall alone would refuse a file that is being written as soon as it was set forward.
            if quiet >= patience && observed >= Self.lookAgain { return .refuse(Self.neverClosed(entry)) }
            // Closing it is an event; this is only for the event that never comes.
            return .wait(min(max(settle, quiet), Self.lookAgain))
        case .nobody where status.size == 0 && !movedIn && quiet < settle, .unknown where !movedIn && quiet < settle:
            return .wait(settle - quiet)
        case .nobody, .unknown:
            if status.size > sizeLimit { return .refuse(tooLarge(entry, status.size)) }
            return .take(movedIn ? .movedIn : writers == .nobody ? .closed : .quiet(quiet))
        }
    }

    // MARK: Refusals

    private static func notAFile(_ entry: SpoolEntry, _ kind: FileKind) -> Diagnostic {
        let what =
            switch kind {
            case .link: "a symbolic link"
            case .fifo: "a named pipe"
            case .socket: "a socket"
            case .device: "a device"
            case .folder: "a folder"
            case .regular: "a file"
            }
        return Diagnostic(
            code: "not-a-file", "this is \(what), and only files are read", at: Place(file: "\(entry)"), help: "drop the export itself")
    }

    private static func severalNames(_ entry: SpoolEntry, _ links: UInt32) -> Diagnostic {
        Diagnostic(
            code: "several-names", "the file has \(links) names (hard links), so it may change under the reader",
            at: Place(file: "\(entry)"), help: "copy the file into the spool, or remove its other names")
    }

    private static func neverClosed(_ entry: SpoolEntry) -> Diagnostic {
        Diagnostic(
            code: "never-closed", "a program has had the file open for writing for an hour without changing it",
            at: Place(file: "\(entry)"), help: "let the exporter close the file, then move it into incoming again")
    }

    static func forbidden(_ entry: SpoolEntry, _ error: SystemCallError) -> Diagnostic {
        Diagnostic(
            code: "no-permission", "\(error)", at: Place(file: "\(entry)"),
            help: "let the exporter make its files readable for tactd's group")
    }

    private func tooLarge(_ entry: SpoolEntry, _ size: Int64) -> Diagnostic {
        Diagnostic(
            code: "file-too-large", "the file has \(size) bytes, and the limit is \(sizeLimit)", at: Place(file: "\(entry)"),
            help: "split the export, or raise limits.file in the configuration")
    }
}
