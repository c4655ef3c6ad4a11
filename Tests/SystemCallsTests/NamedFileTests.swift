import Foundation
import SystemCalls
import TestSupport
import Testing

@Suite struct NamedFileTests {
    @Test func `a file is replaced whole and keeps its permissions`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("old and longer", to: "file")
        try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
        try NamedFile.replace(path, with: Array("new".utf8))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o604)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test func `what is not there, and a folder, are not replaced, and nothing is left behind`() throws {
        let folder = try TemporaryFolder()
        try folder.write("inside", to: "sub/file")
        #expect(throws: SystemCallError.self) { try NamedFile.replace(folder.path("missing"), with: [1]) }
        #expect(throws: SystemCallError.self) { try NamedFile.replace(folder.path("sub"), with: [1]) }
        #expect(throws: SystemCallError.self) { try NamedFile.replace("/", with: [1]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sub"])
        #expect(try String(contentsOfFile: folder.path("sub/file"), encoding: .utf8) == "inside")
    }
}
