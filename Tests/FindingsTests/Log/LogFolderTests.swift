import Foundation
import TestSupport
import Testing

@testable import Findings

/// The folder of the log is renamed, replaced or lost while the log is written.
@Suite struct LogFolderTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
        for name in ["state", "log"] { try make(name) }
    }

    private func make(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: temporary.path(name), withIntermediateDirectories: false)
    }

    private func move(_ name: String, to newName: String) throws {
        try FileManager.default.moveItem(atPath: temporary.path(name), toPath: temporary.path(newName))
    }

    private func open(state: String = "state", folder: String = "log") throws -> DurableLog {
        var options = DurableLog.Options(
            state: temporary.path(state), file: temporary.path("\(folder)/findings.jsonl"), version: "1.0")
        options.journalSize = 8192
        let log = try DurableLog(options, time: FixedTime())
        _ = try log.recover()
        return log
    }

    private func append(_ id: String, to log: DurableLog) throws {
        try log.append(Samples.records(of: id))
        try log.settle()
    }

    private func lines(_ folder: String = "log") throws -> [[String: Any]] {
        try String(contentsOfFile: temporary.path("\(folder)/findings.jsonl"), encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func seqs(_ folder: String = "log") throws -> [Int] { try lines(folder).map { try #require($0["seq"] as? Int) } }

    @Test func recordsGoWhereThePathLeads() throws {
        let log = try open()
        try append("a", to: log)
        try log.followFolder()
        #expect(log.takeChanges().isEmpty)
        try move("log", to: "old")
        try make("log")
        try log.followFolder()
        #expect(log.takeChanges() == [.folderReplaced])
        try append("b", to: log)
        try log.followFolder()
        #expect(log.takeChanges().isEmpty)
        #expect(try seqs("old") == [1, 2, 3])
        #expect(try seqs() == [4, 5, 6])
        #expect(try lines()[0]["previous"] as? String == lines("old")[0]["id"] as? String)
        #expect(try open().lastSeq == 6)
    }

    @Test func aStartAfterwardsLooksForNothingInTheOldFolder() throws {
        let log = try open()
        try append("a", to: log)
        try move("log", to: "old")
        try make("log")
        try log.reopen()
        let next = try open()
        #expect(next.takeChanges().isEmpty)
        try append("b", to: next)
        #expect(try seqs() == [4, 5, 6])
    }

    @Test func aBatchIsDoneWhereItWasBegun() throws {
        let log = try open()
        try log.append(Samples.records(of: "a"))
        try move("log", to: "old")
        try make("log")
        try log.followFolder()
        #expect(log.takeChanges().isEmpty)
        try log.settle()
        try log.followFolder()
        #expect(log.takeChanges() == [.folderReplaced])
    }

    @Test func numbersAreGreaterThanThoseOfTheOtherFolder() throws {
        try make("other-state")
        try make("other")
        let other = try open(state: "other-state", folder: "other")
        for id in ["x", "y", "z"] { try append(id, to: other) }
        let log = try open()
        try append("a", to: log)
        try move("log", to: "old")
        try move("other", to: "log")
        try log.followFolder()
        try append("b", to: log)
        #expect(try seqs() == Array(1...9))
    }

    @Test func withoutAFolderItGoesOnInTheOldOneAndSaysSoOnce() throws {
        let log = try open()
        try append("a", to: log)
        try move("log", to: "old")
        for _ in 0..<2 { try log.followFolder() }
        let changes = log.takeChanges()
        #expect(changes.count == 1)
        guard case .folderLost = changes.first else {
            Issue.record("\(changes)")
            return
        }
        try append("b", to: log)
        #expect(try seqs("old") == [1, 2, 3, 4, 5])
        try move("old", to: "log")
        try log.followFolder()
        #expect(log.takeChanges().isEmpty)
        try move("log", to: "old")
        try log.followFolder()
        #expect(log.takeChanges().count == 1)
    }

    @Test func aFolderThatCannotBeUsedIsNotEntered() throws {
        let log = try open()
        try append("a", to: log)
        try move("log", to: "old")
        try make("log")
        try temporary.write("a shopping list\n", to: "log/findings.jsonl")
        try log.followFolder()
        guard case .folderLost(let reason) = log.takeChanges().first else {
            Issue.record("entered")
            return
        }
        #expect(reason.contains("does not begin with a record"))
        try append("b", to: log)
        #expect(try seqs("old") == [1, 2, 3, 4, 5])
        try FileManager.default.removeItem(atPath: temporary.path("log/findings.jsonl"))
        try log.followFolder()
        #expect(log.takeChanges() == [.folderReplaced])
        try append("c", to: log)
        #expect(try seqs() == [6, 7, 8])
    }
}
