import Glibc
import Synchronization
import SystemCalls
import TestSupport

/// A filesystem in memory that knows what a power cut would leave of it: what was synchronised, and no more.
///
/// It is stricter than ext4 or XFS: a new name is durable only once its folder was synchronised.
final class MemoryFileSystem: ForgetfulFileSystem {
    /// What reached the disk beyond what was synchronised, when the power is cut.
    enum Cut: Sendable, Hashable, CaseIterable {
        case nothing
        /// Names and sizes, but no data: zeros stand in its place.
        case metadata
        /// Data, as far as the file's durable size goes, but no names or sizes.
        case data
        case everything
    }

    /// A file or a folder.
    private struct Node {
        var isFolder: Bool
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        var entries: [FileName: UInt64] = [:]
        var durableEntries: [FileName: UInt64] = [:]
        /// A synchronisation failed: memory has what the disk has not, and takes it for clean.
        var isLost = false
    }

    private struct Storage {
        var nodes: [UInt64: Node] = [:]
        var folders: [String: UInt64] = [:]
        var open: [Int32: UInt64] = [:]
        /// The entries that a listing has still to give.
        var listings: [Int32: [FolderEntry]] = [:]
        var nextNode: UInt64 = 1
        var nextDescriptor: Int32 = 3
        /// Names, such as `journal`, whose synchronisation does nothing: to see whether anybody notices.
        var unsynchronized: Set<String> = []
    }

    private let storage: Mutex<Storage>

    private init(_ storage: consuming Storage) { self.storage = Mutex(storage) }

    /// - Parameters:
    ///   - folders: Their paths; there are no others, and no folders in folders.
    ///   - unsynchronized: The last parts of the names of files and folders whose synchronisation does nothing.
    init(folders: [String], unsynchronized: Set<String> = []) {
        var storage = Storage()
        storage.unsynchronized = unsynchronized
        for path in folders {
            storage.folders[path] = storage.nextNode
            storage.nodes[storage.nextNode] = Node(isFolder: true)
            storage.nextNode += 1
        }
        self.storage = Mutex(storage)
    }

    /// What is there after the power is back.
    func afterPowerCut(_ cut: Cut) -> MemoryFileSystem {
        var storage = storage.withLock { $0 }
        storage.open = [:]
        storage.listings = [:]
        for (number, node) in storage.nodes {
            var node = node
            switch cut {
            case .nothing:
                node.bytes = node.durable
                node.entries = node.durableEntries
            case .metadata:
                let kept = Array(node.durable.prefix(node.bytes.count))
                node.bytes = kept + [UInt8](repeating: 0, count: node.bytes.count - kept.count)
            case .data:
                node.bytes = Array(node.bytes.prefix(node.durable.count)) + node.durable.dropFirst(node.bytes.count)
                node.entries = node.durableEntries
            case .everything:
                break
            }
            if node.isLost, cut != .nothing { node.bytes = node.durable }
            node.isLost = false
            node.durable = node.bytes
            node.durableEntries = node.entries
            storage.nodes[number] = node
        }
        return MemoryFileSystem(storage)
    }

    /// The next look at the file after `dropCache` finds what the disk has. With folders, filesystems stop rather than lie.
    func failSynchronization(of descriptor: Descriptor) {
        storage.withLock { storage in
            guard let number = storage.open[descriptor.number], storage.nodes[number]?.isFolder == false else { return }
            storage.nodes[number]?.isLost = true
        }
    }

    // MARK: Calls

    private func failing<Value>(
        _ label: String, _ body: (inout Storage) -> Result<Value, Code>
    ) throws(SystemCallError) -> Value {
        do {
            return try storage.withLock { storage in body(&storage) }.get()
        } catch {
            throw SystemCallError(operation: "use", subject: label, code: error.number)
        }
    }

    private struct Code: Error { var number: Int32 }

