/// Words drawn out: `soooo` is `soo` or `so`.
enum Elongation {
    /// Whether a letter stands three times or more in a row.
    static func isElongated(_ word: FoldedWord) -> Bool {
        guard word.length > 2 else { return false }
        if word.isASCII, word.length <= 16 {
            let middle = word.low >> 32 | word.high << 32
            guard hasTriple(word.low) || word.length > 8 && (hasTriple(middle) || hasTriple(word.high)) else { return false }
        }
        return runs(of: word).contains { $0.count > 2 }
    }

    /// The words that a drawn-out word can be: each long run twice or once, twice first; a few at most.
    static func shortForms(of word: FoldedWord) -> [FoldedWord] {
        let runs = runs(of: word)
        let long = runs.indices.filter { runs[$0].count > 2 }
        // Words with more runs than this are written for fun: all of their runs get shortened alike.
        let choices = long.count > 4 ? [0, (1 << long.count) - 1] : Array(0..<(1 << long.count))
        return choices.map { choice in
            var form = FoldedWord()
            for (index, run) in runs.enumerated() {
                let count = long.firstIndex(of: index).map { choice >> $0 & 1 == 0 ? 2 : 1 } ?? run.count
                for _ in 0..<count { form.append(run.scalar) }
            }
            return form
        }
    }

    /// The word's scalars with how often each stands in a row; digits are never drawn out.
    private static func runs(of word: FoldedWord) -> [(scalar: Unicode.Scalar, count: Int)] {
        var runs: [(scalar: Unicode.Scalar, count: Int)] = []
        for scalar in word.text.unicodeScalars {
            if let last = runs.last, last.scalar == scalar, !("0"..."9" ~= scalar) {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((scalar, 1))
            }
        }
        return runs
    }

    /// Whether three equal bytes that are not zero stand in a row.
    private static func hasTriple(_ octet: UInt64) -> Bool {
        let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let difference = octet ^ octet >> 8
        let equal = ~((difference & sevens) + sevens | difference | sevens)
        let filled = ((octet & sevens) + sevens) & ~sevens
        return equal & equal >> 8 & filled >> 16 & filled != 0
    }
}
