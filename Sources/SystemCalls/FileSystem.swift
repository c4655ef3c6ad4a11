/// The calls on files and folders that the log, the journal and the spool are built on.
///
/// Names are relative to open folders, so that nothing can be swapped between two looks at a path. `LinuxFileSystem` is the real one; tests
/// inject others that fail, or forget what was not synchronised. Errors name the file. A call that a signal interrupts is tried again.
public protocol FileSystem: Sendable {
    // MARK: Folders

    /// Opens a folder by its path, links in the path followed.
    func openFolder(path: String) throws(SystemCallError) -> Descriptor
    /// Opens a folder in a folder: no link is followed, no mount crossed.
    func openFolder(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> Descriptor
    func makeFolder(path: String, permissions: UInt32) throws(SystemCallError)
    func makeFolder(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError)
    /// A cursor for `nextEntries`, before the folder's first entry.
    func openListing(of folder: Descriptor) throws(SystemCallError) -> Descriptor
    /// Some further entries (never `.` and `..`) in no order, at most some thousands; none at the end.
    func nextEntries(_ listing: Descriptor) throws(SystemCallError) -> [FolderEntry]

    // MARK: Files

    /// Opens a regular file; anything else (a link, FIFO, device …) is refused without being opened. Never waits.
    func open(_ name: FileName, in folder: Descriptor, for access: FileAccess) throws(SystemCallError) -> Descriptor
    /// Makes a regular file that was not there, and opens it for reading and writing. The process's umask takes from the permissions.
    func create(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) -> Descriptor
    func setPermissions(_ permissions: UInt32, of file: Descriptor) throws(SystemCallError)

    func status(of descriptor: Descriptor) throws(SystemCallError) -> FileStatus
    /// The status of a name's own entry: of a link, not of what it points to.
    func status(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus
    /// The status of what a path leads to, links followed.
    func status(path: String) throws(SystemCallError) -> FileStatus

    /// Reads into `buffer` from a byte offset. Returns the number of bytes: fewer than asked for is possible, 0 is the end of the file.
    func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemCallError) -> Int
    /// Writes at a byte offset. Returns the number of bytes written: fewer than asked for is possible.
    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64) throws(SystemCallError) -> Int
    /// Makes a file's data and metadata, or a folder's entries, durable. After a failure nobody knows what is on the disk: trying again
    /// may succeed without having written anything.
    func synchronize(_ descriptor: Descriptor) throws(SystemCallError)
    /// Makes a file's data durable, and of its metadata what is needed to read it back.
    func synchronizeData(_ file: Descriptor) throws(SystemCallError)
    /// Reserves disk space for a range and makes the file that long.
    func allocate(_ file: Descriptor, from offset: Int64, count: Int64) throws(SystemCallError)
    /// Forgets what memory holds of the file's durable pages, so that the next read comes from the disk. A hint: never fails.
    func dropCache(of file: Descriptor)

    // MARK: Names

    /// Renames; fails with `isTaken` where the new name is taken.
    func rename(
        _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor) throws(SystemCallError)
    /// Renames over what has the new name, in one step.
    func replace(_ newName: FileName, in newFolder: Descriptor, with name: FileName, in folder: Descriptor) throws(SystemCallError)
    func remove(_ name: FileName, in folder: Descriptor) throws(SystemCallError)

    // MARK: Locks

    /// Locks the file for this process until the descriptor is closed; false where another has the lock.
    func lock(_ file: Descriptor) throws(SystemCallError) -> Bool
    /// Whether somebody has the file open for writing, as far as the kernel tells.
    func writers(of file: Descriptor) -> WriterAnswer
}

/// What a file is opened for.
public enum FileAccess: Sendable, Hashable { case reading, readingAndWriting }

/// The kernel's answer to the question who has a file open for writing.
public enum WriterAnswer: Sendable, Hashable {
    /// Nobody: a read lease was granted, and given back.
    case nobody
    case somebody
    /// The filesystem grants no leases, or not to us.
    case unknown
}
