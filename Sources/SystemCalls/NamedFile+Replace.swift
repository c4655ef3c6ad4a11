import Glibc

extension NamedFile {
    /// Puts new content in the place of a file's, whole or not at all: it is written beside the file, and renamed over it.
    ///
    /// The file keeps its permissions; of a link, what it points to is replaced.
    ///
    /// - Throws: Where the file is not there, or its folder does not let itself be written to; the file is as it was then.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(SystemCallError) {
        let target = try resolved(path)
        let fileSystem = LinuxFileSystem()
        let status = try fileSystem.status(path: target)
        let slash = target.lastIndex(of: "/") ?? target.startIndex
        let folder = try fileSystem.openFolder(path: slash == target.startIndex ? "/" : String(target[..<slash]))
        let suffix = try RandomBytes.make(8).map { String($0, radix: 16) }.joined()
        guard let name = FileName(String(target[target.index(after: slash)...])), let temporary = FileName(".tact-\(suffix).tmp") else {
            throw SystemCallError(operation: "write to", subject: path, code: EISDIR)
        }
        let file = try fileSystem.create(temporary, in: folder, permissions: 0o600)
        do throws(SystemCallError) {
            try fileSystem.writeAll(bytes, to: file, at: 0)
            try fileSystem.setPermissions(status.permissions, of: file)
            try fileSystem.synchronize(file)
            try fileSystem.replace(name, in: folder, with: temporary, in: folder)
        } catch {
            try? fileSystem.remove(temporary, in: folder)
            throw error
        }
    }

    /// The path without links, from the root.
    private static func resolved(_ path: String) throws(SystemCallError) -> String {
        guard let resolved = realpath(path, nil) else { throw SystemCallError(operation: "open", subject: path, code: errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
