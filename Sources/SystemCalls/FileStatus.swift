/// What a folder's entry is.
public enum FileKind: Sendable, Hashable {
    case regular, folder, link, fifo, socket, device
}

/// What the filesystem says of a file.
public struct FileStatus: Sendable, Hashable {
    public var kind: FileKind
    /// The number of names that the file has.
    public var links: UInt32
    /// In bytes.
    public var size: Int64
    public var device: UInt64
    public var inode: UInt64
    /// Nanoseconds since 1970.
    public var modified: Int64
    /// When its content, name or attributes last changed, in nanoseconds since 1970. Unlike `modified` nobody can set it.
    public var changed: Int64
    /// Nanoseconds since 1970; nil where the filesystem does not say.
    public var born: Int64?
    /// The user id.
    public var owner: UInt32
    /// The permission bits, such as `0o640`.
    public var permissions: UInt32

    public init(
        kind: FileKind, links: UInt32 = 1, size: Int64, device: UInt64 = 0, inode: UInt64, modified: Int64 = 0, changed: Int64 = 0,
        born: Int64? = nil, owner: UInt32 = 0, permissions: UInt32 = 0o600
    ) {
        self.kind = kind
        self.links = links
        self.size = size
        self.device = device
        self.inode = inode
        self.modified = modified
        self.changed = changed
        self.born = born
        self.owner = owner
        self.permissions = permissions
    }

    /// Whether both are of one file, whatever its names. An inode's number may be used again; the time of birth, where it is known, tells.
    public func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode && born == other.born }
}

/// An entry of a folder as a listing has it.
public struct FolderEntry: Sendable, Hashable {
    public var name: FileName
    /// nil where the filesystem leaves it to `status(of:in:)`.
    public var kind: FileKind?
    public var inode: UInt64

    public init(name: FileName, kind: FileKind?, inode: UInt64) {
        self.name = name
        self.kind = kind
        self.inode = inode
    }
}
