@testable import Findings
import Spool
import SystemCalls

/// What a journal holds: a slot, its entry, and the spool's part of it. The first byte says which of them the others are.
func decodeJournal(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    switch kind % 4 {
    case 0: check(JournalSlot.decode(rest))
    case 1: check(JournalSlot.decode(sealed(rest)))
    case 2:
        guard let entry = JournalEntry(encoded: rest) else { return }
        precondition(entry.encoded() == rest, "an entry has two forms")
        let slot = JournalSlot(generation: 1, isSettled: false, entry: entry)
        precondition(JournalSlot.decode(slot.encoded()) == .whole(slot), "what was written cannot be read")
    default:
        guard let commit = SpoolCommit(encoded: rest) else { return }
        precondition(commit.encoded == rest, "a commit has two forms")
    }
}

private func check(_ content: JournalSlot.Content) {
    guard case .whole(let slot) = content else { return }
    precondition(slot.generation <= JournalEntry.largestNumber && slot.entry.lastSeq <= JournalEntry.largestNumber)
    precondition(JournalSlot.decode(slot.encoded()) == content, "what was written cannot be read")
}

/// A slot with the right checksum, so that what it covers is looked at: 8 bytes of generation, then the entry.
private func sealed(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 8 else { return bytes }
    let payload = Array(bytes.dropFirst(8))
    var covered = ByteWriter()
    covered.append(Array(bytes.prefix(8)))
    covered.append(UInt64(payload.count))
    var version = ByteWriter()
    version.append(JournalSlot.version)
    var slot = ByteWriter()
    slot.append(Array("tactjrnl".utf8))
    slot.append(JournalSlot.version)
    slot.append(Checksum.crc32(payload, after: Checksum.crc32(covered.bytes, after: Checksum.crc32(version.bytes))))
    slot.append(covered.bytes)
    slot.append([UInt8](repeating: 0, count: JournalSlot.headerSize - 32))
    slot.append(payload)
    return slot.bytes
}
