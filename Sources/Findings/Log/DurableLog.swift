import Diagnostics
import SystemCalls

/// The findings log, appended to so that each record is in it exactly once, whatever is killed, cut off or refused when.
///
/// First `recover()`. Then, for each batch: `append`, the caller's own durable steps (it moves the files that the records came from), and
/// `settle()`. An append is decided when the journal has it, byte for byte; what follows is done again by the next start, if need be,
/// and the caller gets its attachment back to do its steps again.
///
/// Where a call throws `LogError.outOfSpace`, make the same call again once there is space; but where `append` throws it and `isCommitted`
/// is true, call `finish()` instead. After `LogError.syncFailed` the process must end.
///
/// One thread at a time; one process at a time, by a lock of the caller's.
public final class DurableLog {
    /// Where the log is, and how it is written.
    public struct Options: Sendable {
        /// The path of the folder that holds the journal.
        public var state: String
        /// The path of the findings log.
        public var file: String
        /// The version of this program, for the first line of each file.
        public var version: String
        /// The size in bytes from which on a file is renamed and a new one begun; nil, never.
        public var largestFile: Int64?
        /// The disk space in bytes that a new journal takes at once. It grows for larger appends.
        public var journalSize: Int64 = 8 << 20

        public init(state: String, file: String, version: String, largestFile: Int64? = nil) {
            self.state = state
            self.file = file
            self.version = version
            self.largestFile = largestFile
        }
    }

    enum State {
        /// Nothing but `recover` may be called.
        case unrecovered
        /// All is done: `append` may be called.
        case ready
        /// The journal has the entry; the log may have some of it.
        case committed(JournalEntry)
        /// The log has it; the caller's steps are not known to be done.
        case written
        /// Nothing may be called any more.
        case broken
    }

    /// The number of the last record that was committed; 0 before the first.
    public internal(set) var lastSeq: UInt64 = 0
    let options: Options
    let files: any FileSystem
    let time: any TimeSource
    let state: Descriptor
    var folder: LogFolder
    /// Why the path of the log leads nowhere, where it does not lead to `folder`.
    var lostBecause: String?
    var journal: Journal?
    /// The file that is written, once it is known.
    var current: LogFile?
    /// The id of the file that was written last.
    var lastID: LogID?
    var progress = State.unrecovered
    private var changes: [LogChange] = []

    /// Opens the folders, which must be there. Nothing is read or written yet.
    public init(_ options: Options, files: any FileSystem = LinuxFileSystem(), time: any TimeSource = MachineTime()) throws(LogError) {
        self.options = options
        self.files = files
        self.time = time
        state = try logging { () throws(SystemCallError) in try files.openFolder(path: options.state) }
        folder = try LogFolder(path: options.file, files: files)
    }

    /// Whether records are committed that the log may not have yet: only `finish()` helps.
    public var isCommitted: Bool { if case .committed = progress { true } else { false } }

    /// What happened to the log since this was called last, for the program's own log and status.
    public func takeChanges() -> [LogChange] {
        defer { changes = [] }
        return changes
    }

    func note(_ change: LogChange) { changes.append(change) }

    /// Appends records, whole and in this order, and makes them durable.
    ///
    /// - Parameters:
    ///   - records: May be empty, where only the attachment is to be kept.
    ///   - attachment: What `recover()` gives back, should the process end before `settle()`, or before the next append is committed.
    public func append(_ records: EncodedRecords, attachment: [UInt8] = []) throws(LogError) {
        guard case .ready = progress else { throw .outOfOrder("append before recover, or before settle") }
        let file = try currentFile()
        let now = time.wall / 1_000_000
        try commit(
            makeEntry(for: file, attachment: attachment, isEmpty: records.isEmpty) { seq, blob in
                records.write(to: &blob, after: &seq, time: now)
            })
        try finish()
    }

    /// An entry that appends lines to a file, after its header where it has none yet.
    ///
    /// - Parameter lines: Appends them, and counts the number on for each record that it gives a new one.
    func makeEntry(
        for file: LogFile, attachment: [UInt8], isEmpty: Bool, lines: (_ seq: inout UInt64, _ blob: inout [UInt8]) -> Void
    ) throws(LogError) -> JournalEntry {
        var seq = lastSeq
        var blob: [UInt8] = []
        let id: LogID
        if let head = file.head {
            id = head.id
        } else {
            id = try logging { () throws(SystemCallError) in try .random() }
            if !isEmpty {
                seq += 1
                let header = LogHeader(id: id, version: options.version, previous: lastID)
                blob += RecordEncoder().line(.log(header), seq: seq, time: time.wall / 1_000_000)
            }
        }
        lines(&seq, &blob)
        let identity = LogFileIdentity(inode: file.status.inode, born: file.status.born, id: id)
        return JournalEntry(lastSeq: seq, file: identity, offset: file.end, blob: blob, attachment: attachment)
    }

    /// The journal gets the entry: from here on it is decided.
    func commit(_ entry: JournalEntry) throws(LogError) {
        guard let journal else { throw .outOfOrder("append before recover") }
        let size = entry.blob.count + entry.attachment.count
        guard size < JournalSlot.largestEntry - 1024 else {
            throw .refused(Diagnostic(code: "append-too-large", "\(size) bytes are too many for one append", help: "append fewer records"))
        }
        try breaking { () throws(LogError) in try journal.commit(entry) }
        lastSeq = entry.lastSeq
        progress = .committed(entry)
    }

    /// Writes to the log what is committed: after `append` threw `outOfSpace` and `isCommitted` is true. Does nothing otherwise.
    public func finish() throws(LogError) {
        try breaking { () throws(LogError) in
            while case .committed(let entry) = progress {
                if let file = try write(entry) {
                    current = file
                    lastID = file.head?.id ?? lastID
                    progress = .written
                } else {
                    try replay(entry)
                }
            }
        }
    }

    /// Says that the caller's steps for the last append, or after `recover()`, are done and durable: they will not be asked for again.
    public func settle() throws(LogError) {
        guard case .written = progress, let journal else { throw .outOfOrder("settle before append") }
        try breaking { () throws(LogError) in try journal.settle() }
        progress = .ready
    }

    /// Runs a step; where a synchronisation fails in it, nothing goes on.
    func breaking<Result>(_ body: () throws(LogError) -> Result) throws(LogError) -> Result {
        do throws(LogError) {
            return try body()
        } catch {
            if case .syncFailed = error { progress = .broken }
            throw error
        }
    }
}