    private func opened(_ number: UInt64, _ label: String, _ storage: inout Storage) -> Descriptor {
        storage.nextDescriptor += 1
        storage.open[storage.nextDescriptor] = number
        return Descriptor(number: storage.nextDescriptor, label: label) { [weak self] number in
            self?.storage.withLock { storage in
                storage.open[number] = nil
                storage.listings[number] = nil
            }
        }
    }

    private static func node(_ name: FileName, _ folder: Descriptor, _ storage: Storage) -> UInt64? {
        storage.open[folder.number].flatMap { storage.nodes[$0]?.entries[name] }
    }

    func openFolder(path: String) throws(SystemCallError) -> Descriptor {
        try failing(path) { storage in
            guard let number = storage.folders[path] else { return .failure(Code(number: ENOENT)) }
            return .success(opened(number, path, &storage))
        }
    }

    func openFolder(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> Descriptor { throw unused }
    func makeFolder(path: String, permissions: UInt32) throws(SystemCallError) { throw unused }
    func makeFolder(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) { throw unused }
    func status(path: String) throws(SystemCallError) -> FileStatus { throw unused }
    private var unused: SystemCallError { SystemCallError(operation: "do", subject: "what no test needs", code: ENOSYS) }

    func openListing(of folder: Descriptor) throws(SystemCallError) -> Descriptor {
        try failing(folder.label) { storage in
            guard let number = storage.open[folder.number], let node = storage.nodes[number] else { return .failure(Code(number: EBADF)) }
            let listing = opened(number, folder.label, &storage)
            storage.listings[listing.number] = node.entries.map { FolderEntry(name: $0.key, kind: .regular, inode: $0.value) }
            return .success(listing)
        }
    }

    func nextEntries(_ listing: Descriptor) throws(SystemCallError) -> [FolderEntry] {
        storage.withLock { storage in
            let entries = storage.listings[listing.number] ?? []
            storage.listings[listing.number] = Array(entries.dropFirst(2))
            return Array(entries.prefix(2))
        }
    }

    func open(_ name: FileName, in folder: Descriptor, for access: FileAccess) throws(SystemCallError) -> Descriptor {
        let label = "\(folder.label)/\(name)"
        return try failing(label) { storage in
            guard let number = Self.node(name, folder, storage) else { return .failure(Code(number: ENOENT)) }
            return .success(opened(number, label, &storage))
        }
    }

    func create(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(SystemCallError) -> Descriptor {
        let label = "\(folder.label)/\(name)"
        return try failing(label) { storage in
            guard let parent = storage.open[folder.number] else { return .failure(Code(number: EBADF)) }
            guard storage.nodes[parent]?.entries[name] == nil else { return .failure(Code(number: EEXIST)) }
            storage.nodes[parent]?.entries[name] = storage.nextNode
            storage.nodes[storage.nextNode] = Node(isFolder: false)
            storage.nextNode += 1
            return .success(opened(storage.nextNode - 1, label, &storage))
        }
    }

    func setPermissions(_ permissions: UInt32, of file: Descriptor) throws(SystemCallError) {}

    func status(of descriptor: Descriptor) throws(SystemCallError) -> FileStatus {
        try failing(descriptor.label) { storage in
            guard let number = storage.open[descriptor.number] else { return .failure(Code(number: EBADF)) }
            return Self.status(number, storage)
        }
    }

    func status(of name: FileName, in folder: Descriptor) throws(SystemCallError) -> FileStatus {
        try failing("\(folder.label)/\(name)") { storage in
            guard let number = Self.node(name, folder, storage) else { return .failure(Code(number: ENOENT)) }
            return Self.status(number, storage)
        }
    }

    private static func status(_ number: UInt64, _ storage: Storage) -> Result<FileStatus, Code> {
        guard let node = storage.nodes[number] else { return .failure(Code(number: ENOENT)) }
        let links = storage.nodes.values.reduce(0) { $0 + $1.entries.values.filter { $0 == number }.count }
        return .success(
            FileStatus(kind: node.isFolder ? .folder : .regular, links: UInt32(links), size: Int64(node.bytes.count), inode: number))
    }

    func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemCallError) -> Int {
        try failing(file.label) { storage in
            guard let number = storage.open[file.number], let node = storage.nodes[number] else { return .failure(Code(number: EBADF)) }
            let bytes = node.bytes.dropFirst(Int(offset)).prefix(buffer.count)
            buffer.copyBytes(from: bytes)
            return .success(bytes.count)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int64) throws(SystemCallError) -> Int {
        try failing(file.label) { storage in
            guard let number = storage.open[file.number] else { return .failure(Code(number: EBADF)) }
            let end = Int(offset) + bytes.count
            Self.extend(number, to: end, &storage)
            storage.nodes[number]?.bytes.replaceSubrange(Int(offset)..<end, with: bytes)
            return .success(bytes.count)
        }
    }

    private static func extend(_ number: UInt64, to size: Int, _ storage: inout Storage) {
        let missing = size - (storage.nodes[number]?.bytes.count ?? 0)
        if missing > 0 { storage.nodes[number]?.bytes += [UInt8](repeating: 0, count: missing) }
    }

    func synchronize(_ descriptor: Descriptor) throws(SystemCallError) {
        storage.withLock { storage in
            let name = descriptor.label.split(separator: "/").last.map { String($0) } ?? ""
            guard !storage.unsynchronized.contains(name), let number = storage.open[descriptor.number], let node = storage.nodes[number],
                !node.isLost
            else { return }
            storage.nodes[number]?.durable = node.bytes
            storage.nodes[number]?.durableEntries = node.entries
        }
    }

    func synchronizeData(_ file: Descriptor) throws(SystemCallError) { try synchronize(file) }

    func allocate(_ file: Descriptor, from offset: Int64, count: Int64) throws(SystemCallError) {
        storage.withLock { storage in
            if let number = storage.open[file.number] { Self.extend(number, to: Int(offset + count), &storage) }
        }
    }

    func dropCache(of file: Descriptor) {
        storage.withLock { storage in
            guard let number = storage.open[file.number], let node = storage.nodes[number], node.isLost else { return }
            let kept = node.durable.prefix(node.bytes.count)
            storage.nodes[number]?.bytes = kept + [UInt8](repeating: 0, count: node.bytes.count - kept.count)
            storage.nodes[number]?.isLost = false
        }
    }

    func rename(
        _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor
    ) throws(SystemCallError) {
        if try statusIfPresent(of: newName, in: newFolder) != nil { throw SystemCallError(operation: "rename", subject: "", code: EEXIST) }
        try replace(newName, in: newFolder, with: name, in: folder)
    }

    func replace(
        _ newName: FileName, in newFolder: Descriptor, with name: FileName, in folder: Descriptor
    ) throws(SystemCallError) {
        try failing("\(folder.label)/\(name)") { storage -> Result<Void, Code> in
            guard let number = Self.node(name, folder, storage), let from = storage.open[folder.number],
                let to = storage.open[newFolder.number]
            else { return .failure(Code(number: ENOENT)) }
            storage.nodes[from]?.entries[name] = nil
            storage.nodes[to]?.entries[newName] = number
            return .success(())
        }
    }

    func remove(_ name: FileName, in folder: Descriptor) throws(SystemCallError) {
        try failing("\(folder.label)/\(name)") { storage -> Result<Void, Code> in
            guard let parent = storage.open[folder.number], storage.nodes[parent]?.entries.removeValue(forKey: name) != nil else {
                return .failure(Code(number: ENOENT))
            }
            return .success(())
        }
    }

    func lock(_ file: Descriptor) throws(SystemCallError) -> Bool { true }
    func writers(of file: Descriptor) -> WriterAnswer { .unknown }

    /// Cuts a file's end off, as copy-and-truncate does.
    func truncate(_ name: FileName, inFolder path: String, to size: Int) {
        storage.withLock { storage in
            guard let number = storage.folders[path].flatMap({ storage.nodes[$0]?.entries[name] }), let node = storage.nodes[number]
            else { return }
            storage.nodes[number]?.bytes = Array(node.bytes.prefix(size))
        }
    }
}
