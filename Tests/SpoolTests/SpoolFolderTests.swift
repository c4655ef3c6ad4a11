import Foundation
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct SpoolFolderTests {
    @Test func makesWhatIsMissingAndLeavesNothingBehind() throws {
        let test = try TestSpool()
        #expect(try test.names("") == ["done", "failed", "incoming"])
        for folder in ["incoming", "done", "failed"] { #expect(try test.names(folder).isEmpty) }
    }

    @Test func saysWhatIsWrongWithAPathThatCannotBeUsed() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "spool")
        do {
            _ = try SpoolFolder(path: folder.path("spool"), files: LinuxFileSystem())
            Issue.record("a file was taken for a spool")
        } catch {
            #expect(error.code == ENOTDIR)
        }
    }

    /// A disk in memory with a spool on it.
    private func disk() -> MemoryFileSystem { MemoryFileSystem(folders: ["/spool/incoming", "/spool/done", "/spool/failed"]) }

    @Test func aFullDiskNeedsNoRehearsal() throws {
        let files = disk()
        (files.room, files.nodesLeft) = (0, 0)
        files.put("/spool/incoming/a", [])
        let spool = try SpoolFolder(path: "/spool", files: files)
        let status = try #require(files.status("/spool/incoming/a"))
        let move = SpoolMove(SpoolEntry(try fileName("a"), of: .main), identity: FileIdentity(status), to: .done)
        #expect(try spool.perform([move]).isEmpty)
        #expect(files.list("/spool/done").map(\.name) == ["a"])
    }

    @Test(arguments: 1...8) func aRehearsalThatWasCutShortIsClearedAway(call: Int) throws {
        let files = disk()
        let faulty = FaultyFileSystem(files, .killAfter, at: call)
        _ = try? SpoolFolder(path: "/spool", files: faulty)
        _ = try SpoolFolder(path: "/spool", files: files)
        for part in ["incoming", "done", "failed"] { #expect(files.list("/spool/\(part)").isEmpty) }
    }

    @Test func itsFoldersOutliveAPowerCut() throws {
        let files = MemoryFileSystem(folders: [])
        _ = try SpoolFolder(path: "/srv/spool", files: files)
        #expect(files.afterPowerCut(.nothing).list("/srv/spool").map(\.name) == ["done", "failed", "incoming"])
    }

    @Test(arguments: ["/spool/incoming", "/spool/incoming/zendesk"])
    func whatIsGoneStaysGoneOnceThatIsMadeDurable(_ removed: String) throws {
        let files = MemoryFileSystem(folders: ["/spool/incoming/zendesk"])
        let spool = try SpoolFolder(path: "/spool", files: files)
        for path in ["/spool/incoming/a", "/spool/incoming/zendesk/a"] {
            files.put(path, [1])
            files.synchronize(path)
        }
        // Every source is known that was looked into.
        var scan = SpoolScan(spool)
        while try scan.next() != nil {}
        files.delete("\(removed)/a")
        #expect(files.afterPowerCut(.nothing).inode("\(removed)/a") != nil)
        try spool.synchronizeIncoming()
        #expect(files.afterPowerCut(.nothing).inode("\(removed)/a") == nil)
        files.delete("/spool/incoming/zendesk")
        _ = try spool.refresh()
        try spool.synchronizeIncoming()
        #expect(files.afterPowerCut(.nothing).inode("/spool/incoming/zendesk") == nil)
    }

    @Test func followsNoLinkToItsFolders() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("spool"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path("spool/incoming"), withDestinationPath: "/etc")
        #expect(throws: SystemCallError.self) { try SpoolFolder(path: folder.path("spool"), files: LinuxFileSystem()) }
    }

    @Test func saysWhatToDoAboutAMountOverItsFoldersAndNothingElse() {
        func advice(_ code: Int32) -> String {
            SpoolFolder.advice(on: SystemCallError(operation: "open folder", subject: "incoming", code: code))
        }
        #expect(advice(EXDEV).hasPrefix("; something else is mounted there"))
        #expect(advice(EXDEV).contains("unmount it, or mount the whole spool"))
        for code in [ENOENT, EACCES, ENOTDIR, ELOOP, EIO] { #expect(advice(code).isEmpty) }
    }

    @Test func noticesThatItsFoldersWereReplaced() throws {
        let test = try TestSpool()
        #expect(try test.spool.refresh())
        try FileManager.default.moveItem(atPath: test.path("incoming"), toPath: test.path("old"))
        #expect(throws: SystemCallError.self) { try test.spool.refresh() }
        try FileManager.default.createDirectory(atPath: test.path("incoming"), withIntermediateDirectories: false)
        #expect(try !test.spool.refresh())
        #expect(try test.spool.refresh())
        try test.drop(as: "a")
        var scan = SpoolScan(test.spool)
        #expect(try scan.next()?.map(\.name.text) == ["a"])
    }

    @Test func noticesThatASourceWasReplaced() throws {
        let test = try TestSpool()
        try test.drop(as: "zendesk/a")
        var scan = SpoolScan(test.spool)
        while try scan.next() != nil {}
        #expect(test.spool.knownSources.count == 2)
        #expect(try test.spool.refresh())
        try FileManager.default.removeItem(atPath: test.path("incoming/zendesk"))
        #expect(try !test.spool.refresh())
        #expect(test.spool.knownSources == [.main])
    }
}

@Suite struct SpoolScanTests {
    func all(_ spool: SpoolFolder) throws -> (entries: [SpoolEntry], scan: SpoolScan) {
        var scan = SpoolScan(spool)
        var entries: [SpoolEntry] = []
        while let some = try scan.next() { entries += some }
        return (entries, scan)
    }

    @Test func findsFilesOfAllSources() throws {
        let test = try TestSpool()
        let expected = try [test.drop(as: "b"), test.drop(as: "zendesk/a"), test.drop(as: "chat/c")]
        try test.drop(as: "x.part")
        try test.drop(as: "zendesk/.hidden")
        let (entries, scan) = try all(test.spool)
        #expect(entries.sorted() == expected.sorted())
        #expect(scan.sources.count == 3)
        #expect(scan.ignoredFolders.isEmpty)
    }

    @Test func looksOneLevelDownOnly() throws {
        let test = try TestSpool()
        try test.folder.write("x", to: "spool/incoming/zendesk/deep/a")
        let (entries, scan) = try all(test.spool)
        #expect(entries.isEmpty)
        #expect(scan.ignoredFolders.map(\.description) == ["incoming/zendesk/deep"])
    }

    @Test func givesAFloodInPiecesAndTheOtherSourcesTheirTurn() throws {
        let test = try TestSpool()
        for number in 0..<5000 { try test.drop("", as: "file-with-a-rather-long-name-\(number)") }
        let small = try test.drop(as: "zendesk/a")
        var scan = SpoolScan(test.spool)
        var pieces: [[SpoolEntry]] = []
        while let some = try scan.next() { pieces.append(some) }
        #expect(pieces.joined().count == 5001)
        #expect(pieces.allSatisfy { $0.count < 2000 })
        // The folder may be listed last; from then on it takes turns.
        let position = try #require(pieces.firstIndex { $0.contains(small) })
        #expect(pieces[..<position].joined().allSatisfy { $0.source == .main })
        #expect(Set(pieces.joined()).count == 5001)
    }

    @Test func ignoresSourcesAboveTheLimit() throws {
        let test = try TestSpool()
        for number in 0...Source.limit { try test.drop(as: "s\(number)/a") }
        let (entries, scan) = try all(test.spool)
        #expect(entries.count == Source.limit)
        #expect(scan.ignoredFolders.count == 1)
    }
}
