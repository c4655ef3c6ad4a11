/// The prefixes of the phrases, found by the first two bytes of a word.
struct PrefixTable: Sendable {
    private struct Prefix {
        let text: FoldedWord
        let lowMask: UInt64
        let highMask: UInt64
        let symbol: Symbol

        @inline(__always)
        func begins(_ word: FoldedWord) -> Bool {
            word.low & lowMask == text.low && word.high & highMask == text.high && (text.length <= 16 || rest(begins: word))
        }

        private func rest(begins word: FoldedWord) -> Bool {
            word.length >= text.length && (16..<text.length).allSatisfy { word[$0] == text[$0] }
        }
    }

    private var prefixes: [Prefix] = []
    /// The prefixes of bucket b are `prefixes[starts[b]..<starts[b + 1]]`, longest first.
    private var starts: [UInt32] = []

    /// The symbol of the longest prefix that a word begins with; nil where there is none.
    @inline(__always)
    func symbol(of word: FoldedWord) -> Symbol? {
        let bucket = Self.bucket(word)
        var index = Int(starts[bucket])
        let end = Int(starts[bucket + 1])
        while index < end {
            if prefixes[index].begins(word) { return prefixes[index].symbol }
            index += 1
        }
        return nil
    }

    /// Adds a prefix of two bytes or more; `sort` must follow.
    mutating func insert(_ text: FoldedWord, _ symbol: Symbol) {
        prefixes.append(
            Prefix(text: text, lowMask: Self.mask(text.length), highMask: Self.mask(text.length - 8), symbol: symbol))
    }

    mutating func sort() {
        prefixes.sort { a, b in
            let (left, right) = (Self.bucket(a.text), Self.bucket(b.text))
            return left == right ? (b.text.length, a.symbol) < (a.text.length, b.symbol) : left < right
        }
        starts = []
        var index = 0
        for bucket in 0...Self.buckets {
            while index < prefixes.count, Self.bucket(prefixes[index].text) < bucket { index += 1 }
            starts.append(UInt32(index))
        }
    }

    private static let buckets = 1024

    @inline(__always)
    private static func bucket(_ word: FoldedWord) -> Int {
        Int(word.low & 0x1F) << 5 | Int(word.low >> 8 & 0x1F)
    }

    /// The bits of the first `count` bytes of eight.
    private static func mask(_ count: Int) -> UInt64 {
        count <= 0 ? 0 : count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
    }
}
