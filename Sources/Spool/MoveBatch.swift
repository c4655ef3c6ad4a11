import Glibc
import SystemCalls

/// Makes the moves of one commit, and knows which folders they changed.
struct MoveBatch {
    enum Failure: Error {
        case call(SystemCallError)
        /// A sync failed; nothing after it can be believed.
        case sync(SystemCallError)
    }

    private struct Key: Hashable {
        var source: Source
        var part: SpoolFolder.Part
    }

    private let spool: SpoolFolder
    private let files: any FileSystem
    private let keepsDone: Bool
    /// The folders that were changed, each opened once; new names first.
    private var destinations: [(key: Key, folder: Descriptor)] = []
    private var origins: [(key: Key, folder: Descriptor)] = []
    private let inodes: Set<UInt64>
    /// nil until a file is missed under its name.
    private var strays: StrayFiles?

    /// - Parameter moves: All that are to be made.
    init(_ moves: [SpoolMove], spool: SpoolFolder, keepsDone: Bool) {
        self.spool = spool
        files = spool.files
        self.keepsDone = keepsDone
        inodes = Set(moves.map(\.identity.inode))
    }

    /// Makes what was done so far durable.
    func synchronize() throws(SystemCallError) {
        // The new names first: a power cut between the syncs may leave a file under both names, but never under none.
        for (_, folder) in destinations + origins { try files.synchronize(folder) }
    }

    mutating func make(_ move: SpoolMove) throws(Failure) {
        guard let place = try calling({ this throws(SystemCallError) in try this.place(for: move) }) else { return }
        if case .failed(let report) = move.outcome {
            let draft = try calling { this throws(SystemCallError) in try this.writeDraft(report, in: place.to) }
            do throws(SystemCallError) { try files.synchronize(draft) } catch { throw .sync(error) }
            try calling { this throws(SystemCallError) in try this.publishDraft(beside: place.newName, in: place.to) }
        }
        try calling { this throws(SystemCallError) in try this.rename(move, place) }
    }

    private mutating func calling<Result>(_ body: (inout Self) throws(SystemCallError) -> Result) throws(Failure) -> Result {
        do throws(SystemCallError) { return try body(&self) } catch { throw error.isFailedSync ? .sync(error) : .call(error) }
    }

    // MARK: Places

    private struct Place {
        var from: Descriptor
        var name: FileName
        var to: Descriptor
        var newName: FileName
    }

    /// Where a file is and goes to; nil where it is there no more, or another one has its name.
    private mutating func place(for move: SpoolMove) throws(SystemCallError) -> Place? {
        let entry = try present(move.entry, move.identity) ? move.entry : try stray(move)
        let part: SpoolFolder.Part = move.outcome == .done ? .done : .failed
        // It may have been moved before a crash: its folders are synchronised again, which costs nothing where that was done.
        let to = try folder(part, of: move.entry.source)
        _ = try folder(.incoming, of: move.entry.source)
        guard let entry else { return nil }
        let from = try folder(.incoming, of: entry.source)
        for name in DestinationNames(move.entry.name, identity: move.identity, hasReport: part == .failed) {
            if try files.statusIfPresent(of: name, in: to) == nil, try isReportFree(beside: name, in: to, move) {
                return Place(from: from, name: entry.name, to: to, newName: name)
            }
        }
        throw SystemCallError(operation: "find a free name for", subject: "\(move.entry)", code: EEXIST)
    }

    /// Whether the report may have its name: nothing else has it, or an earlier report of this file has, such as one from before a crash.
    /// An export may be called like a report, too.
    private func isReportFree(beside name: FileName, in folder: Descriptor, _ move: SpoolMove) throws(SystemCallError) -> Bool {
        guard case .failed(let report) = move.outcome, let reportName = Self.reportName(of: name),
            let status = try files.statusIfPresent(of: reportName, in: folder)
        else { return true }
        guard status.kind == .regular else { return false }
        let head = ErrorReport.head(of: report)
        do throws(SystemCallError) {
            return try files.read(files.open(reportName, in: folder, for: .reading), at: 0, count: head.count).elementsEqual(head)
        } catch where error.isForbidden {
            // An export whose exporter did not let us read it.
            return false
        }
    }

    /// Whether a file is still to be moved.
    mutating func isThere(_ move: SpoolMove) -> Bool {
        if (try? present(move.entry, move.identity)) == true { return true }
        return (try? stray(move)) != nil
    }

    private func present(_ entry: SpoolEntry, _ identity: FileIdentity) throws(SystemCallError) -> Bool {
        try files.statusIfPresent(of: entry.name, in: try spool.incoming(entry.source)).map { FileIdentity($0) } == identity
    }

    private mutating func stray(_ move: SpoolMove) throws(SystemCallError) -> SpoolEntry? {
        if strays == nil { strays = try StrayFiles(inodes: inodes, in: spool) }
        guard let entry = strays?[move.identity], try present(entry, move.identity) else { return nil }
        return entry
    }

    private mutating func folder(_ part: SpoolFolder.Part, of source: Source) throws(SystemCallError) -> Descriptor {
        let key = Key(source: source, part: part)
        if let known = (destinations + origins).first(where: { $0.key == key }) { return known.folder }
        if part == .incoming {
            let folder = try spool.incoming(source)
            origins.append((key, folder))
            return folder
        }
        let folder = try spool.destination(part, of: source)
        destinations.append((key, folder))
        return folder
    }

    // MARK: Steps

    /// The report under a name that nobody reads.
    private func writeDraft(_ report: [UInt8], in folder: Descriptor) throws(SystemCallError) -> Descriptor {
        do throws(SystemCallError) { try files.remove(Self.draft, in: folder) } catch where error.isNotFound {}
        let file = try files.create(Self.draft, in: folder, permissions: 0o640)
        try files.writeAll(report, to: file, at: 0)
        return file
    }

    private func publishDraft(beside name: FileName, in folder: Descriptor) throws(SystemCallError) {
        // The destination's name was chosen to leave room for the ending.
        guard let reportName = Self.reportName(of: name) else {
            throw SystemCallError(operation: "write a report for", subject: "\(name)", code: ENAMETOOLONG)
        }
        try files.replace(reportName, in: folder, with: Self.draft, in: folder)
    }

    private static func reportName(of name: FileName) -> FileName? { FileName(name.bytes + Array(DestinationNames.reportEnding.utf8)) }

    private static let draft = FileName(constant: ".error.json.draft")

    private func rename(_ move: SpoolMove, _ place: Place) throws(SystemCallError) {
        try files.rename(place.name, in: place.from, to: place.newName, in: place.to)
        guard FileIdentity(try files.status(of: place.newName, in: place.to)) == move.identity else {
            // Somebody put another file in its place between the look and the rename.
            return try putBack(move, place)
        }
        if move.outcome == .done, !keepsDone { try files.remove(place.newName, in: place.to) }
    }

    /// Back with a file that nobody has read, under another name where a third one has its own by now.
    private func putBack(_ move: SpoolMove, _ place: Place) throws(SystemCallError) {
        for name in DestinationNames(place.name, identity: move.identity, hasReport: false) {
            do throws(SystemCallError) {
                return try files.rename(place.newName, in: place.to, to: name, in: place.from)
            } catch where error.isTaken {}
        }
        throw SystemCallError(operation: "find a free name for", subject: "\(move.entry)", code: EEXIST)
    }
}
