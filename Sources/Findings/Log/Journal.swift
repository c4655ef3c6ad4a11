import Diagnostics
import Glibc
import SystemCalls

/// The file that decides what an append is before the log gets it.
///
/// Two slots are written in turn, so that a torn write of one leaves the other. The space is allocated ahead, so that a commit needs none.
/// The file has a whole slot size twice over; a larger one is written beside it and takes its name in one step.
final class Journal {
    private let files: any FileSystem
    private let folder: Descriptor
    private var file: Descriptor
    /// The size of one slot, in bytes.
    private var slotSize: Int64
    private var generation: UInt64
    /// The size of the newest whole slot's header and entry; 0 where there is none.
    private var newestCount: Int

    static let name = FileName(constant: "journal")
    private static let newName = FileName(constant: "journal.new")

    /// What was found when the journal was opened.
    struct Found {
        var journal: Journal
        /// The newest whole entry.
        var newest: JournalSlot?
        /// Neither slot is whole, though at least one was written. After a crash in the very first append that is as it should be.
        var isDamaged: Bool
    }

    private init(
        files: any FileSystem, folder: Descriptor, file: Descriptor, slotSize: Int64, generation: UInt64 = 0, newestCount: Int = 0
    ) {
        self.files = files
        self.folder = folder
        self.file = file
        self.slotSize = slotSize
        self.generation = generation
        self.newestCount = newestCount
    }

    /// Opens the journal in the state folder, or makes one with slots of `slotSize` bytes.
    static func open(in folder: Descriptor, files: any FileSystem, slotSize: Int64) throws(LogError) -> Found {
        try logging { () throws(SystemCallError) in
            if try files.statusIfPresent(of: newName, in: folder) != nil { try files.remove(newName, in: folder) }
        }
        guard try logging({ () throws(SystemCallError) in try files.statusIfPresent(of: name, in: folder) }) != nil else {
            let file = try make(slotSize: slotSize, slots: [], in: folder, files: files)
            return Found(journal: Journal(files: files, folder: folder, file: file, slotSize: slotSize), newest: nil, isDamaged: false)
        }
        let file = try logging { () throws(SystemCallError) in try files.open(name, in: folder, for: .readingAndWriting) }
        // Nothing is believed that is not on the disk. A kill may have come between the write and its synchronisation, or before the name
        // was durable; and after a failed synchronisation memory may hold what the disk never got.
        try synchronizing { () throws(SystemCallError) in
            try files.synchronizeData(file)
            try files.synchronize(folder)
        }
        files.dropCache(of: file)
        let size = try logging { () throws(SystemCallError) in try files.status(of: file) }.size
        guard size % 2 == 0, size / 2 > JournalSlot.headerSize else {
            let file = try make(slotSize: slotSize, slots: [], in: folder, files: files)
            return Found(journal: Journal(files: files, folder: folder, file: file, slotSize: slotSize), newest: nil, isDamaged: true)
        }
        let contents = [try read(0, slotSize: size / 2, file, files), try read(1, slotSize: size / 2, file, files)]
        let slots = contents.compactMap { if case .whole(let slot) = $0 { slot } else { nil } }
        let newest = slots.max { $0.generation < $1.generation }
        let journal = Journal(
            files: files, folder: folder, file: file, slotSize: size / 2, generation: newest?.generation ?? 0,
            newestCount: newest.map { JournalSlot.headerSize + $0.entry.encoded().count } ?? 0)
        return Found(journal: journal, newest: newest, isDamaged: newest == nil && contents.contains(.damaged))
    }

