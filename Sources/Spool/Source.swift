import SystemCalls

/// Where in `incoming` an export was dropped: into the folder itself, or into a sub-folder of it, one level down.
public struct Source: Sendable, Hashable {
    /// The name of the sub-folder; nil for `incoming` itself.
    public let name: FileName?

    public init(_ name: FileName?) { self.name = name }

    /// `incoming` itself.
    public static let main = Source(nil)

    /// How many sub-folders are looked at: each costs an open folder and a watch.
    public static let limit = 100
}

extension Source: Comparable {
    /// `incoming` itself first, then by name.
    public static func < (a: Source, b: Source) -> Bool {
        guard let right = b.name else { return false }
        return a.name.map { $0 < right } ?? true
    }
}

/// A name in the spool: what is found there may be another file at every look.
public struct SpoolEntry: Sendable, Hashable, Comparable, CustomStringConvertible {
    public var source: Source
    public var name: FileName

    public init(_ name: FileName, of source: Source) {
        self.source = source
        self.name = name
    }

    public static func < (a: SpoolEntry, b: SpoolEntry) -> Bool { (a.source, a.name) < (b.source, b.name) }

    /// The path below the spool, for people.
    public var description: String { "incoming/" + (source.name.map { "\($0)/" } ?? "") + "\(name)" }
}

/// What makes a file the one that was looked at before, whatever its name.
///
/// An inode's number is used again after the file is deleted, so the rest counts as well. The device is left out: its number may change
/// when the machine starts, and all files of a spool are on one filesystem.
public struct FileIdentity: Sendable, Hashable {
    public var inode: UInt64
    /// In bytes.
    public var size: Int64
    /// Nanoseconds since 1970.
    public var modified: Int64
    /// Nanoseconds since 1970; nil where the filesystem does not say.
    public var born: Int64?

    public init(_ status: FileStatus) {
        inode = status.inode
        size = status.size
        modified = status.modified
        born = status.born
    }
}

extension FileIdentity {
    func encode(into encoder: inout ByteEncoder) {
        encoder.append(inode)
        encoder.append(size)
        encoder.append(modified)
        encoder.append(UInt8(born == nil ? 0 : 1))
        if let born { encoder.append(born) }
    }

    init?(from decoder: inout ByteDecoder) {
        guard let inode = decoder.number(UInt64.self), let size = decoder.signed(), let modified = decoder.signed(),
            let hasBirth = decoder.number(UInt8.self), hasBirth < 2
        else { return nil }
        if hasBirth == 1 {
            guard let time = decoder.signed() else { return nil }
            born = time
        }
        self.inode = inode
        self.size = size
        self.modified = modified
    }
}

extension SpoolEntry {
    func encode(into encoder: inout ByteEncoder) {
        encoder.append(source.name?.bytes ?? [])
        encoder.append(name.bytes)
    }

    init?(from decoder: inout ByteDecoder) {
        guard let sourceBytes = decoder.block(), let nameBytes = decoder.block(), let name = FileName(nameBytes) else { return nil }
        let source = FileName(sourceBytes)
        guard source != nil || sourceBytes.isEmpty else { return nil }
        self.init(name, of: Source(source))
    }
}
