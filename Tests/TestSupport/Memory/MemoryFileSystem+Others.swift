import SystemCalls

/// What others do to the files, by path: exporters, logrotate, administrators. They find room always.
extension MemoryFileSystem {
    func node(_ path: String) -> MemoryNode? {
        var node = nodes[Self.root]
        for part in path.split(separator: "/") {
            node = FileName(String(part)).flatMap { node?.entries[$0] }.flatMap { nodes[$0] }
        }
        return node
    }

    /// The folder that a path's last part is a name in.
    func place(_ path: String) -> (folder: MemoryNode, name: FileName)? {
        let parts = path.split(separator: "/")
        guard let name = parts.last.flatMap({ FileName(String($0)) }),
            let folder = node(parts.dropLast().joined(separator: "/")), folder.kind == .folder
        else { return nil }
        return (folder, name)
    }

    /// The number of the file that has a name now.
    public func inode(_ path: String) -> UInt64? { node(path)?.number }

    public func status(_ path: String) -> FileStatus? { node(path)?.status }

    /// The names in a folder and the files that they lead to.
    public func list(_ path: String) -> [(name: String, inode: UInt64, kind: FileKind)] {
        let entries = node(path)?.entries ?? [:]
        return entries.sorted { $0.key < $1.key }.compactMap { name, number in
            nodes[number].map { (name.text, number, $0.kind) }
        }
    }

    public func contents(_ inode: UInt64) -> [UInt8] { nodes[inode]?.data.bytes() ?? [] }

    /// Whether a file's bytes survive a power cut.
    public func hasDurableBytes(_ inode: UInt64) -> Bool { nodes[inode]?.isDurable == true }

    /// Whether a file's bytes and its name survive a power cut.
    public func isDurable(_ path: String) -> Bool {
        guard let (folder, name) = place(path), let number = folder.entries[name] else { return false }
        return folder.durableEntries[name] == number && nodes[number]?.isDurable == true
    }

    /// Makes the folders of a path that are missing, durably.
    public func makeFolders(_ path: String) {
        var parent = nodes[Self.root]
        for part in path.split(separator: "/") {
            guard let folder = parent, let name = FileName(String(part)) else { return }
            if folder.entries[name] == nil {
                enter(makeNode(.folder), as: name, in: folder)
                folder.synchronize()
            }
            parent = folder.entries[name].flatMap { nodes[$0] }
        }
    }

    /// Makes a file, in place of what has the name.
    @discardableResult
    public func put(_ path: String, _ bytes: [UInt8], kind: FileKind = .regular) -> UInt64? {
        guard let (folder, name) = place(path) else { return nil }
        let node = makeNode(kind)
        bytes.withUnsafeBytes { node.data.write($0, at: 0) }
        touch(node)
        enter(node, as: name, in: folder)
        return node.number
    }

    public func append(_ bytes: [UInt8], to inode: UInt64) {
        guard let node = nodes[inode] else { return }
        bytes.withUnsafeBytes { node.data.write($0, at: node.data.size) }
        touch(node)
    }

    /// Makes a file's bytes and its name durable.
    public func synchronize(_ path: String) {
        node(path)?.synchronize()
        place(path)?.folder.synchronize()
    }

    public func beginWriting(_ inode: UInt64) { nodes[inode]?.writers += 1 }
    public func endWriting(_ inode: UInt64) {
        guard let node = nodes[inode], node.writers > 0 else { return }
        node.writers -= 1
    }

    /// Renames, over what has the new name.
    public func move(_ path: String, to newPath: String) {
        guard let (folder, name) = place(path), let (newFolder, newName) = place(newPath) else { return }
        move(name, in: folder, to: newName, in: newFolder)
    }

    public func link(_ path: String, as newPath: String) {
        guard let node = node(path), let (folder, name) = place(newPath), folder.entries[name] == nil else { return }
        enter(node, as: name, in: folder)
    }

    /// Removes a file, or a folder and all that is in it.
    public func delete(_ path: String) {
        guard let (folder, name) = place(path), let node = node(path) else { return }
        for entry in node.entries.keys.sorted() { delete("\(path)/\(entry.text)") }
        leave(name, in: folder)
    }

    /// Cuts a file's end off, as copy-and-truncate does.
    public func truncate(_ name: FileName, inFolder path: String, to size: Int) {
        guard let node = node("\(path)/\(name.text)") else { return }
        node.data.resize(to: size)
        touch(node)
    }
}
