import SystemCalls

/// One of the two places of the journal: a header of 64 bytes, and the entry.
///
/// The header: `tactjrnl`, version (4 bytes), CRC-32 (4), generation (8), length of the entry (8), settled (8), zeros. The checksum covers
/// all but the magic, itself and the settled mark, which is written later: it holds the generation that is settled.
struct JournalSlot: Sendable, Hashable {
    /// Counts appends from 1. An even one stands in the first slot, an odd one in the second.
    var generation: UInt64
    /// Whether everything that follows the commit was done.
    var isSettled: Bool
    var entry: JournalEntry

    /// What a slot's bytes say.
    enum Content: Sendable, Hashable {
        /// Nothing was written yet.
        case empty
        /// Written in part, or by something else.
        case damaged
        /// Whole, but written by a newer program.
        case newer(version: UInt32)
        case whole(JournalSlot)
    }

    static let headerSize = 64
    /// The place of the settled mark.
    static let settledOffset = 32
    /// No entry is larger: it is held in memory.
    static let largestEntry = 256 << 20
    static let version: UInt32 = 1
    private static let magic = Array("tactjrnl".utf8)

    func encoded() -> [UInt8] {
        let payload = entry.encoded()
        var covered = ByteWriter()
        covered.append(generation)
        covered.append(UInt64(payload.count))
        var writer = ByteWriter()
        writer.append(Self.magic)
        writer.append(Self.version)
        writer.append(Self.checksum(version: Self.version, covered.bytes, payload))
        writer.append(covered.bytes)
        writer.append(isSettled ? generation : 0)
        writer.append([UInt8](repeating: 0, count: 24))
        writer.append(payload)
        return writer.bytes
    }

    /// The length of the entry by a header; nil where the header is none, or promises more than there may be.
    static func entryCount(header: [UInt8]) -> Int? {
        var reader = ByteReader(header)
        guard header.count >= headerSize, reader.take(8)?.elementsEqual(magic) == true, reader.take(16) != nil,
            let count: UInt64 = reader.number(), count <= UInt64(largestEntry)
        else { return nil }
        return Int(count)
    }

    /// Judges the bytes of a slot, from its beginning; what follows the entry does not matter. Any bytes will do.
    static func decode(_ bytes: [UInt8]) -> Content {
        if bytes.prefix(headerSize).allSatisfy({ $0 == 0 }) { return .empty }
        guard let count = entryCount(header: bytes), count <= bytes.count - headerSize else { return .damaged }
        var reader = ByteReader(bytes[8..<40])
        let payload = bytes[headerSize..<(headerSize + count)]
        guard let version: UInt32 = reader.number(), let checksum: UInt32 = reader.number(), let generation: UInt64 = reader.number(),
            reader.take(8) != nil, let settled: UInt64 = reader.number(),
            checksum == Self.checksum(version: version, bytes[16..<32], payload)
        else { return .damaged }
        guard version == Self.version else { return version > Self.version ? .newer(version: version) : .damaged }
        guard generation <= JournalEntry.largestNumber, let entry = JournalEntry(encoded: payload) else { return .damaged }
        return .whole(JournalSlot(generation: generation, isSettled: settled == generation, entry: entry))
    }

    private static func checksum(version: UInt32, _ covered: some Collection<UInt8>, _ payload: some Collection<UInt8>) -> UInt32 {
        var first = ByteWriter()
        first.append(version)
        return Checksum.crc32(payload, after: Checksum.crc32(covered, after: Checksum.crc32(first.bytes)))
    }
}
