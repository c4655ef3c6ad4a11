import Glibc

extension FileSystem {
    /// Writes all of the bytes, however many calls it takes.
    public func writeAll(_ bytes: [UInt8], to file: Descriptor, at offset: Int64) throws(SystemCallError) {
        try bytes.withUnsafeBufferPointer { buffer throws(SystemCallError) in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[done...]))
                let count = try write(rest, to: file, at: offset + Int64(done))
                guard count > 0 else { throw SystemCallError(operation: "write to", subject: file.label, code: EIO) }
                done += count
            }
        }
    }

    /// Up to `count` bytes from an offset; fewer only at the end of the file.
    public func read(_ file: Descriptor, at offset: Int64, count: Int) throws(SystemCallError) -> [UInt8] {
        var failure: SystemCallError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            do throws(SystemCallError) {
                while filled < buffer.count {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let read = try read(file, into: rest, at: offset + Int64(filled))
                    if read <= 0 { break }
                    filled += read
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// The status of a name; nil where there is no such entry.
    public func statusIfPresent(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus? {
        do throws(SystemCallError) {
            return try status(of: name, in: folder)
        } catch where error.isNotFound {
            return nil
        }
    }

    /// All entries of a folder in the order of their names: for folders that are known to be small.
    public func entries(of folder: Descriptor) throws(SystemCallError) -> [FolderEntry] {
        let listing = try openListing(of: folder)
        var all: [FolderEntry] = []
        while true {
            let some = try nextEntries(listing)
            if some.isEmpty { return all.sorted { $0.name < $1.name } }
            all += some
        }
    }

    /// Makes the folders of a path that are missing, durably: what is durable in a folder is of no use when its own name is lost.
    public func makeFolders(path: String, permissions: UInt32) throws(SystemCallError) {
        do throws(SystemCallError) {
            try makeFolder(path: path, permissions: permissions)
        } catch where error.isTaken {
            return
        } catch where error.isNotFound {
            guard let parent = Self.parent(of: path) else { throw error }
            try makeFolders(path: parent, permissions: permissions)
            try makeFolder(path: path, permissions: permissions)
        }
        try synchronize(openFolder(path: Self.parent(of: path) ?? (path.first == "/" ? "/" : ".")))
    }

    /// The path without its last part; nil where nothing would be left.
    private static func parent(of path: String) -> String? {
        var rest = Substring(path)
        while rest.last == "/" { rest.removeLast() }
        while let last = rest.last, last != "/" { rest.removeLast() }
        while rest.last == "/" { rest.removeLast() }
        return rest.isEmpty ? nil : String(rest)
    }
}
