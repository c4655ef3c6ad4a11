import Glibc
import SystemCalls

/// Makes the moves of one commit, and knows which folders they changed.
struct MoveBatch {
    enum Failure: Error {
        /// The move was not made.
        case call(SystemCallError)
        /// A sync failed; nothing after it can be believed.
        case sync(SystemCallError)
        /// Another file that was moved in the place of the one meant is not put back: no move may follow until it is.
        case blocked(SystemCallError)
    }

    private struct Key: Hashable {
        var source: Source
        var part: SpoolFolder.Part
    }

    private let spool: SpoolFolder
    private let files: any FileSystem
    private let keepsDone: Bool
    private let mayBeBegun: Bool
    /// The folders that were changed, each opened once; new names first.
    private var destinations: [(key: Key, folder: Descriptor)] = []
    private var origins: [(key: Key, folder: Descriptor)] = []
    /// Chooses the names of moves that were committed without.
    private var names: Destinations
    private let inodes: Set<UInt64>
    /// nil until a file is missed under its name.
    private var strays: StrayFiles?

    /// - Parameters:
    ///   - moves: All that are to be made.
    ///   - mayBeBegun: Whether some of them may have been begun, so that another file may have been moved in the place of the one meant.
    init(_ moves: [SpoolMove], spool: SpoolFolder, keepsDone: Bool, mayBeBegun: Bool) {
        self.spool = spool
        files = spool.files
        self.keepsDone = keepsDone
        self.mayBeBegun = mayBeBegun
        names = Destinations(spool, besides: moves)
        inodes = Set(moves.map(\.identity.inode))
    }

    /// Makes what was done so far durable.
    func synchronize() throws(SystemCallError) {
        // The new names first: a power cut between the syncs may leave a file under both names, but never under none.
        for (_, folder) in destinations + origins { try files.synchronize(folder) }
    }

    mutating func make(_ move: SpoolMove) throws(Failure) {
        if mayBeBegun { try undoMistake(of: move) }
        guard let place = try calling({ this throws(SystemCallError) in try this.place(for: move) }) else { return }
        if case .failed(let report) = move.outcome {
            let draft = try calling { this throws(SystemCallError) in try this.writeDraft(report, in: place.to) }
            do throws(SystemCallError) { try files.synchronize(draft) } catch { throw .sync(error) }
            try calling { this throws(SystemCallError) in try this.publishDraft(beside: place.newName, in: place.to) }
        }
        try calling { this throws(SystemCallError) in
            try this.files.rename(place.entry.name, in: place.from, to: place.newName, in: place.to)
        }
        try verify(move, place)
        if move.outcome == .done, !keepsDone {
            try calling { this throws(SystemCallError) in try this.files.remove(place.newName, in: place.to) }
        }
    }

    private mutating func calling<Result>(_ body: (inout Self) throws(SystemCallError) -> Result) throws(Failure) -> Result {
        do throws(SystemCallError) { return try body(&self) } catch { throw error.isFailedSync ? .sync(error) : .call(error) }
    }

    // MARK: Places

    private struct Place {
        var entry: SpoolEntry
        var from: Descriptor
        var to: Descriptor
        var newName: FileName
    }

    /// Where a file is and goes to; nil where it is there no more, or another one has its name.
    private mutating func place(for move: SpoolMove) throws(SystemCallError) -> Place? {
        let entry = try present(move.entry, move.identity) ? move.entry : try stray(move)
        // It may have been moved before a crash: its folders are synchronised again, which costs nothing where that was done.
        let to = try folder(move.part, of: move.entry.source)
        _ = try folder(.incoming, of: move.entry.source)
        guard let entry else {
            // Should it have been deleted under another name, that one must not come back once the journal has forgotten the move.
            if try !isMoved(move, in: to) { for source in spool.knownSources { _ = try folder(.incoming, of: source) } }
            return nil
        }
        let from = try folder(.incoming, of: entry.source)
        guard let name = move.destination else {
            return Place(entry: entry, from: from, to: to, newName: try names.choose(for: move))
        }
        // Of `done` the rename tells. In its way is what somebody put there by hand, or the file itself, which a power cut left under both
        // names: the next commit chooses another name.
        if mayBeBegun || move.part == .failed, try !Destinations.isFree(name, for: move, in: to, files) { throw Destinations.isTaken(move) }
        return Place(entry: entry, from: from, to: to, newName: name)
    }

    private func isMoved(_ move: SpoolMove, in folder: Descriptor) throws(SystemCallError) -> Bool {
        guard let name = move.destination else { return false }
        return try files.statusIfPresent(of: name, in: folder).map { FileIdentity($0) } == move.identity
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
        guard let reportName = Destinations.reportName(of: name) else {
            throw SystemCallError(operation: "write a report for", subject: "\(name)", code: ENAMETOOLONG)
        }
        try files.replace(reportName, in: folder, with: Self.draft, in: folder)
    }

    private static let draft = FileName(constant: ".error.json.draft")

    // MARK: Mistakes

    /// Sees that it was the file meant that was renamed: somebody may have put another one in its place between the look and the rename.
    private mutating func verify(_ move: SpoolMove, _ place: Place) throws(Failure) {
        let status: FileStatus?
        do throws(SystemCallError) { status = try files.statusIfPresent(of: place.newName, in: place.to) } catch { throw .blocked(error) }
        guard let status, FileIdentity(status) != move.identity else { return }
        try putBack(place.newName, in: place.to, as: place.entry, move)
        // The file meant may have another name by now.
        strays = nil
        throw .call(SystemCallError(operation: "move", subject: "\(move.entry)", code: ENOENT))
    }

    /// A process before may have been killed before it saw that it had moved another file.
    private mutating func undoMistake(of move: SpoolMove) throws(Failure) {
        guard let name = move.destination else { return }
        let found = try calling { this throws(SystemCallError) in
            let folder = try this.folder(move.part, of: move.entry.source)
            return try this.files.statusIfPresent(of: name, in: folder).map { (folder, FileIdentity($0)) }
        }
        guard let (folder, identity) = found else { return }
        if identity != move.identity { return try putBack(name, in: folder, as: move.entry, move) }
        if move.part == .done, !keepsDone { try calling { this throws(SystemCallError) in try this.files.remove(name, in: folder) } }
    }

    /// Back with a file that nobody has read, under another name where a third one has its own by now.
    private func putBack(_ name: FileName, in folder: Descriptor, as entry: SpoolEntry, _ move: SpoolMove) throws(Failure) {
        let incoming: Descriptor
        do throws(SystemCallError) {
            incoming = try spool.incomingMade(entry.source)
            try rename(name, in: folder, backTo: incoming, as: entry.name, move)
        } catch {
            throw error.isFailedSync ? .sync(error) : .blocked(error)
        }
        // Before the other folder, so that no power cut takes both names.
        do throws(SystemCallError) { try files.synchronize(incoming) } catch { throw .sync(error) }
    }

    private func rename(
        _ name: FileName, in folder: Descriptor, backTo incoming: Descriptor, as oldName: FileName, _ move: SpoolMove
    ) throws(SystemCallError) {
        for other in DestinationNames(oldName, identity: move.identity, hasReport: false) {
            do throws(SystemCallError) {
                return try files.rename(name, in: folder, to: other, in: incoming)
            } catch where error.isTaken {}
        }
        throw Destinations.isTaken(move)
    }
}
