import Foundation
import SystemCalls
import TestSupport
import Testing

@Suite struct NamedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    @Test func aFileIsMadeOrReplacedWhole() throws {
        let path = folder.path("a.json")
        try NamedFile.replace(path, with: Array("one".utf8))
        #expect(try NamedFile.contents(of: path) == Array("one".utf8))
        chmod(path, 0o640)
        let before = try LinuxFileSystem().status(path: path)
        try NamedFile.replace(path, with: Array("two".utf8))
        #expect(try NamedFile.contents(of: path) == Array("two".utf8))
        let after = try LinuxFileSystem().status(path: path)
        #expect(after.permissions == 0o640)
        #expect(after.inode != before.inode, "whoever has the old file open goes on reading it")
        #expect(try names() == ["a.json"])
    }

    @Test func aLinkStaysAndItsFileIsReplaced() throws {
        try folder.write("old", to: "real/a.json")
        try FileManager.default.createSymbolicLink(atPath: folder.path("link.json"), withDestinationPath: "real/a.json")
        try NamedFile.replace(folder.path("link.json"), with: Array("new".utf8))
        #expect(try NamedFile.contents(of: folder.path("real/a.json")) == Array("new".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json")) == "real/a.json")
    }

    @Test func whatAKilledProcessLeftIsNoHindrance() throws {
        try folder.write("half", to: ".a.json.\(getpid()).tmp")
        try NamedFile.replace(folder.path("a.json"), with: Array("all".utf8))
        #expect(try names() == ["a.json"])
    }

    @Test func whatIsNoFileIsRefusedAndLeftAlone() throws {
        try folder.write("x", to: "folder/x")
        #expect(throws: SystemCallError.self) { try NamedFile.replace(folder.path("folder"), with: []) }
        #expect(throws: SystemCallError.self) { try NamedFile.replace(folder.path("none/a.json"), with: []) }
        #expect(throws: SystemCallError.self) { try NamedFile.replace("", with: []) }
        #expect(try names() == ["folder"])
    }
}
