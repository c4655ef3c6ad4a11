/// The written forms of contractions, for words of many phrases to be held against.
enum ContractionForms {
    private static let table = {
        var forms = TextTable()
        for var form in Contractions.whole.keys { _ = form.withUTF8 { forms.number(of: $0) } }
        return WordTable(forms.list, Array(repeating: 1, count: forms.count))
    }()

    /// Whether a word of small ASCII letters is a contraction written without its apostrophe.
    static func has(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count <= longest else { return false }
        let folded = FoldedWord(bytes: word)
        return table.value(low: folded.low, high: folded.high) != nil
    }

    /// No form without an apostrophe is longer; at most what fits into the two numbers of a word.
    private static let longest = min(16, Contractions.whole.keys.lazy.filter { !$0.contains("'") }.map(\.utf8.count).max() ?? 0)
}
