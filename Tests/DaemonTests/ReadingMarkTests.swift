@testable import Daemon
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct ReadingMarkTests {
    let folder: TemporaryFolder
    let state: Descriptor

    init() throws {
        folder = try TemporaryFolder()
        state = try LinuxFileSystem().openFolder(path: folder.path)
    }

    func mark() throws -> ReadingMark { try ReadingMark(in: state, files: LinuxFileSystem()) }

    func position(_ name: String, inode: UInt64 = 1, items: UInt64 = 0) throws -> SpoolPosition {
        let identity = FileIdentity(FileStatus(kind: .regular, size: 1, inode: inode))
        return SpoolPosition(SpoolEntry(try #require(FileName(name)), of: .main), identity: identity, items: items)
    }

    @Test func refusesAFileThatTheProcessDiedOverTooOften() throws {
        let long = String(repeating: "x", count: 255)
        for _ in 0..<ReadingMark.limit { #expect(try mark().begin(position(long))) }
        let last = try mark()
        #expect(try !last.begin(position("another name", inode: 1)))
        #expect(try last.begin(position("other", inode: 2)))
    }

    @Test func forgivesAFileThatWasReadToItsEnd() throws {
        for _ in 0..<20 {
            let mark = try mark()
            #expect(try mark.begin(position("a")))
            try mark.end()
        }
    }

    @Test func forgivesAFileOfWhichMoreIsReadEachTime() throws {
        for items in 0..<20 as Range<UInt64> { #expect(try mark().begin(position("a", items: items))) }
    }

    @Test func countsOnlyDeathsInARow() throws {
        for _ in 0..<20 {
            #expect(try mark().begin(position("a")))
            #expect(try mark().begin(position("b", inode: 2)))
        }
    }

    /// Nobody knows which of several it was; each of them proves itself alone.
    @Test func suspectsAllThatWereReadAtOnce() throws {
        let names = (0..<100).map { "\($0)" + String(repeating: "x", count: 200) }
        func position(_ number: Int) throws -> SpoolPosition { try self.position(names[number], inode: UInt64(number)) }
        let first = try mark()
        for number in 0..<100 { #expect(try first.begin(position(number))) }
        let second = try mark()
        for number in 0..<100 { #expect(try second.isSuspect(position(number))) }
        #expect(try !second.isSuspect(self.position("other", inode: 1000)))
        // Read alone, one after the other: only the last one is a suspect for the next process.
        for number in 0..<3 {
            second.forget()
            #expect(try second.begin(position(number)))
        }
        let third = try mark()
        for number in 0..<100 { #expect(try third.isSuspect(position(number)) == (number == 2)) }
    }

    @Test func countsTheDeathsOfEachOfSeveral() throws {
        for death in 0..<Int(ReadingMark.limit) {
            let mark = try mark()
            if death == 2 { #expect(try mark.begin(position("guest", inode: 3))) }
            #expect(try mark.begin(position("a", inode: 1)))
        }
        let last = try mark()
        #expect(try !last.begin(position("a", inode: 1)))
        #expect(try last.begin(position("guest", inode: 3)))
    }

    @Test func keepsThoseThatAreStillRead() throws {
        let first = try mark()
        let positions = try (0..<6).map { try position("\($0)", inode: UInt64($0)) }
        let later = try position("3", inode: 3, items: 7)
        for position in positions + [later] { #expect(try first.begin(position)) }
        try first.end(but: [positions[1].identity, positions[3].identity])
        #expect(try first.begin(position("more", inode: 9)))
        let second = try mark()
        #expect(positions.map { second.isSuspect($0) } == [false, true, false, false, false, false])
        #expect(second.isSuspect(later))
        #expect(try second.isSuspect(position("more", inode: 9)))
    }

    @Test func doesWithoutWhereThereIsNoSpace() throws {
        _ = try mark()
        for call in 1...2 {
            let mark = try ReadingMark(in: state, files: FaultyFileSystem(LinuxFileSystem(), .noSpace, at: call))
            #expect(try mark.begin(position("a")))
            try mark.end()
        }
        let mark = try ReadingMark(in: state, files: FaultyFileSystem(LinuxFileSystem(), .inputOutputError, at: 1))
        #expect(throws: SystemCallError.self) { try mark.begin(position("a")) }
    }

    @Test(arguments: ["", "x", "\u{1}", "\u{5}\u{FF}\u{FF}rubbish", "\u{1}\u{1}\u{0}x\u{1}", String(repeating: "\u{2}", count: 1024)])
    func readsAnyBytes(text: String) throws {
        try folder.write(text, to: "reading")
        #expect(try mark().begin(position("a")))
    }
}
