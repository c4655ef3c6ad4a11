/// Several words that together make a token of a class: `20 dollars`, `5 January`.
struct TokenSequence {
    /// A word of some, or a token of some classes.
    struct Part {
        var words: [String] = []
        var classes: TokenClasses = []
        var isOptional = false
    }

    let parts: [Part]

    init(_ parts: Part...) { self.parts = parts }

    /// The most words in a sequence.
    static let longest = 4

    static func sequences(of tokenClass: TokenClass) -> [TokenSequence] {
        switch tokenClass {
        case .money: [TokenSequence(number, currencies), TokenSequence(codes, number)]
        case .date: [TokenSequence(months, day, optionalYear), TokenSequence(day, of, months, optionalYear), TokenSequence(months, year)]
        case .orderID: [TokenSequence(things, ids, number), TokenSequence(things, ids, Part(classes: .orderID))]
        default: []
        }
    }

    private static let number = Part(classes: .number)
    private static let day = Part(classes: .day)
    private static let year = Part(classes: .year)
    private static let optionalYear = Part(classes: .year, isOptional: true)
    private static let of = Part(words: ["of"], isOptional: true)
    private static let codes = Part(words: ["usd", "eur", "gbp", "chf", "cad", "aud", "inr", "jpy"])
    private static let currencies = Part(
        words: codes.words + [
            "dollar", "dollars", "bucks", "cent", "cents", "euro", "euros", "pound", "pounds", "quid", "pence", "franc", "francs", "rupee",
            "rupees", "yen",
        ])
    private static let months = Part(words: [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ])
    private static let things = Part(words: [
        "order", "ticket", "case", "invoice", "booking", "reference", "confirmation", "tracking", "reservation", "claim", "incident",
    ])
    private static let ids = Part(words: ["number", "no", "nr", "id", "ref", "code"])
}
