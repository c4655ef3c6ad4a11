import SystemCalls
import TranscriptFormats

/// The bytes of an open file, for a reader of exports.
struct ExportSource: ByteSource {
    private let files: any FileSystem
    private let file: Descriptor
    private var offset: Int64 = 0

    init(_ file: Descriptor, files: any FileSystem) {
        self.file = file
        self.files = files
    }

    var size: Int64? { (try? files.status(of: file))?.size }

    mutating func seek(to offset: Int64) { self.offset = offset }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try files.read(file, into: buffer, at: offset)
        offset += Int64(count)
        return count
    }
}
