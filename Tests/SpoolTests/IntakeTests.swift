import Foundation
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct IntakeTests {
    let test: TestSpool
    let intake: Intake

    init() throws {
        test = try TestSpool()
        intake = Intake(test.spool, rule: TakingRule(settle: Duration.seconds(2).nanoseconds, sizeLimit: 1 << 20), time: test.time)
    }

    @Test func takesAFileThatNobodyWrites() throws {
        let entry = try test.drop("hello", as: "a")
        let open = try #require(try intake.look(at: entry).taken)
        #expect(open.reason == .closed)
        #expect(open.identity == (try test.identity("incoming/a")))
        #expect(try test.files.read(open.file, at: 0, count: 100) == Array("hello".utf8))
    }

    @Test func waitsForAWriterToCloseTheFile() throws {
        let entry = try test.drop("half", as: "a")
        let writer = try #require(FileHandle(forWritingAtPath: test.path("incoming/a")))
        #expect(try intake.look(at: entry, movedIn: true).taken == nil)
        #expect(intake.waitingCount == 1)
        #expect(intake.due(limit: 10).isEmpty)
        test.time.pass(.seconds(3))
        #expect(intake.due(limit: 10) == [entry])
        try writer.close()
        #expect(try intake.look(at: entry).taken?.reason == .closed)
        #expect(intake.waitingCount == 0)
        #expect(intake.nextDeadline == nil)
    }

    @Test func looksAtAnEmptyFileAgainWhenItHasSettled() throws {
        let entry = try test.drop("", as: "a")
        #expect(try intake.look(at: entry).taken == nil)
        test.time.pass(.seconds(3))
        #expect(try intake.look(at: entry).taken?.reason == .closed)
    }

    @Test func refusesAFileWithSeveralNamesOnceTheyStay() throws {
        let entry = try test.drop(as: "a")
        try FileManager.default.linkItem(atPath: test.path("incoming/a"), toPath: test.path("incoming/b"))
        #expect(try intake.look(at: entry).refusal == nil)
        test.time.pass(.seconds(3))
        #expect(try intake.look(at: entry).refusal == "several-names")
    }

    @Test func countsItsOwnObservationWhereTheClockWasSetBack() throws {
        let entry = try test.drop("", as: "a")
        // The file is from the future, as after a clock was set back.
        test.time.jump(seconds: -3600)
        #expect(try intake.look(at: entry).taken == nil)
        test.time.pass(.seconds(3))
        #expect(try intake.look(at: entry).taken != nil)
    }

    @Test func aClockSetForwardDoesNotRefuseWhatIsBeingWritten() throws {
        let entry = try test.drop("half", as: "a")
        let writer = try #require(FileHandle(forWritingAtPath: test.path("incoming/a")))
        test.time.jump(seconds: 315_360_000)
        #expect(try intake.look(at: entry).refusal == nil)
        test.time.pass(.seconds(29))
        #expect(try intake.look(at: entry).refusal == nil)
        test.time.pass(.seconds(1))
        #expect(try intake.look(at: entry).refusal == "never-closed")
        try writer.close()
    }

    @Test func forgetsWhatIsGone() throws {
        let entry = try test.drop("", as: "a")
        _ = try intake.look(at: entry)
        try FileManager.default.removeItem(atPath: test.path("incoming/a"))
        guard case .nothing = try intake.look(at: entry) else {
            Issue.record("an offer of a file that is gone")
            return
        }
        #expect(intake.waitingCount == 0)
    }

    @Test func neverOpensAFIFO() throws {
        #expect(mkfifo(test.path("incoming/fifo"), 0o600) == 0)
        #expect(try intake.look(at: SpoolEntry(try fileName("fifo"), of: .main)).refusal == "not-a-file")
    }
}
