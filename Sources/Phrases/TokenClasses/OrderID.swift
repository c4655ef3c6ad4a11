extension TokenClass {
    static let orderID = TokenClass(
        "order-id", "what names an order or a ticket", examples: ["#10482", "ORD-2291", "order number 77120"], lexed: .orderID,
        sequences: [TokenSequence(things, ids, Part(classes: [.number, .orderID]))])

    private typealias Part = TokenSequence.Part

    private static let things = Part(words: [
        "order", "ticket", "case", "invoice", "booking", "reference", "confirmation", "tracking", "reservation", "claim", "incident",
    ])
    private static let ids = Part(words: ["number", "no", "nr", "id", "ref", "code"])
}
