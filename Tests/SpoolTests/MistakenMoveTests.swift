import Glibc
import Spool
import SystemCalls
import TestSupport
import Testing

/// Files that take another's name between the look and the rename, and names that are committed with the moves.
@Suite struct MistakenMoveTests {
    let disk = MemoryFileSystem(folders: ["/spool/incoming/zendesk", "/spool/done/zendesk", "/spool/failed", "/outside"])
    let files: FaultyFileSystem
    let spool: SpoolFolder

    init() throws {
        files = FaultyFileSystem(disk)
        spool = try SpoolFolder(path: "/spool", files: files)
    }

    /// A file in `incoming`, and its move to a name that was chosen.
    func move(_ path: String, to outcome: SpoolMove.Outcome = .done) throws -> SpoolMove {
        disk.put("/spool/incoming/\(path)", [1])
        let parts = path.split(separator: "/").map { String($0) }
        let entry = SpoolEntry(try fileName(parts[parts.count - 1]), of: parts.count > 1 ? Source(try fileName(parts[0])) : .main)
        let status = try #require(disk.status("/spool/incoming/\(path)"))
        return try #require(spool.choosingDestinations(for: [SpoolMove(entry, identity: FileIdentity(status), to: outcome)]).first)
    }

    func names(_ folder: String) -> [String] { disk.list("/spool/\(folder)").filter { $0.kind != .folder }.map(\.name) }

    /// As an exporter does it: with a file that is durable.
    @discardableResult
    static func replace(_ path: String, on disk: MemoryFileSystem) -> UInt64? {
        let inode = disk.put("/outside/new", [2, 2])
        disk.synchronize("/outside/new")
        disk.move("/outside/new", to: path)
        for path in ["/outside/new", path] { disk.synchronize(path) }
        return inode
    }

    static let outcomes = [SpoolMove.Outcome.done, .failed(report: [1])]

    // MARK: Names

