/// The prefixes of the phrases, found by the first two bytes of a word.
struct PrefixTable: Sendable {
    struct Prefix: BitwiseCopyable {
        let text: FoldedWord
        let lowMask: UInt64
        let highMask: UInt64
        let symbol: Symbol

        init(_ text: FoldedWord, _ symbol: Symbol) {
            self.text = text
            self.symbol = symbol
            lowMask = Self.mask(text.length)
            highMask = Self.mask(text.length - 8)
        }

        @inline(__always)
        func begins(_ word: FoldedWord) -> Bool {
            word.low & lowMask == text.low && word.high & highMask == text.high && (text.length <= 16 || rest(begins: word))
        }

        private func rest(begins word: FoldedWord) -> Bool {
            word.length >= text.length && (16..<text.length).allSatisfy { word[$0] == text[$0] }
        }

        /// The bits of the first `count` bytes of eight.
        private static func mask(_ count: Int) -> UInt64 {
            count <= 0 ? 0 : count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
        }
    }

    /// By bucket, the longest first.
    private let buckets: TableOfLists<Prefix>

    /// - Parameter prefixes: Each of two bytes or more, and each once.
    init(_ prefixes: [(text: FoldedWord, symbol: Symbol)]) {
        let ordered = prefixes.indices.sorted { a, b in
            let (left, right) = (Self.bucket(prefixes[a].text), Self.bucket(prefixes[b].text))
            return (left, prefixes[b].text.length, prefixes[a].symbol) < (right, prefixes[a].text.length, prefixes[b].symbol)
        }
        var starts = [UInt32](repeating: 0, count: 1024 + 1)
        for prefix in prefixes { starts[Self.bucket(prefix.text) + 1] += 1 }
        for bucket in 0..<1024 { starts[bucket + 1] += starts[bucket] }
        buckets = TableOfLists(ordered.map { Prefix(prefixes[$0].text, prefixes[$0].symbol) }, starts: starts)
    }

    /// Hands on the symbol of each prefix that a word begins with, the longest first.
    func forEachSymbol(beginning word: FoldedWord, _ body: (Symbol) -> Void) {
        for index in buckets.range(Self.bucket(word)) where buckets.elements[index].begins(word) { body(buckets.elements[index].symbol) }
    }

    /// The symbol of the longest prefix that a word begins with; nil where there is none.
    @inline(__always)
    func symbol(of word: FoldedWord) -> Symbol? {
        for index in buckets.range(Self.bucket(word)) where buckets.elements[index].begins(word) { return buckets.elements[index].symbol }
        return nil
    }

    @inline(__always)
    private static func bucket(_ word: FoldedWord) -> Int {
        Int(word.low & 0x1F) << 5 | Int(word.low >> 8 & 0x1F)
    }

    func deallocate() { buckets.deallocate() }
}
