/// What the journal holds of one append: all that is needed to do the rest of it again.
struct JournalEntry: Sendable, Hashable {
    /// The number of the last record up to this append.
    var lastSeq: UInt64
    /// The file of the log that gets the bytes, and where.
    var file: LogFileIdentity
    var offset: Int64
    /// The exact bytes.
    var blob: [UInt8]
    /// What the caller wants back after a crash: its moves and positions.
    var attachment: [UInt8]

    /// Numbers beyond this do not come from us; so counting on never overflows.
    static let largestNumber: UInt64 = 1 << 62
}

/// A file of the log, whatever its name. The device is left out: its number changes from one start of the machine to the next.
struct LogFileIdentity: Sendable, Hashable {
    var inode: UInt64
    /// Nanoseconds since 1970; nil where the filesystem does not say.
    var born: Int64?
    var id: LogID
}

extension JournalEntry {
    func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.append(lastSeq)
        writer.append(file.id.bytes)
        writer.append(file.inode)
        writer.append(file.born ?? .min)
        writer.append(offset)
        writer.append(UInt64(attachment.count))
        writer.append(UInt64(blob.count))
        writer.append(attachment)
        writer.append(blob)
        return writer.bytes
    }

    /// - Returns: nil for anything that `encoded` does not write.
    init?(encoded bytes: some Sequence<UInt8>) {
        var reader = ByteReader(bytes)
        guard let lastSeq: UInt64 = reader.number(), let idBytes = reader.take(16), let id = LogID(idBytes),
            let inode: UInt64 = reader.number(), let born: Int64 = reader.number(), let offset: Int64 = reader.number(),
            let attachmentCount: UInt64 = reader.number(), let blobCount: UInt64 = reader.number(),
            let attachment = reader.take(Int(clamping: attachmentCount)), let blob = reader.take(Int(clamping: blobCount)),
            reader.isAtEnd, lastSeq <= Self.largestNumber, offset >= 0, offset <= Int64(Self.largestNumber)
        else { return nil }
        self.init(
            lastSeq: lastSeq, file: LogFileIdentity(inode: inode, born: born == .min ? nil : born, id: id), offset: offset,
            blob: Array(blob), attachment: Array(attachment))
    }
}