    @Test func noNameIsChosenTwice() throws {
        disk.put("/spool/done/a", [])
        disk.put("/spool/failed/c.error.json", [])
        let identity = FileIdentity(FileStatus(kind: .regular, size: 0, inode: 99))
        func move(_ name: String, _ outcome: SpoolMove.Outcome) throws -> SpoolMove {
            SpoolMove(SpoolEntry(try fileName(name), of: .main), identity: identity, to: outcome)
        }
        let failed = SpoolMove.Outcome.failed(report: [1])
        let moves = try [
            move("a", .done), move("a", .done), move("a", failed), move("b.error.json", failed), move("b", failed),
            move("b.2.error.json", failed), move("c", failed),
        ]
        #expect(spool.choosingDestinations(for: moves).map(\.destination?.text) == [
            "a.2", "a.3", "a", "b.error.json", "b.2", "b.2.error.json.2", "c.2",
        ])
    }

    @Test func whereThereIsNoFolderYetEveryNameIsFree() throws {
        disk.makeFolders("/spool/incoming/new")
        let move = try move("new/a")
        #expect(move.destination?.text == "a")
        #expect(disk.inode("/spool/done/new") == nil)
        #expect(try spool.perform([move]).isEmpty)
        #expect(names("done/new") == ["a"])
    }

    @Test(arguments: outcomes) func aNameThatSomebodyTookByHandIsLeftToHim(_ outcome: SpoolMove.Outcome) throws {
        let move = try move("a", to: outcome)
        let folder = outcome == .done ? "done" : "failed"
        disk.put("/spool/\(folder)/a", [7])
        let stuck = try spool.perform([move]).map(\.move)
        #expect(stuck == [move])
        #expect(names("incoming") == ["a"] && names(folder) == ["a"])
        #expect(try spool.perform(spool.choosingDestinations(for: stuck)).isEmpty)
        #expect(names(folder).filter { !$0.hasSuffix(".error.json") } == ["a", "a.2"])
    }

    // MARK: What a process before moved by mistake

    @Test(arguments: outcomes, [true, false]) func isPutBackWhereItCameFrom(_ outcome: SpoolMove.Outcome, keepsDone: Bool) throws {
        for path in ["a", "zendesk/a"] {
            let move = try move(path, to: outcome)
            let folder = outcome == .done ? "done" : "failed"
            let other = Self.replace("/spool/incoming/\(path)", on: disk)
            disk.makeFolders("/spool/failed/zendesk")
            disk.move("/spool/incoming/\(path)", to: "/spool/\(folder)/\(path)")
            #expect(try spool.perform([move], keepsDone: keepsDone, mayBeBegun: true).isEmpty)
            #expect(disk.inode("/spool/incoming/\(path)") == other)
            #expect(disk.inode("/spool/\(folder)/\(path)") == nil)
            #expect(disk.afterPowerCut(.nothing).inode("/spool/incoming/\(path)") == other)
        }
    }

    @Test(arguments: outcomes) func makesPlaceForTheFileThatWasMeant(_ outcome: SpoolMove.Outcome) throws {
        let move = try move("a", to: outcome)
        let folder = outcome == .done ? "done" : "failed"
        let other = Self.replace("/spool/\(folder)/a", on: disk)
        // The file itself is there under another name.
        disk.move("/spool/incoming/a", to: "/spool/incoming/b")
        #expect(try spool.perform([move], mayBeBegun: true).isEmpty)
        #expect(disk.inode("/spool/incoming/a") == other)
        #expect(disk.inode("/spool/\(folder)/a") == move.identity.inode)
        #expect(names("incoming") == ["a"])
    }

    @Test func getsAnotherNameWhereItsOwnIsTaken() throws {
        let move = try move("a")
        let other = Self.replace("/spool/done/a", on: disk)
        Self.replace("/spool/incoming/a", on: disk)
        #expect(try spool.perform([move], mayBeBegun: true).isEmpty)
        #expect(disk.inode("/spool/incoming/a.2") == other)
        #expect(names("done").isEmpty)
    }

    @Test func isPutBackThoughItsFolderIsGone() throws {
        let move = try move("zendesk/a")
        let other = Self.replace("/spool/done/zendesk/a", on: disk)
        disk.delete("/spool/incoming/zendesk")
        _ = try spool.refresh()
        #expect(try spool.perform([move], mayBeBegun: true).isEmpty)
        #expect(disk.inode("/spool/incoming/zendesk/a") == other)
        #expect(disk.afterPowerCut(.nothing).inode("/spool/incoming/zendesk/a") == other)
    }

    @Test(arguments: outcomes) func nothingIsUndoneThatWasRight(_ outcome: SpoolMove.Outcome) throws {
        let move = try move("a", to: outcome)
        #expect(try spool.perform([move]).isEmpty)
        #expect(try spool.perform([move], mayBeBegun: true).isEmpty)
        #expect(disk.inode("/spool/\(outcome == .done ? "done" : "failed")/a") == move.identity.inode)
        #expect(names("incoming").isEmpty)
    }

    @Test func whatIsNotKeptIsDeletedThoughTheProcessBeforeWasKilled() throws {
        let move = try move("a")
        #expect(try spool.perform([move]).isEmpty)
        #expect(try spool.perform([move], keepsDone: false, mayBeBegun: true).isEmpty)
        #expect(names("done").isEmpty)
    }

    /// Whoever corrects a file in `failed` replaces it there: that is no mistake of a move that is long done.
    @Test func whatWasReplacedAfterTheMovesStays() throws {
        let move = try move("a", to: .failed(report: [1]))
        #expect(try spool.perform([move]).isEmpty)
        let corrected = Self.replace("/spool/failed/a", on: disk)
        #expect(try spool.perform([move]).isEmpty)
        #expect(disk.inode("/spool/failed/a") == corrected)
    }

    // MARK: Files that are gone

    /// Under the name that it got, it would be read again.
    @Test func aFileThatWasDeletedUnderAnotherNameDoesNotComeBack() throws {
        let move = try move("a")
        disk.synchronize("/spool/incoming/a")
        disk.move("/spool/incoming/a", to: "/spool/incoming/zendesk/b")
        for path in ["/spool/incoming/a", "/spool/incoming/zendesk/b"] { disk.synchronize(path) }
        disk.delete("/spool/incoming/zendesk/b")
        #expect(disk.afterPowerCut(.nothing).inode("/spool/incoming/zendesk/b") != nil)
        #expect(try spool.perform([move]).isEmpty)
        #expect(disk.afterPowerCut(.nothing).inode("/spool/incoming/zendesk/b") == nil)
    }

    // MARK: Mistakes of this process

    @Test(arguments: outcomes, FaultyFileSystem.Fault.allCases)
    func noFaultLeavesAFileInAnothersPlace(_ outcome: SpoolMove.Outcome, _ fault: FaultyFileSystem.Fault) throws {
        for call in 1...12 {
            for moment in 1...4 {
                let test = try MistakenMoveTests()
                try test.expectBothInTheirPlaces(outcome, fault, call, moment)
            }
        }
    }

    private func expectBothInTheirPlaces(
        _ outcome: SpoolMove.Outcome, _ fault: FaultyFileSystem.Fault, _ call: Int, _ moment: Int
    ) throws {
        let move = try move("a", to: outcome)
        var other: UInt64?
        let disk = disk
        nonisolated(unsafe) let note = { (inode: UInt64?) in other = inode }
        files.meanwhile(before: moment) {
            disk.move("/spool/incoming/a", to: "/spool/incoming/b")
            note(Self.replace("/spool/incoming/a", on: disk))
        }
        files.arm(fault, at: call)
        _ = try? spool.perform([move])
        // A new process, and what it has to try again.
        let next = try SpoolFolder(path: "/spool", files: disk)
        var stuck = try next.perform([move], mayBeBegun: true).map(\.move)
        stuck = try next.perform(next.choosingDestinations(for: stuck)).map(\.move)
        #expect(stuck.isEmpty)
        let folder = outcome == .done ? "done" : "failed"
        #expect(disk.list("/spool/\(folder)").map(\.inode).contains(move.identity.inode), "\(fault) at \(call), taken before \(moment)")
        if let other { #expect(disk.inode("/spool/incoming/a") == other, "\(fault) at \(call), taken before \(moment)") }
        #expect(names("incoming") == (other == nil ? [] : ["a"]))
    }

    @Test func aFileThatGotAnotherNameWhileAnotherOneTookItsOwnIsTriedAgain() throws {
        let move = try move("a")
        let disk = disk
        files.meanwhile(before: 1) {
            disk.move("/spool/incoming/a", to: "/spool/incoming/b")
            Self.replace("/spool/incoming/a", on: disk)
        }
        let stuck = try spool.perform([move]).map(\.move)
        #expect(stuck == [move])
        #expect(names("incoming") == ["a", "b"])
        #expect(try spool.perform(stuck).isEmpty)
        #expect(names("incoming") == ["a"] && names("done") == ["a"])
    }

    @Test func aFileThatCannotBePutBackIsPutBackLater() throws {
        let move = try move("a")
        let disk = disk
        files.meanwhile(before: 1) { Self.replace("/spool/incoming/a", on: disk) }
        files.arm(.noSpace, at: 2)
        #expect(throws: SpoolFolder.MoveFailure.self) { try spool.perform([move]) }
        #expect(names("done") == ["a"])
        #expect(try spool.perform([move], mayBeBegun: true).isEmpty)
        #expect(names("done").isEmpty && names("incoming") == ["a"])
    }
}
