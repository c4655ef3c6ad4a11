import SystemCalls

/// What a start finds.
public struct Recovery: Sendable, Hashable {
    /// The attachment of the last append that was committed; nil where none was, or the journal is gone.
    public var attachment: [UInt8]?
    /// Whether the caller's steps for it were done. If not: do them, then `settle()`. Each may be done already, but perhaps not durably:
    /// synchronise the folders all the same.
    public var isSettled: Bool
    /// The number of the last record.
    public var lastSeq: UInt64
}

extension DurableLog {
    /// Completes what a crash left undone, and makes the log ready. May be called again after it has thrown.
    public func recover() throws(LogError) -> Recovery {
        switch progress {
        case .unrecovered: break
        case .broken: throw .outOfOrder("recover after a failed synchronisation: start anew")
        default: throw .outOfOrder("recover twice")
        }
        do throws(LogError) {
            return try breaking { () throws(LogError) in try recoverFromJournal() }
        } catch {
            if case .broken = progress { throw error }
            progress = .unrecovered
            throw error
        }
    }

    private func recoverFromJournal() throws(LogError) -> Recovery {
        let found = try Journal.open(in: state, files: files, slotSize: max(options.journalSize, 8192) / 2)
        if found.isDamaged { note(.journalDamaged) }
        journal = found.journal
        current = nil
        lastSeq = found.newest?.entry.lastSeq ?? 0
        lastID = found.newest?.entry.file.id
        let isSettled = found.newest?.isSettled ?? true
        if let newest = found.newest, !newest.isSettled {
            progress = .committed(newest.entry)
            try finish()
            current = nil
        }
        try countOn(withJournal: found.newest != nil)
        progress = isSettled ? .ready : .written
        return Recovery(attachment: found.newest?.entry.attachment, isSettled: isSettled, lastSeq: lastSeq)
    }

    /// Never counts below what is in the log, whatever the journal says.
    private func countOn(withJournal: Bool) throws(LogError) {
        if !withJournal, let newest = try logging({ () throws(SystemCallError) in try folder.newest() }) {
            lastSeq = max(lastSeq, newest.lastSeq)
            lastID = newest.head.id
        }
        try countOn(from: currentFile(), in: folder)
    }

    /// Never counts below what a file has.
    func countOn(from file: LogFile, in folder: LogFolder) throws(LogError) {
        guard let head = file.head else { return }
        lastSeq = max(lastSeq, try logging { () throws(SystemCallError) in try folder.lastSeq(of: file.descriptor, head: head) })
    }
}
