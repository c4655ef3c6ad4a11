import SystemCalls

/// A file or a folder of `MemoryFileSystem`: what memory has of it, and what the disk has.
final class MemoryNode {
    /// A change of a folder's entries that the disk does not have yet.
    struct Change {
        var name: FileName
        /// nil, the entry is gone.
        var node: UInt64?
        /// A rename takes a name away only where it gives the new one.
        var onlyWith: (folder: UInt64, name: FileName)?
    }

    let number: UInt64
    let kind: FileKind
    let born: Int64
    var modified: Int64
    var changed: Int64
    var data = MemoryData()
    var durable = MemoryData()
    var entries: [FileName: UInt64] = [:]
    var durableEntries: [FileName: UInt64] = [:]
    var unsynchronized: [Change] = []
    /// How many names it has.
    var links: UInt32 = 0
    /// How many others have it open for writing.
    var writers = 0
    /// A synchronisation failed: memory has what the disk has not, and takes it for clean.
    var isLost = false
    var lockedBy: Int32?

    init(number: UInt64, kind: FileKind, now: Int64) {
        self.number = number
        self.kind = kind
        born = now
        modified = now
        changed = now
    }

    /// Whether the disk has what memory has.
    var isDurable: Bool = true

    func copy() -> MemoryNode {
        let copy = MemoryNode(number: number, kind: kind, now: born)
        (copy.modified, copy.changed, copy.links) = (modified, changed, links)
        (copy.data, copy.durable, copy.isLost, copy.isDurable) = (data, durable, isLost, isDurable)
        (copy.entries, copy.durableEntries, copy.unsynchronized) = (entries, durableEntries, unsynchronized)
        return copy
    }

    var status: FileStatus {
        FileStatus(
            kind: kind, links: links, size: Int64(data.size), inode: number, modified: modified, changed: changed, born: born)
    }

    func synchronize() {
        guard !isLost else { return }
        durable = data
        durableEntries = entries
        unsynchronized = []
        isDurable = true
    }
}
