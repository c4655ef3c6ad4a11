import Glibc

/// Files that a person names by path, on a command line or in a configuration: links are followed, as everywhere else.
///
/// What others drop into a folder is opened through `FileSystem`, which follows nothing.
public enum NamedFile {
    /// Opens a file for reading.
    public static func open(_ path: String) throws(SystemCallError) -> Descriptor {
        let number = try calling("open", path) {
            let number = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
            return number < 0 ? -Int64(errno) : Int64(number)
        }
        return Descriptor(number: Int32(number), label: path) { _ = Glibc.close($0) }
    }

    /// The next bytes of a file or pipe; 0 at the end.
    public static func read(_ file: Descriptor, into buffer: UnsafeMutableRawBufferPointer) throws(SystemCallError) -> Int {
        Int(
            try calling("read", file.label) {
                let count = Glibc.read(file.number, buffer.baseAddress, buffer.count)
                return count < 0 ? -Int64(errno) : Int64(count)
            })
    }

    /// How a file is now, to notice later that it has changed.
    public static func stamp(_ path: String) -> FileStamp {
        FileStamp(path: path, status: try? LinuxFileSystem().status(path: path))
    }

    /// All that a file holds.
    ///
    /// - Parameter limit: In bytes; a larger file is refused with `EFBIG`.
    public static func contents(of path: String, limit: Int = 64 << 20) throws(SystemCallError) -> [UInt8] {
        let file = try open(path)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var count = 0
            var failure: SystemCallError?
            chunk.withUnsafeMutableBytes { buffer in
                do throws(SystemCallError) { count = try read(file, into: buffer) } catch { failure = error }
            }
            if let failure { throw failure }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw SystemCallError(operation: "read", subject: path, code: EFBIG) }
        }
    }
}

/// A file as it was at some time; another size, time or inode is another stamp.
public struct FileStamp: Sendable, Hashable {
    public let path: String
    /// nil where there was no such file.
    public let status: FileStatus?

    public init(path: String, status: FileStatus?) {
        self.path = path
        self.status = status
    }
}