    private static func read(
        _ index: Int64, slotSize: Int64, _ file: Descriptor, _ files: any FileSystem
    ) throws(LogError) -> JournalSlot.Content {
        let bytes = try logging { () throws(SystemCallError) in
            let header = try files.read(file, at: index * slotSize, count: JournalSlot.headerSize)
            guard let count = JournalSlot.entryCount(header: header), count <= slotSize - Int64(JournalSlot.headerSize) else {
                return header
            }
            return try header + files.read(file, at: index * slotSize + Int64(JournalSlot.headerSize), count: count)
        }
        let content = JournalSlot.decode(bytes)
        if case .newer(let version) = content {
            throw .refused(
                Diagnostic(
                    code: "newer-journal", "the journal “\(file.label)” has version \(version), written by a newer tactd",
                    help: "start the newer tactd once more and stop it, or remove the journal when all of its records are in the log"))
        }
        return content
    }

    /// Writes an entry and makes it durable: the commit. Until it returns, nothing has happened.
    func commit(_ entry: JournalEntry) throws(LogError) {
        let bytes = JournalSlot(generation: generation + 1, isSettled: false, entry: entry).encoded()
        if Int64(bytes.count) > slotSize { try grow(toHold: bytes.count) }
        let offset = slotOffset(generation + 1)
        try logging { () throws(SystemCallError) in try files.writeAll(bytes, to: file, at: offset) }
        // Neither size nor place of the file change, so its data is all that counts.
        try synchronize()
        generation += 1
        newestCount = bytes.count
    }

    /// Marks the newest entry: all that follows its commit is done. The mark need not be durable, as doing it again does no harm.
    func settle() throws(LogError) {
        var mark = ByteWriter()
        mark.append(generation)
        let offset = slotOffset(generation) + Int64(JournalSlot.settledOffset)
        try logging { () throws(SystemCallError) in try files.writeAll(mark.bytes, to: file, at: offset) }
    }

    /// Makes the mark durable.
    func synchronize() throws(LogError) {
        try synchronizing { () throws(SystemCallError) in try files.synchronizeData(file) }
    }

    private func slotOffset(_ generation: UInt64) -> Int64 { generation % 2 == 0 ? 0 : slotSize }

    private func grow(toHold count: Int) throws(LogError) {
        var size = slotSize
        while size < Int64(count) { size *= 2 }
        let newest = try logging { () throws(SystemCallError) in
            try files.read(file, at: slotOffset(generation), count: newestCount)
        }
        let slots = newest.isEmpty ? [] : [(offset: generation % 2 == 0 ? 0 : size, bytes: newest)]
        file = try Self.make(slotSize: size, slots: slots, in: folder, files: files)
        slotSize = size
    }

    /// Makes a journal beside the one that may be there, and gives it its name once it is durable.
    private static func make(
        slotSize: Int64, slots: [(offset: Int64, bytes: [UInt8])], in folder: Descriptor, files: any FileSystem
    ) throws(LogError) -> Descriptor {
        let file = try logging { () throws(SystemCallError) in try files.create(newName, in: folder, permissions: 0o600) }
        do throws(LogError) {
            try logging { () throws(SystemCallError) in
                try files.setPermissions(0o600, of: file)
                try allocate(file, count: slotSize * 2, files)
                for slot in slots { try files.writeAll(slot.bytes, to: file, at: slot.offset) }
            }
            try synchronizing { () throws(SystemCallError) in try files.synchronize(file) }
            try logging { () throws(SystemCallError) in try files.replace(name, in: folder, with: newName, in: folder) }
            try synchronizing { () throws(SystemCallError) in try files.synchronize(folder) }
        } catch {
            // The space that it took is needed; should this fail as well, the next start removes it.
            try? files.remove(newName, in: folder)
            throw error
        }
        return file
    }

    private static func allocate(_ file: Descriptor, count: Int64, _ files: any FileSystem) throws(SystemCallError) {
        do throws(SystemCallError) {
            try files.allocate(file, from: 0, count: count)
        } catch where error.code == EOPNOTSUPP {
            let zeros = [UInt8](repeating: 0, count: 1 << 16)
            for offset in stride(from: 0, to: count, by: zeros.count) {
                try files.writeAll(Array(zeros.prefix(Int(min(count - offset, Int64(zeros.count))))), to: file, at: offset)
            }
        }
    }
}
