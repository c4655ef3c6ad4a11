import SystemCalls

/// One pass through `incoming` and its sub-folders, some names at a time: however many files wait, few are in memory.
///
/// The sub-folders take turns, so that a flood into one does not keep the others waiting.
public struct SpoolScan {
    private let spool: SpoolFolder
    private var listings: [(source: Source, listing: Descriptor)] = []
    private var isStarted = false
    /// Folders that are not looked into: those in sub-folders, and sub-folders above `Source.limit`.
    public private(set) var ignoredFolders: [SpoolEntry] = []
    /// Sub-folders that could not be opened, and why.
    public private(set) var unreadable: [(source: Source, error: SystemCallError)] = []

    public init(_ spool: SpoolFolder) { self.spool = spool }

    /// Some further entries that are no folders, in the order of their names, at most some thousands; nil at the end of the pass.
    public mutating func next() throws(SystemCallError) -> [SpoolEntry]? {
        if !isStarted {
            isStarted = true
            listings = [(.main, try spool.files.openListing(of: try spool.incoming(.main)))]
        }
        while !listings.isEmpty {
            let (source, listing) = listings.removeFirst()
            let entries = try spool.files.nextEntries(listing)
            if entries.isEmpty { continue }
            listings.append((source, listing))
            let found = try sort(entries, of: source)
            if !found.isEmpty { return found }
        }
        return nil
    }

    /// The sources of the pass so far.
    public var sources: [Source] { spool.knownSources }

    private mutating func sort(_ entries: [FolderEntry], of source: Source) throws(SystemCallError) -> [SpoolEntry] {
        var found: [SpoolEntry] = []
        for entry in entries where !NameRules.leavesAlone(entry.name) {
            let place = SpoolEntry(entry.name, of: source)
            if try isFolder(entry, of: source) { begin(place) } else { found.append(place) }
        }
        return found.sorted()
    }

    private func isFolder(_ entry: FolderEntry, of source: Source) throws(SystemCallError) -> Bool {
        if let kind = entry.kind { return kind == .folder }
        return try spool.files.statusIfPresent(of: entry.name, in: try spool.incoming(source))?.kind == .folder
    }

    private mutating func begin(_ folder: SpoolEntry) {
        let source = Source(folder.name)
        guard folder.source == .main, spool.knownSources.count <= Source.limit || spool.knownSources.contains(source) else {
            ignoredFolders.append(folder)
            return
        }
        do throws(SystemCallError) {
            listings.append((source, try spool.files.openListing(of: try spool.incoming(source))))
        } catch {
            unreadable.append((source, error))
        }
    }
}
