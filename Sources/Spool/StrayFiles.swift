import SystemCalls

/// Where in `incoming` files are that somebody renamed after they were read: under their new names they would be read again.
struct StrayFiles {
    private var entries: [UInt64: SpoolEntry] = [:]

    /// Looks through all of `incoming`.
    ///
    /// - Parameter inodes: Of the files that are looked for.
    init(inodes: Set<UInt64>, in spool: SpoolFolder) throws(SystemCallError) {
        var sources: Set<Source> = Set(spool.knownSources)
        while let source = sources.min() {
            sources.remove(source)
            guard let folder = try? spool.incoming(source) else { continue }
            let listing = try spool.files.openListing(of: folder)
            while case let some = try spool.files.nextEntries(listing), !some.isEmpty {
                for entry in some where inodes.contains(entry.inode) { entries[entry.inode] = SpoolEntry(entry.name, of: source) }
                if source == .main { sources.formUnion(some.filter { $0.kind == .folder }.map { Source($0.name) }) }
            }
        }
    }

    /// What has the inode of a file; it may be another file.
    subscript(identity: FileIdentity) -> SpoolEntry? { entries[identity.inode] }
}
