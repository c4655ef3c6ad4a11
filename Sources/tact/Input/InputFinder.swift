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

    init(_ paths: [String]) {
        for path in paths {
            if path == "-" {
                inputs.append(Input(name: "<stdin>", location: .standardInput, size: nil))
            } else {
                attempt(path) { () throws(SystemCallError) in
                    let status = try files.status(path: path)
                    if status.kind == .folder {
                        visit(path, path: path) { () throws(SystemCallError) in try files.openFolder(path: path) }
                    } else {
                        let size = status.kind == .regular ? status.size : nil
                        inputs.append(Input(name: path, location: .path(path), size: size))
                    }
                }
            }
        }
    }

    /// - Parameter path: nil where a name on the way is no UTF-8.
    private mutating func visit(_ name: String, path: String?, open: () throws(SystemCallError) -> Descriptor) {
        attempt(name) { () throws(SystemCallError) in
            let folder = try open()
            for entry in try files.entries(of: folder) where !entry.name.hasPrefix(".") {
                visit(entry, in: folder, prefix: name.hasSuffix("/") ? name : name + "/", path: path)
            }
        }
    }

    private mutating func visit(_ entry: FolderEntry, in folder: Descriptor, prefix: String, path: String?) {
        let name = prefix + entry.name.text
        let isText = entry.name.text.utf8.elementsEqual(entry.name.bytes)
        let path = path == nil || !isText ? nil : name
        attempt(name) { () throws(SystemCallError) in
            let status = try files.status(of: entry.name, in: folder)
            switch status.kind {
            case .regular:
                let location = path.map { Input.Location.path($0) } ?? .entry(entry.name, folder: folder)
                inputs.append(Input(name: name, location: location, size: status.size))
            case .folder:
                visit(name, path: path) { () throws(SystemCallError) in try files.openFolder(entry.name, in: folder) }
            case .link, .fifo, .socket, .device: break
            }
        }
    }

    private mutating func attempt(_ name: String, _ body: () throws(SystemCallError) -> Void) {
        do throws(SystemCallError) { try body() } catch {
            problems.append(
                Diagnostic(
                    code: error.isNotFound ? "no-such-file" : "unreadable-file", "\(error)", at: Place(file: name),
                    help: error.isNotFound ? "check the path" : "check the permissions"))
        }
    }
}
