extension Input {
    /// The index behind the JSON value that begins at an index; nil where the input ends, or has more than `limit` bytes of it, before.
    mutating func valueEnd(from index: Int, limit: Int) throws -> Int? {
        var scanner = ValueScanner()
        while true {
            let stop = withBytes { scanner.advance(in: UnsafeBufferPointer(rebasing: $0[index...])) }
            if case .end(let end) = stop { return index + end }
            guard scanner.scanned <= limit, try more() else { return nil }
        }
    }

    /// Consumes a JSON value piece by piece, whatever its size.
    ///
    /// - Parameter depth: How many of its brackets were consumed already.
    /// - Returns: Whether the value ended before the input did.
    mutating func dropValue(depth: Int = 0) throws -> Bool {
        var scanner = ValueScanner(depth: depth)
        while true {
            let stop = withBytes { scanner.advance(in: $0) }
            consume(scanner.scanned)
            scanner.drop(scanner.scanned)
            if case .end = stop { return true }
            guard try more() else { return false }
        }
    }
}
