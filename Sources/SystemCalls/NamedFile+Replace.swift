import Glibc

extension NamedFile {
    /// Makes a file hold some bytes, in one step: whoever reads it meanwhile, or after a power cut, has all of the old or all of the new.
    ///
    /// A link is followed; a file that is there keeps its permissions; what is no regular file is refused with `EINVAL`.
    public static func replace(_ path: String, with bytes: [UInt8]) throws(SystemCallError) {
        let files = LinuxFileSystem()
        let target = resolved(path)
        var folderPath = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
        if folderPath.isEmpty { folderPath = "/" }
        let text = target.lastIndex(of: "/").map { String(target[target.index(after: $0)...]) } ?? target
        guard let name = FileName(text), let new = FileName(".\(text).\(getpid()).tmp") else {
            throw SystemCallError(operation: "write", subject: path, code: EINVAL)
        }
        let folder = try files.openFolder(path: folderPath)
        let old = try files.statusIfPresent(of: name, in: folder)
        if let old, old.kind != .regular { throw SystemCallError(operation: "write", subject: path, code: EINVAL) }
        // What a process of the same number left behind when it was killed.
        if try files.statusIfPresent(of: new, in: folder) != nil { try files.remove(new, in: folder) }
        let file = try files.create(new, in: folder, permissions: 0o666)
        do throws(SystemCallError) {
            try files.writeAll(bytes, to: file, at: 0)
            if let old { try files.setPermissions(old.permissions, of: file) }
            try files.synchronize(file)
            try files.replace(name, in: folder, with: new, in: folder)
            try files.synchronize(folder)
        } catch {
            try? files.remove(new, in: folder)
            throw error
        }
    }

    /// The path without links in it; the path itself where there is no such file yet.
    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
