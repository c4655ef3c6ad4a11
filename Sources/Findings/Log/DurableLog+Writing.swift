import SystemCalls

extension DurableLog {
    /// The file that the next record goes to: the one that was written last, unless something happened to it.
    func currentFile() throws(LogError) -> LogFile {
        try breaking { () throws(LogError) in
            if let file = current, try !isStillCurrent(file) {
                current = nil
                // What the rotated file has will not be asked for again, even if it is compressed and the power fails.
                try journal?.synchronize()
            }
            if let file = current { return file }
            let opened = try folder.openCurrent()
            if let change = opened.change { note(change) }
            lastID = opened.file.head?.id ?? lastID
            current = opened.file
            return opened.file
        }
    }

    /// Follows a rotation now rather than with the next append, so that the old file is let go.
    public func reopen() throws(LogError) {
        guard case .ready = progress else { return }
        try followFolder()
        _ = try currentFile()
    }

    /// Goes on in another folder where the path of the log leads to one by now; where it leads nowhere, in the old one.
    ///
    /// Nothing is done between an append and its `settle()`, as the journal's entry belongs into the old folder.
    public func followFolder() throws(LogError) {
        guard case .ready = progress else { return }
        try breaking { () throws(LogError) in
            do throws(LogError) {
                if try logging({ () throws(SystemCallError) in try folder.isInPlace() }) {
                    lostBecause = nil
                } else {
                    try enter(LogFolder(path: options.file, files: files))
                }
            } catch {
                if case .syncFailed = error { throw error }
                if lostBecause != "\(error)" { note(.folderLost("\(error)")) }
                lostBecause = "\(error)"
            }
        }
    }

    private func enter(_ other: LogFolder) throws(LogError) {
        // What the old folder has will not be looked for in the new one.
        try journal?.synchronize()
        let (file, change) = try other.openCurrent()
        try countOn(from: file, in: other)
        lastID = file.head?.id ?? lastID
        folder = other
        current = file
        lostBecause = nil
        note(.folderReplaced)
        if let change { note(change) }
    }

    private func isStillCurrent(_ file: LogFile) throws(LogError) -> Bool {
        let status = try logging { () throws(SystemCallError) in try files.status(of: file.descriptor) }
        let named = try logging { () throws(SystemCallError) in try files.statusIfPresent(of: folder.name, in: folder.folder) }
        if status.links == 0 {
            note(.removed)
        } else if named.map({ !$0.isSameFile(as: status) }) ?? true {
            note(.rotated)
        } else if status.size < file.end {
            note(.truncated(expected: file.end, found: status.size, setAside: try folder.setAside(seq: file.head?.seq ?? lastSeq)))
        } else if status.size > file.end {
            note(.written(expected: file.end, found: status.size, setAside: try folder.setAside(seq: file.head?.seq ?? lastSeq)))
        } else if let head = file.head, let largest = options.largestFile, file.end >= largest {
            note(.rotatedBySize(try folder.setAside(seq: head.seq)))
        } else {
            return true
        }
        return false
    }

    /// Writes a committed entry where it belongs.
    ///
    /// - Returns: The file as it is then; nil where the file is gone, or is no longer what the entry was made for.
    func write(_ entry: JournalEntry) throws(LogError) -> LogFile? {
        var found = current?.descriptor
        if found == nil { found = try logging { () throws(SystemCallError) in try folder.find(entry) } }
        guard let file = found else { return nil }
        let status = try logging { () throws(SystemCallError) in try files.status(of: file) }
        guard status.size >= entry.offset else { return nil }
        let present = try logging { () throws(SystemCallError) in try presentCount(of: entry, in: file, size: status.size) }
        if present < entry.blob.count {
            try logging { () throws(SystemCallError) in
                try files.writeAll(Array(entry.blob[present...]), to: file, at: entry.offset + Int64(present))
            }
        }
        try synchronizing { () throws(SystemCallError) in try files.synchronizeData(file) }
        let after = try logging { () throws(SystemCallError) in try files.status(of: file) }
        // Compressed and removed meanwhile: the copy may be from before.
        if after.links == 0 { return nil }
        var head = current?.head
        if head == nil { head = try logging { () throws(SystemCallError) in try files.logHead(of: file) } }
        return LogFile(descriptor: file, status: after, head: head, end: entry.offset + Int64(entry.blob.count))
    }

    /// How many of the entry's bytes the file has already.
    private func presentCount(of entry: JournalEntry, in file: Descriptor, size: Int64) throws(SystemCallError) -> Int {
        var count = 0
        let limit = Int(min(size - entry.offset, Int64(entry.blob.count)))
        if limit > 0 {
            // Compare what is on the disk: after a failed synchronisation memory may hold what the disk does not.
            files.dropCache(of: file)
        }
        while count < limit {
            let some = try files.read(file, at: entry.offset + Int64(count), count: min(1 << 16, limit - count))
            let same = zip(some, entry.blob[count...]).prefix { $0 == $1 }.count
            count += same
            if some.isEmpty || same < some.count { return count }
        }
        return count
    }

    /// Commits an entry whose file is gone for the present file, with `"replayed":true` in each record.
    ///
    /// The records keep their numbers. Should the file be new, its header has the next one, though it stands before them.
    func replay(_ entry: JournalEntry) throws(LogError) {
        current = nil
        let file = try currentFile()
        let lines = entry.blob.split(separator: UInt8(ascii: "\n"))
        try commit(
            makeEntry(for: file, attachment: entry.attachment, isEmpty: lines.isEmpty) { _, blob in
                for line in lines { blob += RecordEncoder.replayed(line) }
            })
        note(.replayed(records: lines.count))
    }
}
