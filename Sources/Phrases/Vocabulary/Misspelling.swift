/// When a word is another one misspelt.
enum Misspelling {
    /// Whether `written` is `meant` with one mistake: a letter too many, too few or wrong, or two neighbours swapped.
    ///
    /// Not where the difference is one that another word has: at the first letter (`filling`, `billing`), which people seldom mistype,
    /// unless it was swapped; or in an ending (`charged`, `charges`, `charger`).
    static func `is`(_ written: [Unicode.Scalar], of meant: [Unicode.Scalar]) -> Bool {
        guard let edit = edit(written, meant) else { return false }
        switch edit {
        case .swapped: return true
        case .different(let index): return index > 0 && !(index == meant.count - 1 && isEnding(written[index]) && isEnding(meant[index]))
        case .extra(let index): return index > 0 && !(index == written.count - 1 && isEnding(written[index]))
        case .missing(let index): return index > 0 && !(index == meant.count - 1 && isEnding(meant[index]))
        }
    }

    private enum Edit {
        case swapped
        /// With the place in both words, in the written one, in the meant one.
        case different(Int), extra(Int), missing(Int)
    }

    /// The edit that makes one word of another; nil where it takes none or more than one.
    private static func edit(_ written: [Unicode.Scalar], _ meant: [Unicode.Scalar]) -> Edit? {
        var start = 0
        while start < min(written.count, meant.count), written[start] == meant[start] { start += 1 }
        switch written.count - meant.count {
        case 1: return written[(start + 1)...].elementsEqual(meant[start...]) ? .extra(start) : nil
        case -1: return written[start...].elementsEqual(meant[(start + 1)...]) ? .missing(start) : nil
        case 0 where start < meant.count:
            if written[(start + 1)...].elementsEqual(meant[(start + 1)...]) { return .different(start) }
            guard start + 1 < meant.count, written[start] == meant[start + 1], written[start + 1] == meant[start],
                written[(start + 2)...].elementsEqual(meant[(start + 2)...])
            else { return nil }
            return .swapped
        default: return nil
        }
    }

    /// Letters that words of their own end with: plurals, tenses, adverbs.
    private static func isEnding(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "s", "d", "r", "n", "y", "e", "t": true
        default: false
        }
    }
}

/// Forms of known words: `requested` and `requesting` are as good as `request`.
enum Inflection {
    /// Whether a word is a known one, or one with an ending.
    static func isKnown(_ word: String, in known: WordTable) -> Bool {
        func has(_ stem: some StringProtocol) -> Bool { known.value(of: FoldedWord(stem)) != nil }
        return has(word)
            || endings.contains { ending in
                guard word.hasSuffix(ending), word.utf8.count > ending.utf8.count + 2 else { return false }
                let stem = word.dropLast(ending.count)
                // The ending takes the place of an e: charged, not chargeed.
                if ending.first == "e", stem.last == "e" { return false }
                if has(stem) || has(stem + "e") { return true }
                if stem.last == "i", has(stem.dropLast() + "y") { return true }
                // A doubled consonant: shipped, shipping.
                return stem.last != "e" && stem.last == stem.dropLast().last && has(stem.dropLast())
            }
    }

    private static let endings = ["s", "es", "d", "ed", "ing", "ings", "r", "er", "ers", "est", "ly", "ness", "less", "ful", "able", "ment"]
}
