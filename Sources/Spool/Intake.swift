import Diagnostics
import SystemCalls

/// Looks at entries of the spool and says which files can be read now.
///
/// It remembers the files that have to wait, a bounded number of them; those beyond are found again by the next pass.
public final class Intake {
    /// What comes of a look at an entry.
    public enum Offer {
        /// A whole file, open.
        case take(OpenFile)
        /// Something that is never read, and why.
        case refuse(SpoolEntry, FileIdentity, Diagnostic)
        /// Nothing to do now: it waits, is left alone, or is there no more.
        case nothing
    }

    /// A file of the spool that is open for reading.
    public struct OpenFile {
        public let entry: SpoolEntry
        public let file: Descriptor
        public let identity: FileIdentity
        public let reason: TakingRule.Reason
    }

    private struct Waiting {
        var identity: FileIdentity
        /// The status's `changed`.
        var changed: Int64
        /// When it was first seen in this state, on the monotonic clock.
        var since: Int64
        /// When to look again, on the monotonic clock.
        var deadline: Int64
    }

    private static let capacity = 10_000

    public var rule: TakingRule
    private let spool: SpoolFolder
    private let time: any TimeSource
    private var waiting: [SpoolEntry: Waiting] = [:]

    public init(_ spool: SpoolFolder, rule: TakingRule, time: any TimeSource) {
        self.spool = spool
        self.rule = rule
        self.time = time
    }

    /// When the first of the waiting files is to be looked at again, in nanoseconds on the monotonic clock; nil where none waits.
    public var nextDeadline: Int64? { waiting.values.map(\.deadline).min() }

    /// How many files wait, as far as they are remembered.
    public var waitingCount: Int { waiting.count }

    /// Whether a file is among those that wait.
    public func isWaiting(_ identity: FileIdentity) -> Bool { waiting.values.contains { $0.identity == identity } }

    /// The waiting entries whose time has come, longest waiting first, at most `limit`.
    public func due(limit: Int) -> [SpoolEntry] {
        let now = time.monotonic
        let due = waiting.filter { $0.value.deadline <= now }.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
        return due.prefix(limit).map(\.key)
    }

    /// Looks at an entry.
    ///
    /// - Parameter movedIn: Whether it was just seen being renamed into the folder.
    /// - Throws: where the file cannot be looked at or opened, such as for lack of permission.
    public func look(at entry: SpoolEntry, movedIn: Bool = false) throws(SystemCallError) -> Offer {
        do throws(SystemCallError) {
            let folder = try spool.incoming(entry.source)
            let status = try spool.files.status(of: entry.name, in: folder)
            switch rule.firstLook(at: entry, status, quiet: quiet(entry, status)) {
            case .leave: return forget(entry)
            case .wait(let time): return wait(entry, status, for: time)
            case .refuse(let diagnostic):
                _ = forget(entry)
                return .refuse(entry, FileIdentity(status), diagnostic)
            case .open:
                do throws(SystemCallError) {
                    return try open(entry, in: folder, movedIn: movedIn)
                } catch where error.isForbidden {
                    return refuseForbidden(entry, status, error)
                }
            }
        } catch where error.isNotFound {
            return forget(entry)
        } catch {
            _ = forget(entry)
            throw error
        }
    }

    /// Looks at a file again later that was offered and turned out to be half.
    public func postpone(_ open: OpenFile) {
        guard let status = try? spool.files.status(of: open.file) else { return }
        _ = wait(open.entry, status, for: max(rule.settle, 1_000_000_000))
    }

    /// An exporter may still be about to give the permission.
    private func refuseForbidden(_ entry: SpoolEntry, _ status: FileStatus, _ error: SystemCallError) -> Offer {
        let quiet = quiet(entry, status)
        if quiet < rule.settle { return wait(entry, status, for: rule.settle - quiet) }
        _ = forget(entry)
        return .refuse(entry, FileIdentity(status), TakingRule.forbidden(entry, error))
    }

    private func open(_ entry: SpoolEntry, in folder: Descriptor, movedIn: Bool) throws(SystemCallError) -> Offer {
        let file = try spool.files.open(entry.name, in: folder, for: .reading)
        let writers = spool.files.writers(of: file)
        // After the question for writers: what the last of them wrote is counted.
        let status = try spool.files.status(of: file)
        let quiet = quiet(entry, status)
        guard status.links == 1 else { return wait(entry, status, for: max(rule.settle - quiet, 0)) }
        let observed = observed(entry, status)
        switch rule.decide(on: entry, status, writers: writers, movedIn: movedIn, quiet: quiet, observed: observed) {
        case .wait(let time): return wait(entry, status, for: time)
        case .refuse(let diagnostic):
            _ = forget(entry)
            return .refuse(entry, FileIdentity(status), diagnostic)
        case .take(let reason):
            _ = forget(entry)
            return .take(OpenFile(entry: entry, file: file, identity: FileIdentity(status), reason: reason))
        }
    }

    // MARK: Waiting

    /// For how long a file has been unchanged, in nanoseconds: by the clock on the wall, or by our own observation where that is longer, as
    /// it is when the clock was set back.
    private func quiet(_ entry: SpoolEntry, _ status: FileStatus) -> Int64 {
        let (age, overflow) = time.wall.subtractingReportingOverflow(max(status.changed, 0))
        return max(overflow ? 0 : age, observed(entry, status), 0)
    }

    /// For how long we have seen a file unchanged, in nanoseconds.
    private func observed(_ entry: SpoolEntry, _ status: FileStatus) -> Int64 {
        guard let known = waiting[entry], known.identity == FileIdentity(status), known.changed == status.changed else { return 0 }
        return time.monotonic - known.since
    }

    private func wait(_ entry: SpoolEntry, _ status: FileStatus, for wait: Int64) -> Offer {
        let now = time.monotonic
        let (deadline, overflow) = now.addingReportingOverflow(max(wait, 1))
        let identity = FileIdentity(status)
        if let known = waiting[entry], known.identity == identity, known.changed == status.changed {
            waiting[entry]?.deadline = overflow ? .max : deadline
        } else if waiting[entry] != nil || waiting.count < Self.capacity {
            waiting[entry] = Waiting(identity: identity, changed: status.changed, since: now, deadline: overflow ? .max : deadline)
        }
        return .nothing
    }

    private func forget(_ entry: SpoolEntry) -> Offer {
        waiting[entry] = nil
        return .nothing
    }
}
