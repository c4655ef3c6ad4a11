/// Where the bytes of an export come from, such as a file descriptor or memory.
public protocol ByteSource {
    /// Fills the front of `buffer`, which is never empty, with the next bytes.
    ///
    /// - Returns: How many bytes were written, at most `buffer.count`; 0 at the end, and at every call after it.
    /// - Throws: What went wrong; `ExportReader` hands it on as it is.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

    /// How many bytes there are, where the source can go to any of them; nil where it can only be read on, such as a pipe.
    var size: Int64? { get }

    /// Goes to a place, from which it is read on.
    ///
    /// - Parameter offset: Bytes from the start, at most `size`; only asked for where there is a size.
    mutating func seek(to offset: Int64)
}

extension ByteSource {
    public var size: Int64? { nil }
    public mutating func seek(to offset: Int64) {}
}

/// Bytes that are in memory.
public struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var size: Int64? { Int64(bytes.count) }

    public mutating func seek(to offset: Int64) { position = min(max(0, Int(offset)), bytes.count) }

    public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }
}

/// A source of which the first bytes were looked at.
struct PeekedSource: ByteSource {
    private(set) var head: [UInt8] = []
    private var source: any ByteSource
    private var position = 0

    /// - Parameter count: How many bytes to look at; there may be fewer.
    init(_ source: any ByteSource, count: Int) throws {
        self.source = source
        var buffer = [UInt8](repeating: 0, count: count)
        while head.count < count {
            let read = try buffer.withUnsafeMutableBytes { try self.source.read(into: .init(rebasing: $0[..<(count - head.count)])) }
            guard read > 0 else { break }
            head += buffer[..<read]
        }
    }

    var size: Int64? { source.size }

    mutating func seek(to offset: Int64) {
        position = head.count
        source.seek(to: offset)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard position < head.count else { return try source.read(into: buffer) }
        let count = min(buffer.count, head.count - position)
        head.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[position..<position + count])) }
        position += count
        return count
    }
}
