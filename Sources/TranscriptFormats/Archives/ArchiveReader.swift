import CArchive
import Diagnostics

/// Reads the entries of a zip archive, one after the other, through libarchive.
///
/// Nothing is ever written to a disk, so that names of entries can do no harm.
final class ArchiveReader {
    struct Entry {
        /// The path in the archive; empty where it has none.
        var name: String
        var isFile: Bool
    }

    private var source: any ByteSource
    private let file: String
    private let budget: UnpackBudget
    private let archive: OpaquePointer
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var position: Int64 = 0
    /// What the source threw while libarchive asked it.
    private var failure: (any Error)?
    /// What is wrong with the archive; nothing behind it can be read.
    private(set) var damage: Diagnostic?

    /// - Parameter file: What to call the archive in messages.
    init(_ source: any ByteSource, file: String, budget: UnpackBudget) throws {
        guard let archive = archive_read_new() else { throw Self.outOfMemory(file) }
        self.source = source
        self.file = file
        self.budget = budget
        self.archive = archive
        archive_read_support_format_zip(archive)
        archive_read_set_read_callback(archive) { _, context, bytes in ArchiveReader.of(context)?.fill(bytes) ?? -1 }
        if source.size != nil {
            archive_read_set_seek_callback(archive) { _, context, offset, whence in
                ArchiveReader.of(context)?.seek(by: offset, from: whence) ?? Int64(ARCHIVE_FATAL)
            }
        }
        archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
        try check(archive_read_open1(archive))
    }

    deinit {
        archive_read_free(archive)
        buffer.deallocate()
    }

    /// The next entry; nil at the end, and where `damage` says that nothing more can be read.
    ///
    /// - Throws: What the source threw.
    func next() throws -> Entry? {
        guard damage == nil else { return nil }
        var entry: OpaquePointer?
        let result = archive_read_next_header(archive, &entry)
        guard result != ARCHIVE_EOF else { return nil }
        try check(result)
        guard damage == nil, let entry else { return nil }
        // Names that are no UTF-8 lose what is not; they are for people and for ids only.
        let name = (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)).map { String(cString: $0) }
        return Entry(name: name ?? "", isFile: archive_entry_filetype(entry) == 0o100000)
    }

    /// The next bytes of the entry; 0 at its end, and where `damage` says that nothing more can be read.
    ///
    /// - Throws: What the source threw, and where more is unpacked than may be.
    func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        guard damage == nil else { return 0 }
        let count = archive_read_data(archive, target.baseAddress, target.count)
        guard count >= 0 else {
            try check(Int32(count))
            if damage == nil { note() }
            return 0
        }
        try budget.spend(count)
        return count
    }

    // MARK: libarchive's questions

    private static func of(_ context: UnsafeMutableRawPointer?) -> ArchiveReader? {
        context.map { Unmanaged<ArchiveReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func fill(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        bytes?.pointee = UnsafeRawPointer(buffer.baseAddress)
        do {
            let count = try source.read(into: buffer)
            position += Int64(count)
            return count
        } catch {
            failure = error
            return -1
        }
    }

    private func seek(by offset: Int64, from whence: Int32) -> Int64 {
        let size = source.size ?? 0
        let origin = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : size
        let (target, overflow) = origin.addingReportingOverflow(offset)
        guard !overflow, 0...size ~= target else { return Int64(ARCHIVE_FATAL) }
        source.seek(to: target)
        position = target
        return target
    }

    // MARK: What is wrong

    /// Takes down what is wrong with the archive, and throws what is wrong with the source.
    private func check(_ result: Int32) throws {
        if let failure { throw failure }
        // A warning is about a name or a time that could not be converted.
        guard result < ARCHIVE_WARN else { return }
        note()
    }

    private func note() {
        let message = archive_error_string(archive).map { String(cString: $0) } ?? "no reason given"
        // -5 is zlib's way to say that its input ended too early.
        let isCut = message.lowercased().contains("truncated") || message.hasSuffix("(-5)")
        let isLocked = message.lowercased().contains("passphrase") || message.lowercased().contains("encrypt")
        damage =
            isCut
            ? Diagnostic(
                code: "truncated", "the archive ends in the middle (\(message))", at: Place(file: file),
                help: "the file was cut off: export it again, or wait until it is whole")
            : Diagnostic(
                code: isLocked ? "encrypted" : "bad-archive",
                isLocked ? "the archive is protected with a password" : "the archive cannot be read (\(message))", at: Place(file: file),
                help: isLocked ? "pack it without a password" : "export it again, or unpack it and hand over the files")
    }

    private static func outOfMemory(_ file: String) -> DiagnosticsError {
        DiagnosticsError(
            Diagnostic(code: "out-of-memory", "no memory to unpack the archive", at: Place(file: file), help: "unpack it first"))
    }
}

/// What an entry of an archive holds; where the archive is damaged, it ends early.
struct ArchiveEntrySource: ByteSource {
    let archive: ArchiveReader

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try archive.read(into: buffer) }
}
