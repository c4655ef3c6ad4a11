import Foundation
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct SpoolMoveTests {
    let test: TestSpool

    init() throws { test = try TestSpool() }

    func move(_ name: String, to outcome: SpoolMove.Outcome = .done) throws -> SpoolMove {
        SpoolMove(try test.drop(name, as: name), identity: try test.identity("incoming/\(name)"), to: outcome)
    }

    @Test func movesToDone() throws {
        #expect(try test.spool.perform([move("a"), move("zendesk/b")]).isEmpty)
        #expect(try test.text("done/a") == "a")
        #expect(try test.text("done/zendesk/b") == "zendesk/b")
        #expect(try test.names("incoming") == ["zendesk"])
    }

    @Test func movesToFailedWithAReport() throws {
        #expect(try test.spool.perform([move("a", to: .failed(report: Array("why".utf8)))]).isEmpty)
        #expect(try test.text("failed/a") == "a")
        #expect(try test.text("failed/a.error.json") == "why")
        #expect(try test.names("failed") == ["a", "a.error.json"])
    }

    @Test func doesNothingTheSecondTime() throws {
        let moves = try [move("a"), move("b", to: .failed(report: [1]))]
        #expect(try test.spool.perform(moves).isEmpty)
        #expect(try test.spool.perform(moves).isEmpty)
        #expect(try test.names("done") == ["a"])
        #expect(try test.names("failed") == ["b", "b.error.json"])
    }

    @Test func numbersNamesThatAreTaken() throws {
        for _ in 0..<12 { #expect(try test.spool.perform([move("a")]).isEmpty) }
        let names = try test.names("done")
        #expect(names.count == 12)
        #expect(names.contains("a") && names.contains("a.2") && names.contains("a.9"))
    }

    @Test func leavesAnotherFileOfTheSameNameAlone() throws {
        let move = try move("a")
        try FileManager.default.removeItem(atPath: test.path("incoming/a"))
        try test.drop("something else", as: "a")
        #expect(try test.spool.perform([move]).isEmpty)
        #expect(try test.text("incoming/a") == "something else")
        #expect(try test.names("done").isEmpty)
    }

    @Test func leavesAFileAloneThatWasWrittenSince() throws {
        let move = try move("a")
        let handle = try #require(FileHandle(forWritingAtPath: test.path("incoming/a")))
        handle.seekToEndOfFile()
        handle.write(Data("more".utf8))
        try handle.close()
        #expect(try test.spool.perform([move]).isEmpty)
        #expect(try test.names("incoming") == ["a"])
    }

    @Test(arguments: ["b", "zendesk/b", "new/b"]) func findsAFileThatWasRenamedAfterItWasRead(_ newName: String) throws {
        try test.drop(as: "zendesk/other")
        // The spool knows this source, and not the one called “new”.
        _ = try test.spool.perform([move("zendesk/known")])
        let move = try move("a")
        try test.drop("something else", as: "a2")
        try FileManager.default.createDirectory(atPath: test.path("incoming/new"), withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: test.path("incoming/a"), toPath: test.path("incoming/\(newName)"))
        #expect(try test.spool.perform([move]).isEmpty)
        // Under the name that the log has it under.
        #expect(try test.text("done/a") == "a")
        #expect(!test.exists("incoming/\(newName)"))
        #expect(test.exists("incoming/a2") && test.exists("incoming/zendesk/other"))
    }

    @Test func findsARenamedFileThoughAnotherOneHasItsName() throws {
        let move = try move("a")
        try FileManager.default.moveItem(atPath: test.path("incoming/a"), toPath: test.path("incoming/b"))
        try test.drop("something else", as: "a")
        #expect(try test.spool.perform([move]).isEmpty)
        #expect(try test.text("done/a") == "a")
        #expect(try test.text("incoming/a") == "something else")
        #expect(try test.names("incoming") == ["a"])
    }

    @Test func leavesARenamedFileAloneThatWasWrittenSince() throws {
        let move = try move("a")
        try FileManager.default.moveItem(atPath: test.path("incoming/a"), toPath: test.path("incoming/b"))
        let handle = try #require(FileHandle(forWritingAtPath: test.path("incoming/b")))
        handle.seekToEndOfFile()
        handle.write(Data("more".utf8))
        try handle.close()
        #expect(try test.spool.perform([move]).isEmpty)
        #expect(try test.names("incoming") == ["b"])
        #expect(try test.names("done").isEmpty)
    }

    /// What a file's report begins with is the file's name; the rest differs from one refusal to the next.
    func report(of name: String, at time: String) -> SpoolMove.Outcome {
        .failed(report: Array(#"{"schema":1,"file":"\#(name)","time":"\#(time)"}"#.utf8))
    }

    @Test func writesNoReportOverAnExportOfThatName() throws {
        #expect(try test.spool.perform([move("a.error.json", to: report(of: "a.error.json", at: "1"))]).isEmpty)
        #expect(try test.spool.perform([move("a", to: report(of: "a", at: "2"))]).isEmpty)
        #expect(try test.text("failed/a.error.json") == "a.error.json")
        #expect(try test.text("failed/a.2") == "a")
        #expect(try test.text("failed/a.2.error.json").contains(#""file":"a""#))
    }

    @Test func writesAReportOverAnEarlierOneOfTheFile() throws {
        #expect(try test.spool.perform([move("a", to: report(of: "a", at: "1"))]).isEmpty)
        try FileManager.default.removeItem(atPath: test.path("failed/a"))
        #expect(try test.spool.perform([move("a", to: report(of: "a", at: "2"))]).isEmpty)
        #expect(try test.names("failed") == ["a", "a.error.json"])
        #expect(try test.text("failed/a.error.json").contains(#""time":"2""#))
    }

    @Test func deletesAtOnceWhereNothingIsKept() throws {
        #expect(try test.spool.perform([move("a"), move("b", to: .failed(report: []))], keepsDone: false).isEmpty)
        #expect(try test.names("done").isEmpty)
        #expect(try test.names("failed") == ["b", "b.error.json"])
        #expect(try test.names("incoming").isEmpty)
    }

    @Test func ignoresASourceThatIsGone() throws {
        let move = try move("zendesk/a")
        try FileManager.default.removeItem(atPath: test.path("incoming/zendesk"))
        #expect(try test.spool.perform([move]).isEmpty)
    }

    @Test func movesLinksThemselves() throws {
        try FileManager.default.createSymbolicLink(atPath: test.path("incoming/link"), withDestinationPath: "/etc/passwd")
        let entry = SpoolEntry(try fileName("link"), of: .main)
        let intake = Intake(test.spool, rule: TakingRule(settle: 0, sizeLimit: 10), time: test.time)
        guard case .refuse(_, let identity, _) = try intake.look(at: entry) else {
            Issue.record("a link was not refused")
            return
        }
        #expect(try test.spool.perform([SpoolMove(entry, identity: identity, to: .failed(report: []))]).isEmpty)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: test.path("failed/link")) == "/etc/passwd")
    }

    @Test func keepsTheLongestNamesWithinWhatAFolderCanHold() throws {
        let long = String(repeating: "ä", count: 127) + "x"
        #expect(long.utf8.count == 255)
        for _ in 0..<2 {
            #expect(try test.spool.perform([move(long, to: .failed(report: []))]).isEmpty)
            #expect(try test.spool.perform([move(long)]).isEmpty)
        }
        let failed = try test.names("failed")
        #expect(failed.count == 4)
        #expect(failed.filter { !$0.hasSuffix(".error.json") }.allSatisfy { failed.contains($0 + ".error.json") })
        #expect(failed.allSatisfy { !$0.contains("\u{FFFD}") })
        #expect(try test.names("done").contains(long))
    }
}

@Suite struct PruningTests {
    @Test func deletesWhatIsOldInAllSources() throws {
        let test = try TestSpool()
        for name in ["a", "zendesk/b"] {
            let entry = try test.drop(as: name)
            _ = try test.spool.perform([SpoolMove(entry, identity: try test.identity("incoming/\(name)"), to: .done)])
        }
        var pruning = Pruning(test.spool)
        func pass(_ retain: Duration) throws -> Int {
            var deleted = 0
            repeat { deleted += try pruning.proceed(retain: retain.nanoseconds, now: test.time.wall) } while pruning.isUnderWay
            return deleted
        }
        test.time.pass(.seconds(3600))
        #expect(try pass(.seconds(7200)) == 0)
        #expect(test.exists("done/a") && test.exists("done/zendesk/b"))
        #expect(try pass(.seconds(1800)) == 2)
        #expect(!test.exists("done/a") && !test.exists("done/zendesk/b"))
    }
}
