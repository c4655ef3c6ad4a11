extension TokenClass {
    public static let happyEmoji = TokenClass("happy-emoji", "a face or sign of joy", examples: ["😊", ":)", ";-)"], lexed: .happyEmoji)
}
