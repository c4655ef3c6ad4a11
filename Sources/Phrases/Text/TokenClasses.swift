/// A set of classes of tokens: what the lexer makes of tokens, and what written words look like.
struct TokenClasses: OptionSet, Sendable, Hashable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(bit: Int) { self.init(rawValue: 1 << UInt32(bit)) }

    /// The class that a label asks for; none where it asks for something else.
    init(label: Label) {
        self.init(rawValue: label >= .token(bit: 0) && label < .firstOfWords ? 1 << (label - .token(bit: 0)) : 0)
    }

    static let number = TokenClasses(bit: 0)
    static let money = TokenClasses(bit: 1)
    static let date = TokenClasses(bit: 2)
    static let email = TokenClasses(bit: 3)
    static let url = TokenClasses(bit: 4)
    static let phone = TokenClasses(bit: 5)
    static let orderID = TokenClasses(bit: 6)
    static let shout = TokenClasses(bit: 7)
    static let exclaim = TokenClasses(bit: 8)
    static let question = TokenClasses(bit: 9)
    static let angryEmoji = TokenClasses(bit: 10)
    static let sadEmoji = TokenClasses(bit: 11)
    /// What can be the day of a month: `1` to `31`, `5th`. Phrases do not name it; dates are made of it.
    static let day = TokenClasses(bit: 12)
    /// What can be a year.
    static let year = TokenClasses(bit: 13)
    static let happyEmoji = TokenClasses(bit: 14)
    static let tripleMark = TokenClasses(bit: 15)

    /// How many bits the lexer sets. From here on they are given to the classes that look at written words, as phrases ask for them.
    static let lexedWidth = 16
    /// How many bits there are.
    static let width = 26

    /// The bits in the set, ascending.
    var bits: [Int] { (0..<Self.width).filter { rawValue >> UInt32($0) & 1 == 1 } }

    /// The classes of tokens that the lexer knows, as phrases name them.
    var members: [TokenClass] { TokenClass.all.filter { !$0.lexed.isEmpty && isSuperset(of: $0.lexed) } }
}
