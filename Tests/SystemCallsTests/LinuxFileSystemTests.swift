import Foundation
import SystemCalls
import TestSupport
import Testing

@Suite struct LinuxFileSystemTests {
    let temporary: TemporaryFolder
    let files = LinuxFileSystem()
    let folder: Descriptor

    init() throws {
        temporary = try TemporaryFolder()
        folder = try files.openFolder(path: temporary.path)
    }

    @Test func writesAndReadsAtOffsets() throws {
        let file = try files.create(FileName(constant: "a"), in: folder, permissions: 0o640)
        try files.setPermissions(0o640, of: file)
        try files.writeAll(Array("hello world".utf8), to: file, at: 0)
        try files.writeAll(Array("W".utf8), to: file, at: 6)
        try files.synchronize(file)
        try files.synchronizeData(file)
        files.dropCache(of: file)
        #expect(try files.read(file, at: 6, count: 100) == Array("World".utf8))
        let status = try files.status(of: file)
        #expect(status.kind == .regular && status.size == 11 && status.links == 1 && status.permissions == 0o640)
        #expect(try files.status(of: FileName(constant: "a"), in: folder) == status)
        #expect(try files.status(path: temporary.path("a")) == status)
        #expect(status.owner == getuid())
    }

    @Test func allocatedSpaceReadsAsZeros() throws {
        let file = try files.create(FileName(constant: "a"), in: folder, permissions: 0o600)
        try files.allocate(file, from: 0, count: 8192)
        #expect(try files.status(of: file).size == 8192)
        #expect(try files.read(file, at: 8190, count: 10) == [0, 0])
    }

