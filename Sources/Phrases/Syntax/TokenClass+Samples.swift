extension TokenClass {
    /// Two texts or more that are a token of the class, as different as they come.
    public var samples: [String] {
        switch self {
        case .number: ["7", "93"]
        case .money: ["$20", "35 €"]
        case .date: ["2026-01-05", "2025-11-30"]
        case .email: ["ann@example.com", "bob@example.org"]
        case .url: ["https://example.com", "http://example.org/help"]
        case .phone: ["+44 20 7946 0958", "(555) 010-0199"]
        case .orderID: ["#10482", "ORD-2291"]
        case .shout: ["STOP", "HELP"]
        case .exclaim: ["!!", "!!!"]
        case .question: ["?", "??"]
        case .angryEmoji: ["😡", "😠"]
        case .sadEmoji: ["😢", "😭"]
        }
    }
}
