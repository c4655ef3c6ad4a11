/// What a file holds, page by page: pages that nobody wrote are zeros and take no memory.
struct MemoryData {
    private static let page = 4096

    private(set) var size = 0
    private var pages: [Int: [UInt8]] = [:]

    /// Cuts off the end, or adds zeros.
    mutating func resize(to size: Int) {
        if size < self.size {
            pages = pages.filter { $0.key * Self.page < size }
            let (last, rest) = size.quotientAndRemainder(dividingBy: Self.page)
            if rest > 0, let kept = pages[last] { pages[last] = Array(kept.prefix(rest)) + [UInt8](repeating: 0, count: Self.page - rest) }
        }
        self.size = size
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        size = max(size, offset + bytes.count)
        var done = 0
        while done < bytes.count {
            let (number, start) = (offset + done).quotientAndRemainder(dividingBy: Self.page)
            let count = min(Self.page - start, bytes.count - done)
            let part = UnsafeRawBufferPointer(rebasing: bytes[done..<(done + count)])
            pages[number, default: [UInt8](repeating: 0, count: Self.page)].withUnsafeMutableBytes { page in
                UnsafeMutableRawBufferPointer(rebasing: page[start...]).copyMemory(from: part)
            }
            done += count
        }
    }

    /// Returns the number of bytes that were there.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        let wanted = max(0, min(buffer.count, size - offset))
        var done = 0
        while done < wanted {
            let (number, start) = (offset + done).quotientAndRemainder(dividingBy: Self.page)
            let count = min(Self.page - start, wanted - done)
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<(done + count)])
            if let page = pages[number] {
                page.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<(start + count)])) }
            } else {
                target.initializeMemory(as: UInt8.self, repeating: 0)
            }
            done += count
        }
        return wanted
    }

    /// All of it, or its beginning.
    func bytes(limit: Int = .max) -> [UInt8] {
        let count = min(size, limit)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
    }

    /// The first bytes of this, and what another one has after them.
    func upTo(_ count: Int, then other: MemoryData) -> MemoryData {
        var mixed = other
        let head = bytes(limit: count)
        if mixed.size < head.count { mixed.resize(to: head.count) }
        head.withUnsafeBytes { mixed.write($0, at: 0) }
        return mixed
    }
}
