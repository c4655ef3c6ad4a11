import Diagnostics
import SystemCalls

/// A file to read transcripts from, or standard input.
struct Input {
    enum Location {
        case standardInput
        case path(String)
        /// For names that are no UTF-8, which no path can spell.
        case entry(FileName, folder: Descriptor)
    }

    /// The file as the user named it.
    var name: String
    var location: Location
    /// In bytes; nil where it is not known before reading.
    var size: Int64?

    /// The last part of the name: what an export is called, wherever it lies.
    var fileName: String { name.split(separator: "/").last.map { String($0) } ?? name }

    func open() throws(SystemCallError) -> Descriptor {
        switch location {
        case .standardInput: Descriptor(number: 0, label: name) { _ in }
        case .path(let path): try NamedFile.open(path)
        case .entry(let name, let folder): try LinuxFileSystem().open(name, in: folder, for: .reading)
        }
    }
}
