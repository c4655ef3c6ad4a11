import Diagnostics
import Glibc
import SystemCalls

/// The folder that the findings log and its rotated files are in.
struct LogFolder {
    let files: any FileSystem
    let folder: Descriptor
    /// The path that led to it.
    let path: String
    /// The name of the file that is written.
    let name: FileName
    /// The name up to its extension; the names of rotated files begin so.
    let stem: [UInt8]
    private let fileExtension: [UInt8]

    /// - Parameter path: The path of the file that is written.
    init(path: String, files: any FileSystem) throws(LogError) {
        let slash = path.lastIndex(of: "/")
        guard let name = FileName(String(path[(slash.map { path.index(after: $0) } ?? path.startIndex)...])) else {
            throw .refused(
                Diagnostic(code: "findings-log-path", "“\(path)” names no file", help: "give the path of the file for the findings"))
        }
        let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        self.path = parent
        folder = try logging { () throws(SystemCallError) in try files.openFolder(path: parent) }
        self.files = files
        self.name = name
        let dot = name.bytes.dropFirst().lastIndex(of: UInt8(ascii: ".")) ?? name.bytes.endIndex
        stem = Array(name.bytes[..<dot])
        fileExtension = Array(name.bytes[dot...])
    }

    /// Whether the path still leads to the folder that is open.
    func isInPlace() throws(SystemCallError) -> Bool { try files.status(path: path).isSameFile(as: files.status(of: folder)) }

    // MARK: The file that is written

    /// Opens the file, or makes it; one that does not end a line is set aside first.
    ///
    /// - Returns: The file, and what was noticed.
    func openCurrent() throws(LogError) -> (file: LogFile, change: LogChange?) {
        let isThere = try logging { () throws(SystemCallError) in try files.statusIfPresent(of: name, in: folder) != nil }
        if !isThere {
            do throws(LogError) {
                return (try make(), nil)
            } catch {
                // logrotate was faster.
                guard case .failed(let cause) = error, cause.isTaken else { throw error }
            }
        }
        let descriptor = try logging { () throws(SystemCallError) in try files.open(name, in: folder, for: .readingAndWriting) }
        let status = try logging { () throws(SystemCallError) in try files.status(of: descriptor) }
        guard status.links == 1 else { throw refusal(descriptor, "has \(status.links) names", "links") }
        if status.size == 0 {
            // logrotate made it, and does not care for power cuts.
            try synchronizing { () throws(SystemCallError) in try files.synchronize(folder) }
            return (LogFile(descriptor: descriptor, status: status, head: nil, end: 0), nil)
        }
        guard let head = try logging({ () throws(SystemCallError) in try files.logHead(of: descriptor) }) else {
            throw refusal(descriptor, "does not begin with a record of a findings log", "foreign")
        }
        guard try logging({ () throws(SystemCallError) in try files.endsLine(descriptor, at: status.size) }) else {
            let aside = try setAside(seq: head.seq)
            return (try make(), .unterminated(setAside: aside))
        }
        return (LogFile(descriptor: descriptor, status: status, head: head, end: status.size), nil)
    }

    private func make() throws(LogError) -> LogFile {
        let file = try logging { () throws(SystemCallError) in
            let descriptor = try files.create(name, in: folder, permissions: 0o640)
            // The umask of a service takes away what the dashboards' group needs.
            try files.setPermissions(0o640, of: descriptor)
            return LogFile(descriptor: descriptor, status: try files.status(of: descriptor), head: nil, end: 0)
        }
        try synchronizing { () throws(SystemCallError) in try files.synchronize(folder) }
        return file
    }

    private func refusal(_ file: Descriptor, _ what: String, _ code: String) -> LogError {
        .refused(
            Diagnostic(
                code: "findings-log-\(code)", "“\(file.label)” \(what)",
                help: "move it out of the way, or name another file for the findings"))
    }

    /// Gives the file a name of its own, `findings-000000000123.jsonl`, by the number of its first record.
    func setAside(seq: UInt64) throws(LogError) -> FileName {
        for attempt in 1...1000 {
            guard let aside = asideName(seq: seq, attempt: attempt) else { break }
            do throws(SystemCallError) {
                try files.rename(name, in: folder, to: aside, in: folder)
            } catch {
                if error.isTaken { continue }
                throw LogError(error)
            }
            try synchronizing { () throws(SystemCallError) in try files.synchronize(folder) }
            return aside
        }
        throw .refused(
            Diagnostic(
                code: "findings-log-names", "all names for a rotated file with the number \(seq) are taken in “\(folder.label)”",
                help: "move old files of the findings log away"))
    }

