import Foundation
import Spool
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// A spool in a folder of its own.
struct TestSpool {
    let folder: TemporaryFolder
    let spool: SpoolFolder
    let files = LinuxFileSystem()
    let time = ManualTime()

    init() throws {
        folder = try TemporaryFolder()
        spool = try SpoolFolder(path: folder.path("spool"), files: files)
    }

    func path(_ name: String) -> String { folder.path("spool/\(name)") }

    func exists(_ name: String) -> Bool { (try? files.statusIfPresent(path: path(name))) != nil }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    @discardableResult
    func drop(_ text: String = "text", as name: String) throws -> SpoolEntry {
        try folder.write(text, to: "spool/incoming/\(name)")
        let parts = name.split(separator: "/").map { String($0) }
        let source = parts.count == 2 ? Source(FileName(parts[0])) : .main
        return SpoolEntry(try #require(FileName(parts[parts.count - 1])), of: source)
    }

    func identity(_ name: String) throws -> FileIdentity { FileIdentity(try files.status(path: path(name))) }

    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }
}

extension LinuxFileSystem {
    func statusIfPresent(path: String) throws -> FileStatus? { try? status(path: path) }
}

extension Intake.Offer {
    var taken: Intake.OpenFile? { if case .take(let open) = self { open } else { nil } }
    var refusal: String? { if case .refuse(_, _, let diagnostic) = self { diagnostic.code } else { nil } }
}

func fileName(_ text: String) throws -> FileName { try #require(FileName(text)) }
