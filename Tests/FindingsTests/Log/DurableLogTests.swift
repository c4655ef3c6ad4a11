import Foundation
import SystemCalls
import TestSupport
import Testing

@testable import Findings

/// What happens to the log from outside, on a real disk.
@Suite struct DurableLogTests {
    private let temporary: TemporaryFolder
    private let files = LinuxFileSystem()

    init() throws { temporary = try TemporaryFolder() }

    private var path: String { temporary.path("findings.jsonl") }

    private func open(largestFile: Int64? = nil, time: FixedTime = FixedTime()) throws -> DurableLog {
        var options = DurableLog.Options(state: temporary.path, file: path, version: "1.0", largestFile: largestFile)
        options.journalSize = 8192
        return try DurableLog(options, time: time)
    }

    private func append(_ id: String, to log: DurableLog) throws {
        try log.append(Samples.records(of: id), attachment: Array(id.utf8))
        try log.settle()
    }

    private func lines(_ name: String = "findings.jsonl") throws -> [[String: Any]] {
        try String(contentsOfFile: temporary.path(name), encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func seqs(_ name: String = "findings.jsonl") throws -> [Int] { try lines(name).map { try #require($0["seq"] as? Int) } }

    private func names() throws -> [String] {
        try files.entries(of: files.openFolder(path: temporary.path)).map { $0.name.text }
    }

    @Test func aFileBeginsWithItsHeaderAndCountsOnOverStarts() throws {
        let first = try open()
        let recovery = try first.recover()
        #expect(recovery == Recovery(attachment: nil, isSettled: true, lastSeq: 0))
        try append("a", to: first)
        #expect(first.lastSeq == 3)
        let second = try open()
        #expect(try second.recover() == Recovery(attachment: Array("a".utf8), isSettled: true, lastSeq: 3))
        try append("b", to: second)
        #expect(try seqs() == [1, 2, 3, 4, 5])
        #expect(try lines().map { $0["type"] as? String } == ["log", "finding", "transcript", "finding", "transcript"])
        #expect(try lines()[0]["time"] as? String == "2026-01-05T10:00:00.250Z")
        #expect(try files.status(path: path).permissions == 0o640)
        #expect(second.takeChanges().isEmpty)
    }

    @Test func anUnsettledAppendGivesItsAttachmentBack() throws {
        let first = try open()
        _ = try first.recover()
        try first.append(Samples.records(of: "a"), attachment: [1, 2, 3])
        let second = try open()
        #expect(try second.recover() == Recovery(attachment: [1, 2, 3], isSettled: false, lastSeq: 3))
        #expect(throws: LogError.self) { try second.append(EncodedRecords()) }
        try second.settle()
        try append("b", to: second)
        #expect(try seqs() == [1, 2, 3, 4, 5])
    }

    @Test func anAppendWithoutRecordsKeepsItsAttachment() throws {
        let first = try open()
        _ = try first.recover()
        try first.append(EncodedRecords(), attachment: [9])
        try first.settle()
        #expect(try open().recover() == Recovery(attachment: [9], isSettled: true, lastSeq: 0))
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
        try append("a", to: first)
        #expect(try seqs() == [1, 2, 3])
    }

    @Test func callsOutOfOrderAreRefused() throws {
        let log = try open()
        #expect(throws: LogError.self) { try log.append(EncodedRecords()) }
        #expect(throws: LogError.self) { try log.settle() }
        _ = try log.recover()
        #expect(throws: LogError.self) { try log.recover() }
        try log.append(Samples.records(of: "a"))
        #expect(throws: LogError.self) { try log.append(EncodedRecords()) }
        try log.settle()
        #expect(throws: LogError.self) { try log.settle() }
    }

    @Test(arguments: [true, false])
    func goesOnInANewFileAfterRotationByRename(_ withCreate: Bool) throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        if withCreate { try temporary.write("", to: "findings.jsonl") }
        try append("b", to: log)
        #expect(log.takeChanges() == [.rotated])
        #expect(try seqs("findings.jsonl.1") == [1, 2, 3])
        #expect(try seqs() == [4, 5, 6])
        #expect(try lines()[0]["previous"] as? String == lines("findings.jsonl.1")[0]["id"] as? String)
    }

    @Test func reopeningLetsTheRotatedFileGo() throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        try log.reopen()
        #expect(log.takeChanges() == [.rotated])
        #expect(try Data(contentsOf: URL(filePath: path)).isEmpty)
        try append("b", to: log)
        #expect(log.takeChanges().isEmpty)
        #expect(try seqs() == [4, 5, 6])
    }

    @Test func rotatesBySize() throws {
        let log = try open(largestFile: 1000)
        _ = try log.recover()
        for id in ["a", "b", "c"] { try append(id, to: log) }
        #expect(try names() == ["findings-000000000001.jsonl", "findings-000000000004.jsonl", "findings.jsonl", "journal"])
        #expect(try seqs("findings-000000000001.jsonl") + seqs("findings-000000000004.jsonl") + seqs() == Array(1...9))
        #expect(log.takeChanges().count == 2)
    }

    @Test(arguments: [0, 100])
    func copyAndTruncateIsReportedAndSetAside(_ size: Int) throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
        let expected = try files.status(path: path).size
        truncate(path, size)
        try append("b", to: log)
        let aside = FileName(constant: "findings-000000000001.jsonl")
        let changes = log.takeChanges()
        #expect(changes == [.truncated(expected: expected, found: Int64(size), setAside: aside)])
        #expect(changes[0].description.contains("never “copytruncate”"))
        #expect(try seqs() == [4, 5, 6])
    }

    @Test func whatOthersWriteStaysAsItIs() throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("not a line".utf8))
        try handle.close()
        try append("b", to: log)
        #expect(log.takeChanges().count == 1)
        #expect(try String(contentsOfFile: temporary.path("findings-000000000001.jsonl"), encoding: .utf8).hasSuffix("not a line"))
        #expect(try seqs() == [4, 5, 6])
    }

    @Test func aRemovedLogIsReported() throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        try FileManager.default.removeItem(atPath: path)
        try append("b", to: log)
        #expect(log.takeChanges() == [.removed])
        #expect(try seqs() == [4, 5, 6])
    }

    @Test func recordsForAFileThatIsGoneAreReplayed() throws {
        let log = try open()
        _ = try log.recover()
        try log.append(Samples.records(of: "a"), attachment: [7])
        try FileManager.default.removeItem(atPath: path)
        let second = try open()
        #expect(try second.recover() == Recovery(attachment: [7], isSettled: false, lastSeq: 4))
        #expect(second.takeChanges() == [.replayed(records: 3)])
        try second.settle()
        try append("b", to: second)
        #expect(try seqs() == [4, 1, 2, 3, 5, 6])
        #expect(try lines().map { $0["replayed"] as? Bool } == [nil, true, true, true, nil, nil])
        #expect(try open().recover().lastSeq == 6)
    }

    /// Copy-and-truncate between crash and recovery: the copy has the same id, so nothing is written twice.
    @Test func aCopyIsCompletedWhereTheFileWasCut() throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        let whole = try files.status(path: path).size
        try log.append(Samples.records(of: "b"), attachment: [7])
        try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
        truncate(path + ".1", Int(whole) + 10)
        truncate(path, 0)
        let second = try open()
        #expect(try second.recover() == Recovery(attachment: [7], isSettled: false, lastSeq: 5))
        #expect(try seqs("findings.jsonl.1") == [1, 2, 3, 4, 5])
        try second.settle()
        try append("c", to: second)
        #expect(try seqs() == [6, 7, 8])
    }

    @Test func withoutAJournalItCountsOnFromTheNewestFile() throws {
        let log = try open(largestFile: 1)
        _ = try log.recover()
        for id in ["a", "b"] { try append(id, to: log) }
        try FileManager.default.removeItem(atPath: temporary.path("journal"))
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        let second = try open()
        #expect(try second.recover().lastSeq == 6)
        try append("c", to: second)
        #expect(try seqs() == [7, 8, 9])
        #expect(try lines()[0]["previous"] as? String == lines("findings.jsonl.1")[0]["id"] as? String)
    }

    @Test func aTailThatIsNotOursIsSetAside() throws {
        let log = try open()
        _ = try log.recover()
        try append("a", to: log)
        truncate(path, Int(try files.status(path: path).size) - 5)
        try FileManager.default.removeItem(atPath: temporary.path("journal"))
        let second = try open()
        #expect(try second.recover().lastSeq == 2)
        #expect(second.takeChanges() == [.unterminated(setAside: FileName(constant: "findings-000000000001.jsonl"))])
        try append("b", to: second)
        #expect(try seqs() == [3, 4, 5])
    }

    @Test(arguments: ["notes\n", "{}\n", "no newline", "{\"type\":\"finding\",\"schema\":1,\"seq\":4}\n"])
    func aForeignFileIsNeitherWrittenNorMoved(_ text: String) throws {
        try temporary.write(text, to: "findings.jsonl")
        let log = try open()
        let error = try #require(throws: LogError.self) { try log.recover() }
        #expect(error.description.contains("move it out of the way"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        try FileManager.default.removeItem(atPath: path)
        #expect(try log.recover().lastSeq == 0)
    }

    @Test func linksAreNotFollowed() throws {
        try temporary.write("", to: "elsewhere")
        symlink("elsewhere", path)
        #expect(throws: LogError.self) { try open().recover() }
        try FileManager.default.removeItem(atPath: path)
        link(temporary.path("elsewhere"), path)
        let error = try #require(throws: LogError.self) { try open().recover() }
        #expect(error.description.contains("has 2 names"))
    }

    @Test func aFullDiskLeavesABatchToBeFinished() throws {
        let machine = MemoryFileSystem(folders: LogWorkload.folders)
        var options = DurableLog.Options(state: "/state", file: "/log/findings.jsonl", version: "1.0")
        options.journalSize = 8192
        // Recovery makes nine changes; then come the journal's write and synchronisation, and the log's write.
        let log = try DurableLog(options, files: FaultyFileSystem(machine, .noSpace, at: 12), time: FixedTime())
        _ = try log.recover()
        let error = try #require(throws: LogError.self) { try log.append(Samples.records(of: "a")) }
        guard case .outOfSpace = error else { throw error }
        #expect(log.isCommitted)
        try log.finish()
        #expect(!log.isCommitted)
        try log.settle()
        #expect(log.lastSeq == 3)
    }
}
