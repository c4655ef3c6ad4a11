import Glibc
import SystemCalls

extension MemoryFileSystem {
    // MARK: Folders

    public func openFolder(path: String) throws(SystemCallError) -> Descriptor {
        guard let node = node(path) else { throw failure("open folder", path, ENOENT) }
        guard node.kind == .folder else { throw failure("open folder", path, ENOTDIR) }
        return opened(node, path)
    }

    public func openFolder(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> Descriptor {
        let node = try node(name, in: folder)
        let label = "\(folder.label)/\(name)"
        guard node.kind == .folder else { throw failure("open folder", label, ENOTDIR) }
        if closedFolders.contains(name.text) { throw failure("open folder", label, EACCES) }
        return opened(node, label)
    }

    public func makeFolder(path: String, permissions: UInt32) throws(SystemCallError) {
        guard let (parent, name) = place(path) else { throw failure("make folder", path, ENOENT) }
        try make(.folder, name, in: parent, path)
    }

    public func makeFolder(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) {
        try make(.folder, name, in: living(folder), "\(folder.label)/\(name)")
    }

    @discardableResult
    private func make(_ kind: FileKind, _ name: FileName, in folder: MemoryNode, _ label: String) throws(SystemCallError) -> MemoryNode {
        if folder.entries[name] != nil { throw failure("make", label, EEXIST) }
        if let left = nodesLeft {
            guard left > 0 else { throw failure("make", label, ENOSPC) }
            nodesLeft = left - 1
        }
        let node = makeNode(kind)
        enter(node, as: name, in: folder)
        return node
    }

    public func openListing(of folder: Descriptor) throws(SystemCallError) -> Descriptor {
        let node = try node(of: folder)
        let entries = node.entries.sorted { $0.value < $1.value }.map { name, number in
            FolderEntry(name: name, kind: nodes[number]?.kind, inode: number)
        }
        return opened(node, folder.label, listing: entries)
    }

    public func nextEntries(_ listing: Descriptor) throws(SystemCallError) -> [FolderEntry] {
        let entries = handles[listing.number]?.listing ?? []
        handles[listing.number]?.listing = Array(entries.dropFirst(2))
        return Array(entries.prefix(2))
    }

    // MARK: Files

    public func open(_ name: FileName, in folder: Descriptor, for access: FileAccess) throws(SystemCallError) -> Descriptor {
        let label = "\(folder.label)/\(name)"
        let node = try node(name, in: folder)
        switch node.kind {
        case .regular: return opened(node, label)
        case .folder: throw failure("open", label, EISDIR)
        case .link: throw failure("open", label, ELOOP)
        case .fifo, .socket, .device: throw failure("open", label, EOPNOTSUPP)
        }
    }

    public func create(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) -> Descriptor {
        let label = "\(folder.label)/\(name)"
        return opened(try make(.regular, name, in: living(folder), label), label)
    }

    public func setPermissions(_ permissions: UInt32, of file: Descriptor) throws(SystemCallError) {}

    public func status(of descriptor: Descriptor) throws(SystemCallError) -> FileStatus { try node(of: descriptor).status }

    public func status(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus { try node(name, in: folder).status }

    public func status(path: String) throws(SystemCallError) -> FileStatus {
        guard let node = node(path) else { throw failure("look at", path, ENOENT) }
        return node.status
    }

    public func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemCallError) -> Int {
        try node(of: file).data.read(into: buffer, at: Int(offset))
    }

    public func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64) throws(SystemCallError) -> Int {
        let node = try node(of: file)
        if late.contains(where: { $0 === node }) {
            node.synchronize()
            late.removeAll { $0 === node }
        }
        let count = try take(Int(offset) + bytes.count, of: node, file.label) - Int(offset)
        node.data.write(UnsafeRawBufferPointer(rebasing: bytes[..<count]), at: Int(offset))
        touch(node)
        return count
    }

    /// The size to which a file may grow that shall be `size` bytes long; it takes its room.
    private func take(_ size: Int, of node: MemoryNode, _ label: String) throws(SystemCallError) -> Int {
        guard let left = room, size > node.data.size else { return size }
        guard left > 0 else { throw failure("write to", label, ENOSPC) }
        let granted = min(size, node.data.size + left)
        room = left - (granted - node.data.size)
        return granted
    }

    public func synchronize(_ descriptor: Descriptor) throws(SystemCallError) {
        let name = descriptor.label.split(separator: "/").last.map { String($0) } ?? ""
        if lateNames.contains(name) { return late.append(try node(of: descriptor)) }
        if !unsynchronizedNames.contains(name) { try node(of: descriptor).synchronize() }
    }

    public func synchronizeData(_ file: Descriptor) throws(SystemCallError) { try synchronize(file) }

    public func allocate(_ file: Descriptor, from offset: Int64, count: Int64) throws(SystemCallError) {
        let node = try node(of: file)
        let size = max(node.data.size, Int(offset + count))
        if let left = room, size - node.data.size > left { throw failure("allocate space for", file.label, ENOSPC) }
        node.data.resize(to: try take(size, of: node, file.label))
        touch(node)
    }

    // MARK: Names

    public func rename(
        _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor
    ) throws(SystemCallError) {
        _ = try node(name, in: folder)
        if try living(newFolder).entries[newName] != nil { throw failure("rename", "\(folder.label)/\(name)", EEXIST) }
        try move(name, in: node(of: folder), to: newName, in: living(newFolder))
    }

    public func replace(
        _ newName: FileName, in newFolder: Descriptor, with name: FileName, in folder: Descriptor
    ) throws(SystemCallError) {
        _ = try node(name, in: folder)
        try move(name, in: node(of: folder), to: newName, in: living(newFolder))
    }

    public func remove(_ name: FileName, in folder: Descriptor) throws(SystemCallError) {
        _ = try node(name, in: folder)
        leave(name, in: try node(of: folder))
    }

    // MARK: Locks

    public func lock(_ file: Descriptor) throws(SystemCallError) -> Bool {
        let node = try node(of: file)
        if let owner = node.lockedBy, owner != file.number { return false }
        node.lockedBy = file.number
        return true
    }

    public func writers(of file: Descriptor) -> WriterAnswer {
        guard tellsWriters, let node = handles[file.number]?.node else { return .unknown }
        return node.writers > 0 ? .somebody : .nobody
    }
}
