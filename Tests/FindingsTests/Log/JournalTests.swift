import Foundation
import SystemCalls
import TestSupport
import Testing

@testable import Findings

@Suite struct JournalTests {
    private let files = LinuxFileSystem()
    private let temporary: TemporaryFolder
    private let folder: Descriptor

    init() throws {
        temporary = try TemporaryFolder()
        folder = try files.openFolder(path: temporary.path)
    }

    private func entry(_ number: UInt64, blob: Int = 100) throws -> JournalEntry {
        JournalEntry(
            lastSeq: number, file: LogFileIdentity(inode: 7, born: number == 1 ? nil : 9, id: try #require(LogID([UInt8](1...16)))),
            offset: Int64(number) * 10, blob: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: blob),
            attachment: Array("attachment \(number)".utf8))
    }

    private func open(slotSize: Int64 = 4096) throws -> Journal.Found { try Journal.open(in: folder, files: files, slotSize: slotSize) }

    private var url: URL { temporary.url.appending(path: "journal") }

    @Test func aNewOneIsAllocatedAndEmpty() throws {
        let found = try open()
        #expect(found.newest == nil && !found.isDamaged)
        let status = try files.status(of: FileName(constant: "journal"), in: folder)
        #expect(status.size == 8192 && status.permissions == 0o600)
        #expect(try files.entries(of: folder).map { $0.name.text } == ["journal"])
    }

    @Test func theNewestEntryComesBack() throws {
        let journal = try open().journal
        for number in 1...5 as ClosedRange<UInt64> {
            try journal.commit(try entry(number))
            #expect(try open().newest == JournalSlot(generation: number, isSettled: false, entry: try entry(number)))
            try journal.settle()
            #expect(try open().newest == JournalSlot(generation: number, isSettled: true, entry: try entry(number)))
        }
    }

    @Test func aTornWriteLeavesTheEntryBefore() throws {
        let journal = try open().journal
        try journal.commit(try entry(1))
        try journal.settle()
        let before = try Data(contentsOf: url)
        try journal.commit(try entry(2))
        let after = try Data(contentsOf: url)
        let written = JournalSlot(generation: 2, isSettled: false, entry: try entry(2)).encoded().count
        for length in 0...written {
            // What of the write reached the disk: its beginning, and its end.
            for torn in [after[..<length] + before[length...], before[..<length] + after[length...]] {
                try torn.write(to: url)
                let newest = try #require(try open().newest)
                #expect(newest.generation == (torn == after ? 2 : 1), "\(length) bytes")
                #expect(newest.entry == (torn == after ? try entry(2) : try entry(1)))
            }
        }
    }

    @Test func everyChangedBitOfAnEntryIsNoticed() throws {
        let slot = JournalSlot(generation: 3, isSettled: false, entry: try entry(3))
        let bytes = slot.encoded()
        #expect(JournalSlot.decode(bytes) == .whole(slot))
        for position in bytes.indices {
            for bit in 0..<8 as Range<UInt8> {
                var changed = bytes
                changed[position] ^= 1 << bit
                // Neither the settled mark nor the zeros after it are part of what was committed.
                if (32..<64).contains(position) {
                    #expect(JournalSlot.decode(changed) == .whole(slot))
                } else {
                    #expect(JournalSlot.decode(changed) == .damaged, "byte \(position)")
                }
            }
        }
    }

    @Test func anyBytesAreJudged() throws {
        var generator = SeededGenerator(seed: 1)
        let bytes = JournalSlot(generation: 3, isSettled: true, entry: try entry(3)).encoded()
        for length in bytes.indices { #expect(JournalSlot.decode(Array(bytes[..<length])) == (length == 0 ? .empty : .damaged)) }
        for _ in 0..<2000 {
            let noise = (0..<Int.random(in: 1...200, using: &generator)).map { _ in UInt8.random(in: 1...255, using: &generator) }
            #expect(JournalSlot.decode(noise) == .damaged)
            #expect(JournalSlot.decode(Array("tactjrnl".utf8) + noise) == .damaged)
            #expect(JournalEntry(encoded: noise.prefix(63)) == nil)
        }
    }

    @Test func aNumberThatCannotBeCountedOnFromIsRefused() throws {
        var large = try entry(1)
        large.lastSeq = .max
        #expect(JournalSlot.decode(JournalSlot(generation: 1, isSettled: false, entry: large).encoded()) == .damaged)
        #expect(JournalSlot.decode(JournalSlot(generation: .max, isSettled: false, entry: try entry(1)).encoded()) == .damaged)
    }

    @Test func growsForALargerEntryAndKeepsTheOneBefore() throws {
        let journal = try open().journal
        try journal.commit(try entry(1))
        try journal.settle()
        try journal.commit(try entry(2, blob: 100_000))
        let found = try open()
        #expect(try found.newest?.entry == entry(2, blob: 100_000))
        // Tear the newest entry, which stands first.
        let handle = try FileHandle(forUpdating: url)
        try handle.seek(toOffset: 5000)
        try handle.write(contentsOf: Data([1, 2, 3]))
        try handle.close()
        let before = try #require(try open().newest)
        #expect(try before.entry == entry(1))
        #expect(before.isSettled)
        #expect(try files.entries(of: folder).map { $0.name.text } == ["journal"])
    }

    @Test(arguments: [0, 1, 63, 100, 4096])
    func aJournalOfTheWrongSizeIsReplaced(_ size: Int) throws {
        try Data(repeating: 0x41, count: size).write(to: url)
        #expect(try open().isDamaged)
        #expect(try open().isDamaged == (size == 4096))
    }

    @Test func aNewerJournalIsRefused() throws {
        // As the format has it: the checksum covers version, generation, length and entry.
        var covered = ByteWriter()
        for number in [1, 4] as [UInt64] { covered.append(number) }
        let payload: [UInt8] = [1, 2, 3, 4]
        var version = ByteWriter()
        version.append(UInt32(2))
        var slot = ByteWriter()
        slot.append("tactjrnl".utf8)
        slot.append(version.bytes)
        slot.append(Checksum.crc32(payload, after: Checksum.crc32(covered.bytes, after: Checksum.crc32(version.bytes))))
        slot.append(covered.bytes)
        slot.append([UInt8](repeating: 0, count: 32))
        slot.append(payload)
        #expect(JournalSlot.decode(slot.bytes) == .newer(version: 2))
        try Data(slot.bytes + [UInt8](repeating: 0, count: 8192 - slot.bytes.count)).write(to: url)
        let error = try #require(throws: LogError.self) { try open() }
        #expect(error.description.contains("written by a newer tactd"))
    }
}