    @Test func createdFilesWereNotThere() throws {
        _ = try files.create(FileName(constant: "a"), in: folder, permissions: 0o600)
        let error = try #require(throws: SystemCallError.self) {
            try files.create(FileName(constant: "a"), in: folder, permissions: 0o600)
        }
        #expect(error.isTaken)
        #expect(error.description == "cannot create “\(folder.label)/a”: File exists (EEXIST)")
    }

    @Test(arguments: [FileAccess.reading, .readingAndWriting])
    func opensRegularFilesOnly(_ access: FileAccess) throws {
        try temporary.write("x", to: "regular")
        _ = try files.open(FileName(constant: "regular"), in: folder, for: access)
        symlink("regular", temporary.path("link"))
        symlink("/etc/passwd", temporary.path("secret"))
        mkfifo(temporary.path("fifo"), 0o600)
        mkdir(temporary.path("folder"), 0o700)
        for (name, code) in [("link", ELOOP), ("secret", ELOOP), ("fifo", EOPNOTSUPP), ("folder", EISDIR), ("missing", ENOENT)] {
            let error = try #require(throws: SystemCallError.self) {
                try files.open(#require(FileName(name)), in: folder, for: access)
            }
            #expect(error.code == code, "\(name): \(error)")
        }
    }

    @Test func tellsKindsWithoutFollowing() throws {
        symlink("/etc", temporary.path("link"))
        mkfifo(temporary.path("fifo"), 0o600)
        mkdir(temporary.path("folder"), 0o700)
        #expect(try files.status(of: FileName(constant: "link"), in: folder).kind == .link)
        #expect(try files.status(of: FileName(constant: "fifo"), in: folder).kind == .fifo)
        #expect(try files.status(of: FileName(constant: "folder"), in: folder).kind == .folder)
        #expect(try files.statusIfPresent(of: FileName(constant: "missing"), in: folder) == nil)
        #expect(throws: SystemCallError.self) { try files.openFolder(FileName(constant: "link"), in: folder) }
        #expect(try files.entries(of: folder).map { $0.kind } == [.fifo, .folder, .link])
    }

    @Test func listsEveryEntryOnce() throws {
        for number in 0..<3000 { _ = try files.create(#require(FileName("file-\(number)")), in: folder, permissions: 0o600) }
        let odd = try #require(FileName([0xFF, 0x0A]))
        _ = try files.create(odd, in: folder, permissions: 0o600)
        let entries = try files.entries(of: folder)
        #expect(Set(entries.map { $0.name }).count == 3001)
        #expect(entries.count == 3001)
        #expect(entries.contains { $0.name == odd })
        let inode = try files.status(of: odd, in: folder).inode
        #expect(entries.first { $0.name == odd }?.inode == inode)
    }

    @Test func renamesWithoutReplacing() throws {
        for name in ["a", "b"] { try temporary.write(name, to: name) }
        let (a, b, c) = (FileName(constant: "a"), FileName(constant: "b"), FileName(constant: "c"))
        let error = try #require(throws: SystemCallError.self) { try files.rename(a, in: folder, to: b, in: folder) }
        #expect(error.isTaken)
        try files.rename(a, in: folder, to: c, in: folder)
        try files.replace(b, in: folder, with: c, in: folder)
        #expect(try String(contentsOfFile: temporary.path("b"), encoding: .utf8) == "a")
        try files.remove(b, in: folder)
        #expect(try files.entries(of: folder).isEmpty)
    }

    @Test func makesMissingFoldersOfAPath() throws {
        let path = temporary.path("x/y//z/")
        try files.makeFolders(path: path, permissions: 0o750)
        try files.makeFolders(path: path, permissions: 0o750)
        #expect(try files.status(path: path).kind == .folder)
        try temporary.write("", to: "file")
        #expect(throws: SystemCallError.self) { try files.makeFolders(path: temporary.path("file/z"), permissions: 0o750) }
    }

    /// What is durable in a folder is of no use when the folder's own name is lost.
    @Test func foldersThatAreMadeOutliveAPowerCut() throws {
        let files = MemoryFileSystem(folders: ["/var"])
        try files.makeFolders(path: "/var/lib/tactd", permissions: 0o700)
        #expect(files.afterPowerCut(.nothing).list("/var/lib").map(\.name) == ["tactd"])
        #expect(files.afterPowerCut(.nothing).list("/var").map(\.name) == ["lib"])
    }

    @Test func locksAgainstOthers() throws {
        let name = FileName(constant: "lock")
        let first = try files.create(name, in: folder, permissions: 0o600)
        #expect(try files.lock(first))
        #expect(try files.lock(files.open(name, in: folder, for: .reading)) == false)
    }

    @Test func asksWhoWrites() throws {
        let name = FileName(constant: "a")
        var writer: Descriptor? = try files.create(name, in: folder, permissions: 0o600)
        let reader = try files.open(name, in: folder, for: .reading)
        let answer = files.writers(of: reader)
        // Some filesystems grant no leases; then there is nothing to ask.
        guard answer != .unknown else { return }
        #expect(answer == .somebody)
        #expect(writer != nil)
        writer = nil
        #expect(files.writers(of: reader) == .nobody)
    }

    @Test func aFailedSyncIsNoWantOfSpace() {
        let none = Descriptor(number: -1, label: "x") { _ in }
        for isWhole in [true, false] {
            #expect { try isWhole ? files.synchronize(none) : files.synchronizeData(none) } throws: { error in
                guard var error = error as? SystemCallError else { return false }
                error.code = ENOSPC
                return error.isFailedSync && error.mayPass && !error.isOutOfSpace
            }
        }
    }

    @Test func errorsOfSpaceAreKnown() {
        for code in [ENOSPC, EDQUOT, EFBIG] {
            #expect(SystemCallError(operation: "write to", subject: "x", code: code).isOutOfSpace)
        }
        #expect(!SystemCallError(operation: "write to", subject: "x", code: EIO).isOutOfSpace)
        #expect(SystemCallError(operation: "write to", subject: "x", code: EIO).mayPass)
        #expect(!SystemCallError(operation: "write to", subject: "x", code: EROFS).mayPass)
        #expect(SystemCallError(operation: "open", subject: "x", code: 9999).description == "cannot open “x”: unknown error (errno 9999)")
    }
}