    private func asideName(seq: UInt64, attempt: Int) -> FileName? {
        let digits = String(seq)
        let number = String(repeating: "0", count: max(0, 12 - digits.count)) + digits + (attempt == 1 ? "" : "-\(attempt)")
        return FileName(Array(stem.prefix(200)) + Array("-\(number)".utf8) + Array(fileExtension.prefix(30)))
    }

    // MARK: Files that were written before

    /// Finds a file by what it was when bytes were committed for it, whatever its name is now; else a copy of it, by its id.
    ///
    /// - Parameter entry: What was committed. A file without a first line is known by its inode, and only if it holds nothing but the
    ///   beginning of what it should get.
    func find(_ entry: JournalEntry) throws(SystemCallError) -> Descriptor? {
        let entries = try regularEntries()
        for item in entries where item.inode == entry.file.inode || isOurs(item.name) {
            guard let status = try files.statusIfPresent(of: item.name, in: folder), status.kind == .regular,
                status.inode == entry.file.inode, status.born == entry.file.born || status.born == nil || entry.file.born == nil
            else { continue }
            let file = try files.open(item.name, in: folder, for: .readingAndWriting)
            if try isHome(file, of: entry) { return file }
        }
        if entry.offset == 0 { return nil }
        for item in entries where isOurs(item.name) {
            guard let file = try openIfAllowed(item.name, for: .readingAndWriting) else { continue }
            if try files.logHead(of: file)?.id == entry.file.id { return file }
        }
        return nil
    }

    private func isHome(_ file: Descriptor, of entry: JournalEntry) throws(SystemCallError) -> Bool {
        if entry.offset > 0 { return try files.logHead(of: file)?.id == entry.file.id }
        // What a power cut leaves of the header: some of it, or zeros where it should be.
        let present = try files.read(file, at: 0, count: LogHead.longest)
        return zip(present, entry.blob).allSatisfy { $0 == 0 || $0 == $1 }
    }

    /// The file of the log that began last, by the numbers of the first records, with the greatest number in it.
    func newest() throws(SystemCallError) -> (head: LogHead, lastSeq: UInt64)? {
        var newest: (head: LogHead, lastSeq: UInt64)?
        for item in try regularEntries() where isOurs(item.name) {
            guard let file = try openIfAllowed(item.name, for: .reading), let head = try files.logHead(of: file),
                head.seq >= newest?.head.seq ?? 0
            else { continue }
            newest = (head, max(try lastSeq(of: file, head: head), newest?.lastSeq ?? 0))
        }
        return newest
    }

    /// The file whose first line says that it follows the one with this id; the earliest where there are more.
    func follower(of id: LogID) throws(SystemCallError) -> Descriptor? {
        var found: (head: LogHead, file: Descriptor)?
        for item in try regularEntries() where isOurs(item.name) {
            guard let file = try openIfAllowed(item.name, for: .reading), let head = try files.logHead(of: file), head.previous == id,
                head.seq < found?.head.seq ?? .max
            else { continue }
            found = (head, file)
        }
        return found?.file
    }

    /// The greatest number in a file. Replayed records have smaller ones than the file's first record.
    func lastSeq(of file: Descriptor, head: LogHead) throws(SystemCallError) -> UInt64 {
        max(head.seq, try files.lastSeq(of: file, size: files.status(of: file).size) ?? 0)
    }

    private func regularEntries() throws(SystemCallError) -> [FolderEntry] {
        try files.entries(of: folder).filter { $0.kind == .regular || $0.kind == nil }
    }

    /// Whether a name is that of the log or of a rotated file.
    private func isOurs(_ name: FileName) -> Bool { name.bytes.starts(with: stem) }

    /// Opens a file that may be anybody's, such as a compressed one of root's; nil where it cannot be opened.
    private func openIfAllowed(_ name: FileName, for access: FileAccess) throws(SystemCallError) -> Descriptor? {
        do throws(SystemCallError) {
            return try files.open(name, in: folder, for: access)
        } catch where [EACCES, EPERM, ENOENT, EISDIR, ELOOP, EOPNOTSUPP].contains(error.code) {
            return nil
        }
    }
}
