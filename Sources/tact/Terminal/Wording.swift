import Reports

extension String {
    /// The text with spaces after it, for columns.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text in rows of a width, safe for a terminal; the rows after the first are indented further.
    func wrapped(width: Int, indent: Int, hanging: Int) -> [String] {
        TextWrapping.rows(self, width: max(20, width - indent - hanging)).enumerated().map {
            String(repeating: " ", count: indent + ($0 == 0 ? 0 : hanging)) + $1
        }
    }
}

extension Int {
    /// The number with the word for what is counted: `1 rule`, `2 rules`.
    func counted(_ word: String) -> String { counted(word, word + "s") }

    /// The same for words with a plural of their own: `1 entry`, `2 entries`.
    func counted(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
