import CSystemCalls
import Glibc

/// The machine's own files.
public struct LinuxFileSystem: FileSystem {
    public init() {}

    // MARK: Folders

    public func openFolder(path: String) throws(SystemCallError) -> Descriptor {
        owned(try calling("open folder", path) { Int64(tact_open_folder_path(path)) }, path)
    }

    public func openFolder(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> Descriptor {
        let label = label(name, folder)
        return owned(
            try calling("open folder", label) { name.withCString { Int64(tact_open_folder(folder.number, $0)) } }, label)
    }

    public func makeFolder(path: String, permissions: UInt32) throws(SystemCallError) {
        _ = try calling("make folder", path) { Int64(tact_make_folder_path(path, permissions)) }
    }

    public func makeFolder(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) {
        _ = try calling("make folder", label(name, folder)) {
            name.withCString { Int64(tact_make_folder(folder.number, $0, permissions)) }
        }
    }

    public func openListing(of folder: Descriptor) throws(SystemCallError) -> Descriptor {
        // A descriptor of its own, as the cursor belongs to the open file.
        owned(try calling("list", folder.label) { ".".withCString { Int64(tact_open_folder(folder.number, $0)) } }, folder.label)
    }

    public func nextEntries(_ listing: Descriptor) throws(SystemCallError) -> [FolderEntry] {
        var buffer = FolderEntryBuffer()
        while true {
            let size = try calling("list", listing.label) { buffer.fill(from: listing.number) }
            if size == 0 { return [] }
            let entries = buffer.entries(size: Int(size))
            if !entries.isEmpty { return entries }
        }
    }

    // MARK: Files

    public func open(_ name: FileName, in folder: Descriptor, for access: FileAccess) throws(SystemCallError) -> Descriptor {
        let label = label(name, folder)
        let writable: Int32 = access == .readingAndWriting ? 1 : 0
        let place = owned(
            try calling("open", label) { name.withCString { Int64(tact_open_path_only(folder.number, $0)) } }, label)
        let found = try status(of: place)
        if let code = found.kind.refusal { throw SystemCallError(operation: "open", subject: label, code: code) }
        do throws(SystemCallError) {
            return owned(try calling("open", label) { Int64(tact_reopen(place.number, writable)) }, label)
        } catch where error.isNotFound {
            return try openWithoutProc(name, in: folder, writable: writable, expecting: found)
        }
    }

    /// Where `/proc` is not mounted: by name again, and then it must be the file that was looked at.
    private func openWithoutProc(
        _ name: FileName, in folder: Descriptor, writable: Int32, expecting found: FileStatus
    ) throws(SystemCallError) -> Descriptor {
        let label = label(name, folder)
        let file = owned(
            try calling("open", label) { name.withCString { Int64(tact_open_plain(folder.number, $0, writable)) } }, label)
        guard try status(of: file).isSameFile(as: found) else { throw SystemCallError(operation: "open", subject: label, code: ESTALE) }
        return file
    }

    public func create(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) -> Descriptor {
        let label = label(name, folder)
        return owned(
            try calling("create", label) { name.withCString { Int64(tact_create(folder.number, $0, permissions)) } }, label)
    }

    public func setPermissions(_ permissions: UInt32, of file: Descriptor) throws(SystemCallError) {
        _ = try calling("set the permissions of", file.label) { Int64(tact_set_mode(file.number, permissions)) }
    }

    public func status(of descriptor: Descriptor) throws(SystemCallError) -> FileStatus {
        var status = tact_status()
        _ = try calling("look at", descriptor.label) { Int64(tact_status(descriptor.number, "", &status)) }
        return FileStatus(status)
    }

    public func status(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus {
        var status = tact_status()
        _ = try calling("look at", label(name, folder)) {
            name.withCString { Int64(tact_status(folder.number, $0, &status)) }
        }
        return FileStatus(status)
    }

    public func status(path: String) throws(SystemCallError) -> FileStatus {
        var status = tact_status()
        _ = try calling("look at", path) { Int64(tact_status_path(path, &status)) }
        return FileStatus(status)
    }

    public func read(
        _ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
    ) throws(SystemCallError) -> Int {
        Int(try calling("read", file.label) { tact_read(file.number, buffer.baseAddress, buffer.count, offset) })
    }

    public func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64) throws(SystemCallError) -> Int {
        Int(try calling("write to", file.label) { tact_write(file.number, bytes.baseAddress, bytes.count, offset) })
    }

    public func synchronize(_ descriptor: Descriptor) throws(SystemCallError) {
        _ = try calling(SystemCallError.synchronising, descriptor.label) { Int64(tact_synchronize(descriptor.number)) }
    }

    public func synchronizeData(_ file: Descriptor) throws(SystemCallError) {
        _ = try calling(SystemCallError.synchronising, file.label) { Int64(tact_synchronize_data(file.number)) }
    }

    public func allocate(_ file: Descriptor, from offset: Int64, count: Int64) throws(SystemCallError) {
        _ = try calling("allocate space for", file.label) { Int64(tact_allocate(file.number, offset, count)) }
    }

    public func dropCache(of file: Descriptor) { _ = tact_drop_cache(file.number) }

    // MARK: Names

    public func rename(
        _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor
    ) throws(SystemCallError) {
        _ = try calling("rename", label(name, folder)) {
            name.withCString { from in newName.withCString { Int64(tact_rename(folder.number, from, newFolder.number, $0)) } }
        }
    }

    public func replace(
        _ newName: FileName, in newFolder: Descriptor, with name: FileName, in folder: Descriptor
    ) throws(SystemCallError) {
        _ = try calling("rename", label(name, folder)) {
            name.withCString { from in newName.withCString { Int64(tact_replace(folder.number, from, newFolder.number, $0)) } }
        }
    }

    public func remove(_ name: FileName, in folder: Descriptor) throws(SystemCallError) {
        _ = try calling("remove", label(name, folder)) { name.withCString { Int64(tact_remove(folder.number, $0)) } }
    }

    // MARK: Locks

    public func lock(_ file: Descriptor) throws(SystemCallError) -> Bool {
        do throws(SystemCallError) {
            _ = try calling("lock", file.label) { Int64(tact_lock(file.number)) }
            return true
        } catch where error.code == EWOULDBLOCK {
            return false
        }
    }

    public func writers(of file: Descriptor) -> WriterAnswer {
        switch -tact_probe_lease(file.number) {
        case 0: .nobody
        case EAGAIN: .somebody
        default: .unknown
        }
    }

    private func owned(_ number: Int64, _ label: String) -> Descriptor {
        Descriptor(number: Int32(truncatingIfNeeded: number), label: label) { tact_close($0) }
    }

    private func label(_ name: FileName, _ folder: Descriptor) -> String { "\(folder.label)/\(name)" }
}
