import SystemCalls

/// The folders of the spool, open: `incoming` with its sources, `done` and `failed`, all on one filesystem.
public final class SpoolFolder {
    public let path: String
    let files: any FileSystem
    private var folders: Folders
    /// The open sub-folders of `incoming`.
    private var sources: [FileName: Descriptor] = [:]
    /// The folders in `done` and `failed` whose names were synchronised, by their labels.
    private var durableDestinations: Set<String> = []

    private struct Folders {
        var top: Descriptor
        var incoming: Descriptor
        var done: Descriptor
        var failed: Descriptor
    }

    enum Part: CaseIterable {
        case incoming, done, failed

        // The exporters' group writes into `incoming`, and takes out of `failed` what it has corrected.
        var permissions: UInt32 { self == .done ? 0o750 : 0o770 }

        var name: FileName {
            switch self {
            case .incoming: FileName(constant: "incoming")
            case .done: FileName(constant: "done")
            case .failed: FileName(constant: "failed")
            }
        }
    }

    /// Opens a spool; folders that are missing are made.
    ///
    /// - Throws: where the spool cannot be used: a folder cannot be opened or made, or files cannot be moved from `incoming` to `done` in
    ///   one step.
    public init(path: String, files: any FileSystem) throws(SystemCallError) {
        self.path = path
        self.files = files
        try files.makeFolders(path: path, permissions: 0o750)
        let top = try files.openFolder(path: path)
        for part in Part.allCases {
            do throws(SystemCallError) {
                try files.makeFolder(part.name, in: top, permissions: part.permissions)
            } catch where error.isTaken {}
        }
        try files.synchronize(top)
        folders = try Self.open(top, files)
        try rehearse()
    }

    private static func open(_ top: Descriptor, _ files: any FileSystem) throws(SystemCallError) -> Folders {
        Folders(
            top: top, incoming: try files.openFolder(Part.incoming.name, in: top), done: try files.openFolder(Part.done.name, in: top),
            failed: try files.openFolder(Part.failed.name, in: top))
    }

    /// Moves an empty file as exports will be moved: what cannot work is better known now than at the first export. On a full disk that
    /// has to be left to the exports, whose moves need no space.
    private func rehearse() throws(SystemCallError) {
        let name = FileName(constant: ".tactd-rehearsal")
        for folder in [folders.incoming, folders.done, folders.failed] {
            do throws(SystemCallError) { try files.remove(name, in: folder) } catch where error.isNotFound {}
        }
        do throws(SystemCallError) {
            _ = try files.create(name, in: folders.incoming, permissions: 0o600)
        } catch where error.isOutOfSpace {
            return
        }
        try files.rename(name, in: folders.incoming, to: name, in: folders.done)
        try files.rename(name, in: folders.done, to: name, in: folders.failed)
        try files.remove(name, in: folders.failed)
    }

    // MARK: Folders

    /// The path of `incoming`.
    public var incomingPath: String { path.hasSuffix("/") ? "\(path)incoming" : "\(path)/incoming" }

    /// The sources that were looked at so far, `incoming` itself first.
    public var knownSources: [Source] { ([.main] + sources.keys.map { Source($0) }).sorted() }

    /// The folder that a source's exports are dropped into.
    ///
    /// - Throws: where it cannot be opened, among others because it is a link or another mount.
    func incoming(_ source: Source) throws(SystemCallError) -> Descriptor {
        guard let name = source.name else { return folders.incoming }
        if let folder = sources[name] { return folder }
        let folder = try files.openFolder(name, in: folders.incoming)
        if sources.count < Source.limit { sources[name] = folder }
        return folder
    }

    /// Makes durable which files no source has any more, so that none comes back with a power cut: a file that is gone may have had a name
    /// in another source's folder before.
    public func synchronizeIncoming() throws(SystemCallError) {
        for source in knownSources { try files.synchronize(try incoming(source)) }
    }

    /// The folder that a source's exports are dropped into; it is made anew where it is missing.
    func incomingMade(_ source: Source) throws(SystemCallError) -> Descriptor {
        do throws(SystemCallError) {
            return try incoming(source)
        } catch where error.isNotFound {
            guard let name = source.name else { throw error }
            try files.makeFolder(name, in: folders.incoming, permissions: Part.incoming.permissions)
            try files.synchronize(folders.incoming)
            return try incoming(source)
        }
    }

    /// The folder of `done` or `failed` that a source's files go to; nil where there is none yet.
    func destinationIfPresent(_ part: Part, of source: Source) throws(SystemCallError) -> Descriptor? {
        let folder = part == .done ? folders.done : folders.failed
        guard let name = source.name else { return folder }
        do throws(SystemCallError) { return try files.openFolder(name, in: folder) } catch where error.isNotFound { return nil }
    }

    /// The folder of `done` or `failed` that a source's files go to; it is made where it is missing.
    func destination(_ part: Part, of source: Source) throws(SystemCallError) -> Descriptor {
        let folder = part == .done ? folders.done : folders.failed
        guard let name = source.name else { return folder }
        do throws(SystemCallError) {
            let found = try files.openFolder(name, in: folder)
            // A process before may have been killed between making it and synchronising its name.
            if !durableDestinations.contains(found.label) { try files.synchronize(folder) }
            durableDestinations.insert(found.label)
            return found
        } catch where error.isNotFound {
            try files.makeFolder(name, in: folder, permissions: part.permissions)
            try files.synchronize(folder)
            return try files.openFolder(name, in: folder)
        }
    }

    /// Makes sure that the open folders are those that their names lead to; what was moved, replaced, mounted over or unmounted is opened
    /// anew.
    ///
    /// - Returns: Whether everything was in its place.
    /// - Throws: where a folder is missing; the spool has nothing to read then, and a later call may find it again.
    public func refresh() throws(SystemCallError) -> Bool {
        var isInPlace = try isSame(try files.status(path: path), folders.top)
        for (part, folder) in [(Part.incoming, folders.incoming), (.done, folders.done), (.failed, folders.failed)] where isInPlace {
            isInPlace = try isSame(part.name, folder)
        }
        guard isInPlace else {
            folders = try Self.open(try files.openFolder(path: path), files)
            sources = [:]
            durableDestinations = []
            return false
        }
        let stale = sources.filter { name, folder in
            guard let now = try? files.status(of: name, in: folders.incoming), let then = try? files.status(of: folder) else { return true }
            return !now.isSameFile(as: then)
        }
        for name in stale.keys { sources[name] = nil }
        return stale.isEmpty
    }

    /// What to do where a folder cannot be opened, to be said after the error; empty where the error says enough.
    public static func advice(on error: SystemCallError) -> String {
        guard error.isOtherMount else { return "" }
        return "; something else is mounted there, and files cannot be moved out of it: unmount it, or mount the whole spool"
    }

    private func isSame(_ name: FileName, _ folder: Descriptor) throws(SystemCallError) -> Bool {
        guard let status = try files.statusIfPresent(of: name, in: folders.top) else { return false }
        return try isSame(status, folder)
    }

    private func isSame(_ status: FileStatus, _ folder: Descriptor) throws(SystemCallError) -> Bool {
        status.isSameFile(as: try files.status(of: folder))
    }
}
