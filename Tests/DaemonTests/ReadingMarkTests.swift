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

    @Test(arguments: ["", "x", "\u{1}", "\u{5}\u{FF}\u{FF}rubbish", String(repeating: "\u{2}", count: 1024)])
    func readsAnyBytes(text: String) throws {
        try folder.write(text, to: "reading")
        #expect(try mark().begin(position("a")))
    }
}
