import Glibc
import SystemCalls

/// A filesystem in memory that knows what a power cut would leave of it: what was synchronised, and no more.
///
/// It is stricter than ext4 or XFS: a new name is durable only once its folder was synchronised. For one thread at a time.
public final class MemoryFileSystem: ForgetfulFileSystem, @unchecked Sendable {
    // @unchecked: only tests of one thread use it.

    /// What a descriptor's number stands for.
    struct Handle {
        var node: MemoryNode
        /// The entries that a listing has still to give.
        var listing: [FolderEntry]?
    }

    static let root: UInt64 = 1

    var nodes: [UInt64: MemoryNode] = [:]
    var handles: [Int32: Handle] = [:]
    private var nextNode = MemoryFileSystem.root
    private var nextDescriptor: Int32 = 3
    private let now: () -> Int64
    /// Names, such as `journal`, whose synchronisation does nothing: to see whether anybody notices.
    let unsynchronizedNames: Set<String>
    /// Names of files whose synchronisation is put off until they are written again: as if what comes after it came before.
    let lateNames: Set<String>
    var late: [MemoryNode] = []
    /// How many bytes more can be written, and how many files more made, by what goes through `FileSystem`; nil, as many as one likes.
    public var room: Int?
    public var nodesLeft: Int?
    /// Whether the kernel tells who has a file open for writing.
    public var tellsWriters = false
    /// The names of folders that cannot be opened.
    public var closedFolders: Set<String> = []

    /// - Parameters:
    ///   - folders: The paths of folders that are there.
    ///   - unsynchronized: The last parts of the names of files and folders whose synchronisation does nothing.
    ///   - late: Those of files whose synchronisation is put off until they are written again.
    ///   - now: The time on the wall.
    public init(
        folders: [String], unsynchronized: Set<String> = [], late: Set<String> = [], now: @escaping () -> Int64 = { 0 }
    ) {
        unsynchronizedNames = unsynchronized
        lateNames = late
        self.now = now
        _ = makeNode(.folder)
        for path in folders { makeFolders(path) }
    }

    init(copyOf other: MemoryFileSystem) {
        (unsynchronizedNames, lateNames) = (other.unsynchronizedNames, other.lateNames)
        now = other.now
        nodes = other.nodes.mapValues { $0.copy() }
        (nextNode, nextDescriptor) = (other.nextNode, other.nextDescriptor)
        (room, nodesLeft, tellsWriters) = (other.room, other.nodesLeft, other.tellsWriters)
    }

    // MARK: Nodes

    func makeNode(_ kind: FileKind) -> MemoryNode {
        let node = MemoryNode(number: nextNode, kind: kind, now: now())
        nodes[nextNode] = node
        nextNode += 1
        return node
    }

    /// Gives a name to a node, in place of what has it.
    func enter(_ node: MemoryNode, as name: FileName, in folder: MemoryNode) {
        if let old = folder.entries[name].flatMap({ nodes[$0] }) { drop(old) }
        folder.entries[name] = node.number
        folder.unsynchronized.append(MemoryNode.Change(name: name, node: node.number))
        node.links += 1
        touch(folder)
        node.changed = now()
    }

    func leave(_ name: FileName, in folder: MemoryNode, movedTo: (folder: UInt64, name: FileName)? = nil) {
        guard let node = folder.entries.removeValue(forKey: name).flatMap({ nodes[$0] }) else { return }
        folder.unsynchronized.append(MemoryNode.Change(name: name, node: nil, onlyWith: movedTo))
        drop(node)
        touch(folder)
    }

    private func drop(_ node: MemoryNode) {
        node.links -= 1
        node.changed = now()
        if node.links == 0, let left = room { room = left + node.data.size }
    }

    func touch(_ node: MemoryNode) {
        node.modified = now()
        node.changed = node.modified
        node.isDurable = false
    }

    func move(_ name: FileName, in folder: MemoryNode, to newName: FileName, in newFolder: MemoryNode) {
        guard let node = folder.entries[name].flatMap({ nodes[$0] }) else { return }
        if folder === newFolder, name == newName { return }
        enter(node, as: newName, in: newFolder)
        leave(name, in: folder, movedTo: (newFolder.number, newName))
    }

    func countLinks() {
        for node in nodes.values { node.links = 0 }
        for folder in nodes.values where folder.kind == .folder {
            for number in folder.entries.values { nodes[number]?.links += 1 }
        }
        nodes[Self.root]?.links = 1
    }

    // MARK: Calls

    func failure(_ operation: String, _ label: String, _ code: Int32) -> SystemCallError {
        SystemCallError(operation: operation, subject: label, code: code)
    }

    func node(of descriptor: Descriptor) throws(SystemCallError) -> MemoryNode {
        guard let node = handles[descriptor.number]?.node else { throw failure("use", descriptor.label, EBADF) }
        return node
    }

    func node(_ name: FileName, in folder: Descriptor) throws(SystemCallError) -> MemoryNode {
        guard let node = try node(of: folder).entries[name].flatMap({ nodes[$0] }) else {
            throw failure("find", "\(folder.label)/\(name)", ENOENT)
        }
        return node
    }

    func opened(_ node: MemoryNode, _ label: String, listing: [FolderEntry]? = nil) -> Descriptor {
        nextDescriptor += 1
        handles[nextDescriptor] = Handle(node: node, listing: listing)
        return Descriptor(number: nextDescriptor, label: label) { [weak self] number in
            guard let handle = self?.handles.removeValue(forKey: number) else { return }
            if handle.node.lockedBy == number { handle.node.lockedBy = nil }
        }
    }

    /// A folder that new names can be made in: not one that was removed.
    func living(_ folder: Descriptor) throws(SystemCallError) -> MemoryNode {
        let node = try node(of: folder)
        guard node.links > 0 else { throw failure("change", folder.label, ENOENT) }
        return node
    }
}
