import CHyperscan

/// Looks for the regular expressions of a matcher in texts, and keeps its working memory between them. One thread at a time uses it.
final class ExpressionScanner {
    private let database: ExpressionDatabase
    private let scratch: OpaquePointer
    private var found: Found

    init(_ database: ExpressionDatabase) {
        self.database = database
        var scratch: OpaquePointer?
        // It fails for want of memory alone, as every allocation does.
        guard hs_alloc_scratch(database.database, &scratch) == HS_SUCCESS, let scratch else { preconditionFailure("out of memory") }
        self.scratch = scratch
        found = Found(expressions: database.phrases.count)
    }

    deinit { hs_free_scratch(scratch) }

    /// Adds what is found in a text to what was found in it before.
    ///
    /// - Parameters:
    ///   - bytes: The text, in valid UTF-8.
    ///   - quotes: What of it is quoted, in order: the text between is looked through piece by piece.
    ///   - text: The last of the texts in `scans`.
    func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, quotes: [Range<Int>], _ vocabulary: Vocabulary, into scans: inout TextScans,
        _ text: inout TextScans.Text
    ) {
        found.removeAll()
        var start = 0
        for quote in quotes {
            search(bytes, start..<max(start, quote.lowerBound))
            start = quote.upperBound
        }
        search(bytes, start..<max(start, bytes.count))
        guard !found.ranges.isEmpty else { return }
        let matches = found.leftmostLongest().map { (phrase: database.phrases[$0.expression], span: $0.from..<$0.to) }
        scans.add(matches, to: &text, in: SpeechMap(bytes, vocabulary))
    }

    private func search(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: Range<Int>) {
        guard let base = bytes.baseAddress, !piece.isEmpty, piece.count <= Int(UInt32.max) else { return }
        found.offset = piece.lowerBound
        (base + piece.lowerBound).withMemoryRebound(to: CChar.self, capacity: piece.count) { text in
            withUnsafeMutablePointer(to: &found) { found in
                _ = hs_scan(
                    database.database, text, UInt32(piece.count), 0, scratch,
                    { expression, from, to, _, found in
                        found?.assumingMemoryBound(to: Found.self).pointee.add(Int(expression), from: Int(from), to: Int(to))
                        return 0
                    }, found)
            }
        }
    }
}

/// What the library reports: for each place where an expression can end, the first place where it can begin.
private struct Found {
    struct Range {
        let expression: Int
        let from: Int
        var to: Int
    }

    /// What the library counts from, in the text.
    var offset = 0

    private(set) var ranges: [Range] = []
    /// By expression: the last of its ranges; -1 before the first.
    private var latest: [Int]

    init(expressions: Int) { latest = Array(repeating: -1, count: expressions) }

    mutating func removeAll() {
        ranges.removeAll(keepingCapacity: true)
        for index in latest.indices { latest[index] = -1 }
    }

    /// Of those with one beginning the longest is kept, so a long match takes up no more room than a short one.
    mutating func add(_ expression: Int, from: Int, to: Int) {
        guard to > from else { return }
        let last = latest[expression]
        if last >= 0, ranges[last].from == offset + from {
            ranges[last].to = max(ranges[last].to, offset + to)
        } else {
            latest[expression] = ranges.count
            ranges.append(Range(expression: expression, from: offset + from, to: offset + to))
        }
    }

    /// Of each expression the leftmost, of those the longest, and the next only after its end. The library promises no order.
    func leftmostLongest() -> [Range] {
        var kept: [Range] = []
        for range in ranges.sorted(by: { ($0.expression, $0.from, $1.to) < ($1.expression, $1.from, $0.to) }) {
            if let last = kept.last, last.expression == range.expression, last.to > range.from { continue }
            kept.append(range)
        }
        return kept
    }
}
