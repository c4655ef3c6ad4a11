extension TokenClass {
    static let money = TokenClass(
        "money", "an amount with its currency", examples: ["$20", "20 €", "EUR 20", "20 dollars", "twenty dollars"], lexed: .money,
        sequences: [TokenSequence(Part(tokens: .number), currencies), TokenSequence(codes, Part(classes: .number))])

    private typealias Part = TokenSequence.Part

    private static let codes = Part(words: ["usd", "eur", "gbp", "chf", "cad", "aud", "inr", "jpy"])
    private static let currencies = Part(
        words: codes.words + [
            "dollar", "dollars", "bucks", "cent", "cents", "euro", "euros", "pound", "pounds", "quid", "pence", "franc", "francs", "rupee",
            "rupees", "yen",
        ])
}
