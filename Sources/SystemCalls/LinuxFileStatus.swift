import CSystemCalls
import Glibc

extension FileStatus {
    init(_ status: tact_status) {
        self.init(
            kind: FileKind(mode: status.mode), links: status.links, size: Int64(clamping: status.size), device: status.device,
            inode: status.inode, modified: nanoseconds(status.modified_seconds, status.modified_nanoseconds),
            changed: nanoseconds(status.changed_seconds, status.changed_nanoseconds),
            born: status.has_birth != 0 ? nanoseconds(status.birth_seconds, status.birth_nanoseconds) : nil, owner: status.owner,
            permissions: status.mode & 0o7777)
    }
}

extension FileKind {
    fileprivate init(mode: UInt32) {
        switch mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        case S_IFIFO: self = .fifo
        case S_IFSOCK: self = .socket
        default: self = .device
        }
    }

    /// The error number for who wants to open this as a regular file; nil where it is one.
    var refusal: Int32? {
        switch self {
        case .regular: nil
        case .folder: EISDIR
        case .link: ELOOP
        case .fifo, .socket, .device: EOPNOTSUPP
        }
    }

    /// From `d_type` of a directory entry; nil where it says nothing.
    fileprivate init?(entryType: UInt8) {
        switch entryType {
        case 8: self = .regular
        case 4: self = .folder
        case 10: self = .link
        case 1: self = .fifo
        case 12: self = .socket
        case 2, 6: self = .device
        default: return nil
        }
    }
}

/// Nanoseconds since 1970, at the nearest end of what a number can hold.
private func nanoseconds(_ seconds: Int64, _ fraction: UInt32) -> Int64 {
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, carried) = whole.addingReportingOverflow(Int64(fraction))
    return carried ? .max : sum
}

/// What `getdents64` fills.
struct FolderEntryBuffer {
    private var bytes = [UInt8](repeating: 0, count: 32 * 1024)

    /// Returns the number of bytes filled, or -errno.
    mutating func fill(from folder: Int32) -> Int64 {
        bytes.withUnsafeMutableBytes { tact_list(folder, $0.baseAddress, $0.count) }
    }

    /// The entries in the first `size` bytes, without `.` and `..`.
    func entries(size: Int) -> [FolderEntry] {
        // struct linux_dirent64: inode (8 bytes), offset (8), length of this record (2), type (1), name with a zero at its end.
        let nameOffset = 19
        var entries: [FolderEntry] = []
        var start = 0
        bytes.withUnsafeBytes { buffer in
            while start + nameOffset <= size {
                let length = Int(buffer.loadUnaligned(fromByteOffset: start + 16, as: UInt16.self))
                guard length > nameOffset, start + length <= size else { return }
                let inode = buffer.loadUnaligned(fromByteOffset: start, as: UInt64.self)
                let name = buffer[(start + nameOffset)..<(start + length)].prefix { $0 != 0 }
                if let name = FileName(name) {
                    entries.append(FolderEntry(name: name, kind: FileKind(entryType: buffer[start + 18]), inode: inode))
                }
                start += length
            }
        }
        return entries
    }
}
