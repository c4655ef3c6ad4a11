/// A class of tokens that a phrase can ask for: `<number>`, `<order-id>` …
///
/// The raw value is what stands between the angle brackets.
public enum TokenClass: String, Sendable, Hashable, CaseIterable {
    /// A number in digits: `3`, `1,200`, `4.5`.
    case number
    /// An amount with its currency: `$20`, `20 €`, `EUR 20`, `20 dollars`.
    case money
    /// A calendar date: `2026-01-05`, `5.1.2026`, `5 January`, `March 3rd, 2026`.
    case date
    /// An e-mail address.
    case email
    /// A web address, with or without its scheme.
    case url
    /// A telephone number.
    case phone
    /// What names an order or a ticket: `#10482`, `ORD-2291`, `order number 77120`.
    case orderID = "order-id"
    /// A word of three letters or more in capitals.
    case shout
    /// Two exclamation marks or more.
    case exclaim
    /// A question mark.
    case question
    /// A face or sign of anger.
    case angryEmoji = "angry-emoji"
    /// A face or sign of sadness.
    case sadEmoji = "sad-emoji"
}

/// A set of token classes.
struct TokenClasses: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(_ tokenClass: TokenClass) { self.init(rawValue: 1 << tokenClass.index) }

    static let number = TokenClasses(.number)
    static let money = TokenClasses(.money)
    static let date = TokenClasses(.date)
    static let email = TokenClasses(.email)
    static let url = TokenClasses(.url)
    static let phone = TokenClasses(.phone)
    static let orderID = TokenClasses(.orderID)
    static let shout = TokenClasses(.shout)
    static let exclaim = TokenClasses(.exclaim)
    static let question = TokenClasses(.question)
    static let angryEmoji = TokenClasses(.angryEmoji)
    static let sadEmoji = TokenClasses(.sadEmoji)

    /// What can be the day of a month: `1` to `31`, `5th`. Phrases do not name it; dates are made of it.
    static let day = TokenClasses(rawValue: 1 << 12)
    /// What can be a year.
    static let year = TokenClasses(rawValue: 1 << 13)

    /// How many bits are in use.
    static let width = 14

    /// The classes in the set, in the order of their declaration.
    var members: [TokenClass] { TokenClass.allCases.filter { contains(TokenClasses($0)) } }
}

extension TokenClass {
    /// The place in the order of declaration.
    var index: Int {
        switch self {
        case .number: 0
        case .money: 1
        case .date: 2
        case .email: 3
        case .url: 4
        case .phone: 5
        case .orderID: 6
        case .shout: 7
        case .exclaim: 8
        case .question: 9
        case .angryEmoji: 10
        case .sadEmoji: 11
        }
    }
}
