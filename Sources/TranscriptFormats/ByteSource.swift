/// Where the bytes of an export come from, such as a file descriptor or memory.
public protocol ByteSource {
    /// Fills the front of `buffer`, which is never empty, with the next bytes.
    ///
    /// - Returns: How many bytes were written, at most `buffer.count`; 0 at the end, and at every call after it.
    /// - Throws: What went wrong; `ExportReader` hands it on as it is.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are in memory.
public struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }
}
