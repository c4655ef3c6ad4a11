extension String {
    /// The text with spaces after it, for columns.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Int {
    /// The number with the word for what is counted: `1 rule`, `2 rules`.
    func counted(_ word: String) -> String { counted(word, word + "s") }

    /// The same for words with a plural of their own: `1 entry`, `2 entries`.
    func counted(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
