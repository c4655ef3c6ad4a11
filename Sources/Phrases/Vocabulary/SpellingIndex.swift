/// Finds the word that a misspelt one stands for.
///
/// Two words that are one edit apart have a word in common among themselves and what is left of them without one letter. So the index holds
/// the hashes of all these for its words, and a misspelt word looks for its own; nearly always a bit says at once that there are none.
struct SpellingIndex: Sendable {
    /// Shorter words, in letters and so in bytes too, are too easily another word.
    static let shortest = 6

    struct Key: BitwiseCopyable {
        /// The lower half of the hash; the bucket has some of the rest.
        let hash: UInt32
        let symbol: Symbol
    }

    /// What can be meant, by symbol.
    private let words: TextList
    /// By the highest bits of hashes; in a bucket in the order of the words.
    private let keys: TableOfLists<Key>
    private let shift: UInt64
    /// Two bits of one number for each hash, by its highest bits.
    private let filter: Table<UInt64>
    /// As a power of two.
    private static let filterSize: UInt64 = 12

    /// - Parameters:
    ///   - words: By symbol.
    ///   - first: The first symbol that can be meant.
    init(_ words: TextList, from first: Symbol) {
        self.words = words
        var bits: UInt64 = 8
        let count = words.count(from: Int(first))
        while count > 4 << bits { bits += 1 }
        let shift = 64 - bits
        self.shift = shift
        filter = Table(repeating: 0, count: 1 << Int(Self.filterSize)) { filter in
            Self.forEachHash(of: words, from: first) { hash, _ in filter[Self.filterIndex(hash)] |= Self.filterBits(hash) }
        }
        let starts = Table<UInt32>(repeating: 0, count: 1 << Int(bits) + 1) { starts in
            Self.forEachHash(of: words, from: first) { hash, _ in starts[Int(hash >> shift) + 1] += 1 }
            for bucket in starts.indices.dropFirst() { starts[bucket] += starts[bucket - 1] }
        }
        var next = Array(starts[0..<1 << Int(bits)])
        let keys = Table(repeating: Key(hash: 0, symbol: 0), count: Int(starts[1 << Int(bits)])) { keys in
            Self.forEachHash(of: words, from: first) { hash, symbol in
                let bucket = Int(hash >> shift)
                keys[Int(next[bucket])] = Key(hash: UInt32(truncatingIfNeeded: hash), symbol: symbol)
                next[bucket] += 1
            }
        }
        self.keys = TableOfLists(keys, starts: starts)
    }

    /// Hands on each hash of each word that can be meant, in the order of the words.
    private static func forEachHash(of words: TextList, from first: Symbol, _ body: (UInt64, Symbol) -> Void) {
        var letters: [Unicode.Scalar] = []
        for symbol in Int(first)..<max(Int(first), words.count) {
            guard words.withBytes(of: symbol, { read($0, into: &letters) }) else { continue }
            forEachHash(of: letters) { body($0, Symbol(symbol)) }
        }
    }

    /// Reads the letters of a word.
    ///
    /// - Returns: Whether the word can be meant: it is long enough, without digits and apostrophes.
    private static func read(_ word: UnsafeBufferPointer<UInt8>, into letters: inout [Unicode.Scalar]) -> Bool {
        guard word.count >= shortest, !word.contains(where: { $0.isDigit || $0 == UInt8(ascii: "'") }) else { return false }
        letters.removeAll(keepingCapacity: true)
        if word.allSatisfy({ $0 < 0x80 }) {
            for byte in word { letters.append(Unicode.Scalar(byte)) }
        } else {
            letters += String(decoding: word, as: UTF8.self).unicodeScalars
        }
        return letters.count >= shortest
    }

    func deallocate() {
        keys.deallocate()
        filter.deallocate()
    }

    /// The symbol of the word that is meant; 0 where none is, or the word is no mistake.
    ///
    /// - Parameter known: Words that are no mistakes, nor are their forms.
    func correction(of word: FoldedWord, known: WordTable) -> Symbol {
        guard mayBeMisspelt(word) else { return 0 }
        let letters = Array(word.text.unicodeScalars)
        guard letters.count >= Self.shortest, !letters.contains(where: { "0"..."9" ~= $0 }) else { return 0 }
        var best: (letters: [Unicode.Scalar], symbol: Symbol)?
        Self.forEachHash(of: letters) { hash in
            guard has(hash) else { return }
            for index in keys.range(Int(hash >> shift)) where keys.elements[index].hash == UInt32(truncatingIfNeeded: hash) {
                let symbol = keys.elements[index].symbol
                let meant = Array(words[Int(symbol)].unicodeScalars)
                guard Misspelling.is(letters, of: meant) else { continue }
                if best.map({ Self.isNearer(meant, than: $0.letters, to: letters) }) ?? true { best = (meant, symbol) }
            }
        }
        guard let best, !Inflection.isKnown(word.text, in: known) else { return 0 }
        return best.symbol
    }

    /// Of two words that can be meant, the one of the same length, else the first in the order of the alphabet.
    private static func isNearer(_ a: [Unicode.Scalar], than b: [Unicode.Scalar], to letters: [Unicode.Scalar]) -> Bool {
        let (left, right) = (a.count == letters.count, b.count == letters.count)
        return left == right ? a.lexicographicallyPrecedes(b) : left
    }

    // A word's hash is a sum over its letters, each with its own power of an odd number. That number has an inverse, so the hash of the
    // word without a letter follows from two sums.
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let inverse: UInt64 = {
        var inverse = base
        for _ in 0..<6 { inverse = inverse &* (2 &- base &* inverse) }
        return inverse
    }()

    /// Whether one of the hashes of a word, as it is and without each of its letters, is wanted; it goes no further then.
    ///
    /// - Parameter letter: The code of the letter at an index.
    @inline(__always)
    private static func hasHash(_ count: Int, letter: (Int) -> UInt64, where isWanted: (UInt64) -> Bool) -> Bool {
        var whole: UInt64 = 0
        var power: UInt64 = 1
        for index in 0..<count {
            whole = whole &+ letter(index) &* power
            power = power &* base
        }
        if isWanted(mixed(whole)) { return true }
        var before: UInt64 = 0
        power = 1
        for index in 0..<count {
            let after = before &+ letter(index) &* power
            if isWanted(mixed(before &+ (whole &- after) &* inverse)) { return true }
            before = after
            power = power &* base
        }
        return false
    }

    /// Hands on the hashes of a word as it is and without each of its letters.
    private static func forEachHash(of letters: [Unicode.Scalar], _ body: (UInt64) -> Void) {
        _ = hasHash(letters.count) { UInt64(letters[$0].value) } where: {
            body($0)
            return false
        }
    }

    /// Whether the index has one of the word's hashes, as far as the filter can tell.
    private func mayBeMisspelt(_ word: FoldedWord) -> Bool {
        !word.isASCII || Self.hasHash(word.length) { UInt64(word[$0]) } where: { has($0) }
    }

    @inline(__always)
    private func has(_ hash: UInt64) -> Bool { filter[Self.filterIndex(hash)] & Self.filterBits(hash) == Self.filterBits(hash) }

    @inline(__always)
    private static func filterIndex(_ hash: UInt64) -> Int { Int(hash >> (64 - filterSize)) }

    @inline(__always)
    private static func filterBits(_ hash: UInt64) -> UInt64 { 1 << (hash >> 40 & 63) | 1 << (hash >> 34 & 63) }

    @inline(__always)
    private static func mixed(_ sum: UInt64) -> UInt64 {
        let mixed = (sum ^ sum >> 29) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ mixed >> 32
    }
}
