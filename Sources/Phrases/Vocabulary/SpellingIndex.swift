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

    private struct Key {
        let hash: UInt64
        let target: Int
    }

    private var targets: [Target] = []
    /// In ascending order of hashes.
    private var keys: [Key] = []
    /// A bit for each hash, by its highest sixteen bits.
    private var filter = [UInt64](repeating: 0, count: 1024)
    private let known: WordTable

    /// - Parameters:
    ///   - words: What can be meant, with its symbol.
    ///   - known: Words that are no mistake.
    init(_ words: [(word: String, symbol: Symbol)], known: WordTable) {
        self.known = known
        for (word, symbol) in words {
            let letters = Array(word.unicodeScalars)
            guard letters.count >= Self.shortest, !word.utf8.contains(where: { $0.isDigit || $0 == UInt8(ascii: "'") }) else { continue }
            for hash in Self.hashes(of: letters) {
                keys.append(Key(hash: hash, target: targets.count))
                filter[Int(hash >> 54)] |= 1 << (hash >> 48 & 63)
            }
            targets.append(Target(letters: letters, symbol: symbol))
        }
        keys.sort { ($0.hash, $0.target) < ($1.hash, $1.target) }
    }

    /// The symbol of the word that is meant; 0 where none is, or the word is no mistake.
    func correction(of word: FoldedWord) -> Symbol {
        guard mayBeMisspelt(word) else { return 0 }
        let letters = Array(word.text.unicodeScalars)
        guard letters.count >= Self.shortest else { return 0 }
        var best: Target?
        for hash in Self.hashes(of: letters) {
            for target in targets(with: hash) where Misspelling.is(letters, of: target.letters) {
                if best.map({ Self.isNearer(target, than: $0, to: letters) }) ?? true { best = target }
            }
        }
        guard let best, !Inflection.isKnown(word.text, in: known) else { return 0 }
        return best.symbol
    }

    private func targets(with hash: UInt64) -> [Target] {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return keys[low...].prefix { $0.hash == hash }.map { targets[$0.target] }
    }

    /// Of two words that can be meant, the one of the same length, else the first in the order of the alphabet.
    private static func isNearer(_ a: Target, than b: Target, to letters: [Unicode.Scalar]) -> Bool {
        let (left, right) = (a.letters.count == letters.count, b.letters.count == letters.count)
        return left == right ? a.letters.lexicographicallyPrecedes(b.letters) : left
    }

    // A word's hash is a sum over its letters, each with its own power of an odd number. That number has an inverse, so the hash of the word
    // without a letter follows from two sums.
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let inverse: UInt64 = {
        var inverse = base
        for _ in 0..<6 { inverse = inverse &* (2 &- base &* inverse) }
        return inverse
    }()

    /// The hashes of a word as it is and without each of its letters.
    private static func hashes(of letters: [Unicode.Scalar]) -> [UInt64] {
        var sums: [UInt64] = [0]
        var power: UInt64 = 1
        for letter in letters {
            sums.append(sums[sums.count - 1] &+ UInt64(letter.value) &* power)
            power = power &* base
        }
        let whole = sums[letters.count]
        return [mixed(whole)] + letters.indices.map { mixed(sums[$0] &+ (whole &- sums[$0 + 1]) &* inverse) }
    }

    /// Whether the index has one of the word's hashes, as far as the filter can tell.
    private func mayBeMisspelt(_ word: FoldedWord) -> Bool {
        guard word.isASCII else { return true }
        var whole: UInt64 = 0
        var power: UInt64 = 1
        for index in 0..<word.length {
            whole = whole &+ UInt64(word[index]) &* power
            power = power &* Self.base
        }
        if has(Self.mixed(whole)) { return true }
        var before: UInt64 = 0
        power = 1
        for index in 0..<word.length {
            let after = before &+ UInt64(word[index]) &* power
            if has(Self.mixed(before &+ (whole &- after) &* Self.inverse)) { return true }
            before = after
            power = power &* Self.base
        }
        return false
    }

    @inline(__always)
    private func has(_ hash: UInt64) -> Bool {
        filter[Int(hash >> 54)] & (1 << (hash >> 48 & 63)) != 0
    }

    @inline(__always)
    private static func mixed(_ sum: UInt64) -> UInt64 {
        let mixed = (sum ^ sum >> 29) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ mixed >> 32
    }
}
