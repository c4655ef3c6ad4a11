import Glibc
import SystemCalls

/// Chooses the names that files get in `done` and `failed` before their moves are committed, no name twice.
///
/// Only tactd makes names there. So a file that has such a name when the move may have been begun, and is not the move's own, was moved by
/// that very move: it had taken the file's place in `incoming` between the look and the rename. Whoever puts a file there by hand, under
/// the very name and in the moments between the choice and a crash, finds it in `incoming` again.
struct Destinations {
    private struct Place: Hashable {
        var part: SpoolFolder.Part
        var source: Source
    }

    private struct Name: Hashable {
        var place: Place
        var name: FileName
    }

    private let spool: SpoolFolder
    /// The folders that were asked for; nil where there is none yet, and every name is free.
    private var folders: [Place: Descriptor?] = [:]
    private var taken: Set<Name> = []

    /// - Parameter moves: Those whose names are chosen already.
    init(_ spool: SpoolFolder, besides moves: [SpoolMove] = []) {
        self.spool = spool
        for move in moves { if let name = move.destination { take(name, for: move) } }
    }

    /// - Throws: where the folder cannot be looked into, or no name is free.
    mutating func choose(for move: SpoolMove) throws(SystemCallError) -> FileName {
        let folder = try folder(of: move)
        for name in DestinationNames(move.entry.name, identity: move.identity, hasReport: move.part == .failed) {
            if isTaken(name, by: move) { continue }
            if let folder, try !Self.isFree(name, for: move, in: folder, spool.files) { continue }
            take(name, for: move)
            return name
        }
        throw Self.isTaken(move)
    }

    /// Whether nothing has the name in the folder, nor that of the report, if there is one.
    static func isFree(
        _ name: FileName, for move: SpoolMove, in folder: Descriptor, _ files: any FileSystem
    ) throws(SystemCallError) -> Bool {
        guard try files.statusIfPresent(of: name, in: folder) == nil else { return false }
        return try isReportFree(beside: name, for: move, in: folder, files)
    }

    /// No name is free.
    static func isTaken(_ move: SpoolMove) -> SystemCallError {
        SystemCallError(operation: "find a free name for", subject: "\(move.entry)", code: EEXIST)
    }

    static func reportName(of name: FileName) -> FileName? { FileName(name.bytes + Array(DestinationNames.reportEnding.utf8)) }

    /// Whether the report may have its name: nothing else has it, or an earlier report of this file has, such as one from before a crash.
    /// An export may be called like a report, too.
    private static func isReportFree(
        beside name: FileName, for move: SpoolMove, in folder: Descriptor, _ files: any FileSystem
    ) throws(SystemCallError) -> Bool {
        guard case .failed(let report) = move.outcome, let reportName = reportName(of: name),
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

    private mutating func folder(of move: SpoolMove) throws(SystemCallError) -> Descriptor? {
        let place = Place(part: move.part, source: move.entry.source)
        if let known = folders[place] { return known }
        let folder = try spool.destinationIfPresent(place.part, of: place.source)
        folders[place] = .some(folder)
        return folder
    }

    // MARK: Names that others of the moves get

    /// The name itself and, in `failed`, that of the report.
    private func names(_ name: FileName, for move: SpoolMove) -> [Name] {
        let place = Place(part: move.part, source: move.entry.source)
        let names = move.part == .failed ? [name, Self.reportName(of: name) ?? name] : [name]
        return names.map { Name(place: place, name: $0) }
    }

    private func isTaken(_ name: FileName, by move: SpoolMove) -> Bool { names(name, for: move).contains { taken.contains($0) } }
    private mutating func take(_ name: FileName, for move: SpoolMove) { taken.formUnion(names(name, for: move)) }
}
