/// Finds the word that a misspelt one stands for.
///
/// Two words that are one edit apart have a word in common among themselves and what is left of them without one letter. So the index holds
/// the hashes of all these for its words, and a misspelt word looks for its own; nearly always a bit says at once that there are none.
struct SpellingIndex: Sendable {
    /// Shorter words, in letters and so in bytes too, are too easily another word.
    static let shortest = 6

    private struct Target {
        let letters: [Unicode.Scalar]
        let symbol: Symbol
    }

    struct Key: BitwiseCopyable {
        let hash: UInt64
        let target: Int
    }

    private let targets: [Target]
    /// In ascending order of hashes.
    private let keys: Table<Key>
    /// Two bits of one number for each hash, by its highest bits.
    private let filter: Table<UInt64>
    /// As a power of two.
    private static let filterSize: UInt64 = 12

    /// - Parameter words: What can be meant, with its symbol.
    init(_ words: [(word: String, symbol: Symbol)]) {
        var targets: [Target] = []
        var keys: [Key] = []
        var filter = [UInt64](repeating: 0, count: 1 << Int(Self.filterSize))
        for (word, symbol) in words {
            let letters = Array(word.unicodeScalars)
            guard letters.count >= Self.shortest, !word.utf8.contains(where: { $0.isDigit || $0 == UInt8(ascii: "'") }) else { continue }
            Self.forEachHash(of: letters) { hash in
                keys.append(Key(hash: hash, target: targets.count))
                filter[Self.filterIndex(hash)] |= Self.filterBits(hash)
            }
            targets.append(Target(letters: letters, symbol: symbol))
        }
        self.targets = targets
        self.keys = Table(keys.sorted { ($0.hash, $0.target) < ($1.hash, $1.target) })
        self.filter = Table(filter)
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
        var best: Target?
        Self.forEachHash(of: letters) { hash in
            guard has(hash) else { return }
            for index in keys(with: hash) {
                let target = targets[keys[index].target]
                guard Misspelling.is(letters, of: target.letters) else { continue }
                if best.map({ Self.isNearer(target, than: $0, to: letters) }) ?? true { best = target }
            }
        }
        guard let best, !Inflection.isKnown(word.text, in: known) else { return 0 }
        return best.symbol
    }

    private func keys(with hash: UInt64) -> Range<Int> {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < keys.count, keys[end].hash == hash { end += 1 }
        return low..<end
    }

    /// Of two words that can be meant, the one of the same length, else the first in the order of the alphabet.
    private static func isNearer(_ a: Target, than b: Target, to letters: [Unicode.Scalar]) -> Bool {
        let (left, right) = (a.letters.count == letters.count, b.letters.count == letters.count)
        return left == right ? a.letters.lexicographicallyPrecedes(b.letters) : left
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
