extension TokenClass {
    public static let sadEmoji = TokenClass("sad-emoji", "a face or sign of sadness", examples: ["😢", ":("], lexed: .sadEmoji)
}
