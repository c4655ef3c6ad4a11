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
        var buckets = [[Prefix]](repeating: [], count: 1024)
        for (text, symbol) in prefixes.sorted(by: { ($1.text.length, $0.symbol) < ($0.text.length, $1.symbol) }) {
            buckets[Self.bucket(text)].append(Prefix(text, symbol))
        }
        self.buckets = TableOfLists(buckets)
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
