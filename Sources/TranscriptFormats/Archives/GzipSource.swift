import CZlib
import Diagnostics

/// What is compressed with gzip in a source (RFC 1952); several compressed files in a row count as one.
///
/// zlib itself and not libarchive, which keeps the last 64 KiB before a cut to itself.
final class GzipSource: ByteSource {
    private var source: any ByteSource
    private let file: String
    private let budget: UnpackBudget
    private var stream = z_stream()
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var isAtEnd = false
    /// Whether a compressed file has ended, so that the source may end, too.
    private var isBetween = false
    /// What is wrong with the compressed file; nothing behind it can be read.
    private(set) var damage: Diagnostic?

    /// - Parameter file: What to call the file in messages.
    init(_ source: any ByteSource, file: String, budget: UnpackBudget) throws {
        self.source = source
        self.file = file
        self.budget = budget
        // 16 more than the largest window asks for gzip's header.
        guard inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw DiagnosticsError(
                Diagnostic(code: "out-of-memory", "no memory to unpack the file", at: Place(file: file), help: "unpack it first"))
        }
    }

    deinit {
        inflateEnd(&stream)
        buffer.deallocate()
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !isAtEnd else { return 0 }
        stream.next_out = target.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.avail_out = UInt32(clamping: target.count)
        let wanted = Int(stream.avail_out)
        while Int(stream.avail_out) == wanted, !isAtEnd {
            if stream.avail_in == 0 { try fill() }
            guard !isAtEnd else { break }
            unpack()
        }
        let count = wanted - Int(stream.avail_out)
        try budget.spend(count)
        return count
    }

    private func fill() throws {
        let count = try source.read(into: buffer)
        stream.next_in = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.avail_in = UInt32(count)
        guard count == 0 else { return }
        isAtEnd = true
        guard !isBetween else { return }
        damage = Diagnostic(
            code: "truncated", "the compressed file ends in the middle", at: Place(file: file),
            help: "the file was cut off: export it again, or wait until it is whole")
    }

    private func unpack() {
        // Padding behind the last file, as tapes and some programs write it, is no file.
        if isBetween, stream.next_in?.pointee == 0 {
            isAtEnd = true
            return
        }
        isBetween = false
        switch inflate(&stream, Z_NO_FLUSH) {
        case Z_OK: break
        case Z_STREAM_END:
            isBetween = true
            inflateReset(&stream)
        default:
            isAtEnd = true
            let reason = stream.msg.map { String(cString: $0) } ?? "no reason given"
            damage = Diagnostic(
                code: "bad-archive", "the compressed file is damaged (\(reason))", at: Place(file: file),
                help: "export it again, or unpack it and hand over what is in it")
        }
    }
}
