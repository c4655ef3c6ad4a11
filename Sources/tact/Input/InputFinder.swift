import Diagnostics
import SystemCalls

/// Finds the files that paths stand for: a file itself, of a folder all files in it and its folders, and `-` standard input.
///
/// Entries come in the order of their names. Names that begin with a dot, links, and what is no regular file are passed over in folders.
struct InputFinder {
    private(set) var inputs: [Input] = []
    /// What could not be looked at.
    private(set) var problems: [Diagnostic] = []
    private let files = LinuxFileSystem()

    /// The bytes of all files; nil where a size is not known.
    var totalSize: Int64? {
        let sizes = inputs.compactMap(\.size)
        return sizes.count == inputs.count ? sizes.reduce(0, +) : nil
    }

    /// An entry of a folder that is still to be looked at.
    private struct Pending {
        var entry: FileName
        var folder: Descriptor
        /// The path from what the user named; lossy where a name on the way is no UTF-8.
        var name: String
        /// Whether `name` leads there.
        var isPath: Bool
    }

    init(_ paths: [String]) {
        for path in paths {
            if path == "-" {
                inputs.append(Input(name: "<stdin>", location: .standardInput, size: nil))
                continue
            }
            do throws(SystemCallError) { try visit(path) } catch { note(error, at: path) }
        }
    }

    private mutating func visit(_ path: String) throws(SystemCallError) {
        let status = try files.status(path: path)
        guard status.kind == .folder else {
            return inputs.append(Input(name: path, location: .path(path), size: status.kind == .regular ? status.size : nil))
        }
        var pending = try entries(of: try files.openFolder(path: path), name: path, isPath: true)
        // A folder's entries go on top, so that they come where the folder stood, however deep folders are nested.
        while let next = pending.popLast() {
            do throws(SystemCallError) { pending += try visit(next) } catch { note(error, at: next.name) }
        }
    }

    /// - Returns: what is in a folder, the first entry last.
    private mutating func visit(_ pending: Pending) throws(SystemCallError) -> [Pending] {
        let status = try files.status(of: pending.entry, in: pending.folder)
        switch status.kind {
        case .regular:
            let location = pending.isPath ? Input.Location.path(pending.name) : .entry(pending.entry, folder: pending.folder)
            inputs.append(Input(name: pending.name, location: location, size: status.size))
        case .folder:
            let folder = try files.openFolder(pending.entry, in: pending.folder)
            return try entries(of: folder, name: pending.name, isPath: pending.isPath)
        case .link, .fifo, .socket, .device: break
        }
        return []
    }

    private func entries(of folder: Descriptor, name: String, isPath: Bool) throws(SystemCallError) -> [Pending] {
        let prefix = name.hasSuffix("/") ? name : name + "/"
        return try files.entries(of: folder).reversed().filter { !$0.name.hasPrefix(".") }.map { entry in
            let isText = entry.name.text.utf8.elementsEqual(entry.name.bytes)
            return Pending(entry: entry.name, folder: folder, name: prefix + entry.name.text, isPath: isPath && isText)
        }
    }

    private mutating func note(_ error: SystemCallError, at name: String) {
        problems.append(
            Diagnostic(
                code: error.isNotFound ? "no-such-file" : "unreadable-file", "\(error)", at: Place(file: name),
                help: error.isNotFound ? "check the path" : "check the permissions"))
    }
}
