/// A word or mark of a sentence, as the automaton takes it.
struct Item {
    /// UTF-8 byte offsets of the written word: both parts of `can't` have the same.
    var start: Int
    var end: Int
    /// For a word; 0 for a mark.
    var symbol: Symbol
    /// How many words of the text come before it.
    var wordsBefore: UInt32
    var classes: TokenClasses
    /// False for marks, which phrases pass over unless they ask for them.
    var isWord: Bool
}
