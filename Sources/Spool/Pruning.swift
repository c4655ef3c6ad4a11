import SystemCalls

/// Deletes what has been in `done` for long enough, a little at every call.
public struct Pruning {
    private let spool: SpoolFolder
    /// The folder that is being read; nil between passes.
    private var current: (folder: Descriptor, listing: Descriptor, isTop: Bool)?
    /// The sub-folders that the pass has still to look through.
    private var pending: [FileName] = []

    public init(_ spool: SpoolFolder) { self.spool = spool }

    /// Whether a pass is under way.
    public var isUnderWay: Bool { current != nil }

    /// Looks at some thousand names more; a pass that ended begins again.
    ///
    /// - Parameters:
    ///   - retain: How long files stay, in nanoseconds.
    ///   - now: Nanoseconds since 1970. Files count from the moment in which they were moved.
    /// - Returns: How many files were deleted.
    public mutating func proceed(retain: Int64, now: Int64) throws(SystemCallError) -> Int {
        let files = spool.files
        if current == nil {
            let done = try spool.destination(.done, of: .main)
            current = (done, try files.openListing(of: done), true)
        }
        guard let (folder, listing, isTop) = current else { return 0 }
        let entries: [FolderEntry]
        do throws(SystemCallError) {
            entries = try files.nextEntries(listing)
        } catch {
            // Not again and again: the next pass is early enough.
            current = nil
            throw error
        }
        if entries.isEmpty {
            current = nil
            try beginNext()
            return 0
        }
        var deleted = 0
        for entry in entries {
            guard let status = try files.statusIfPresent(of: entry.name, in: folder) else { continue }
            if status.kind == .folder {
                if isTop, pending.count < Source.limit { pending.append(entry.name) }
            } else if let age = age(status, now), age > retain {
                try files.remove(entry.name, in: folder)
                deleted += 1
            }
        }
        return deleted
    }

    /// nil where the clock makes no sense of it.
    private func age(_ status: FileStatus, _ now: Int64) -> Int64? {
        let (age, overflow) = now.subtractingReportingOverflow(status.changed)
        return overflow ? nil : age
    }

    /// Opens the next sub-folder; after the last one the pass has ended.
    private mutating func beginNext() throws(SystemCallError) {
        guard let name = pending.popLast() else { return }
        let folder = try spool.files.openFolder(name, in: try spool.destination(.done, of: .main))
        current = (folder, try spool.files.openListing(of: folder), false)
    }
}
